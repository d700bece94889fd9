# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Functions that the suites share. A suite's script sources it first, reports its cases
# with passed, failed, skipped or counts, and ends with suite_end. Set by the
# caller if at all: BUILD, the build directory.

set -u
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
BUILD=${BUILD:-$TOP/build}
. "$TOP/devtools/lib.sh"

# EAL leaves the folders of file prefixes behind; the suites' end with this number.
on_exit find /run/dpdk -maxdepth 1 -name "hisi-*-$$" -exec rm -rf {} +

N_PASSED=0 N_FAILED=0 N_SKIPPED=0

# passed NAME
passed() {
	N_PASSED=$((N_PASSED + 1))
	printf '%-44s passed\n' "$1"
}

# failed NAME [WHY]
failed() {
	N_FAILED=$((N_FAILED + 1))
	printf '%-44s FAILED: %s\n' "$1" "${2:-see above}"
}

# skipped NAME WHY
skipped() {
	N_SKIPPED=$((N_SKIPPED + 1))
	printf '%-44s SKIPPED: %s\n' "$1" "$2"
}

# counts NAME PASSED FAILED SKIPPED: a case that counts cases of its own.
counts() {
	N_PASSED=$((N_PASSED + $2))
	N_FAILED=$((N_FAILED + $3))
	N_SKIPPED=$((N_SKIPPED + $4))
	printf '%-44s %5d passed %4d failed %4d skipped\n' "$@"
}

# The last line of a suite, and its status.
suite_end() {
	echo "$N_PASSED passed, $N_FAILED failed, $N_SKIPPED skipped"
	[ $N_FAILED = 0 ]
	exit
}

# run_programs SUITE [RUNNER-OPTION...]: run the programs of a suite of the
# build, report each.
run_programs() {
	local suite=$1 name p f k before=$N_FAILED
	shift
	while read -r name p f k; do
		if [ "$name" = '#' ]; then
			echo "$p $f $k"
		else
			counts "$name" "$p" "$f" "$k"
		fi
	done < <("$TOP/devtools/run-tests.py" --suite "$suite" "$@" "$BUILD")
	wait $! || [ "$N_FAILED" -gt "$before" ] ||
		failed "programs of suite $suite" "the runner broke off, see above"
}
