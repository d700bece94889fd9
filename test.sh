#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Set up everything and run the tests: the suites that tell most, all, or those
# named.

set -u
TOP=$(cd "$(dirname "$0")" && pwd)
. "$TOP/devtools/lib.sh"

# In the order in which a failure tells most; those of
# BY_NAME_ONLY are no part of all.
ORDER="unit functional dpdk sec zip hpre apps drop-in asan aarch64 defects fuzz
	vm vm-arm64 pci mutants vm-debug"
BY_NAME_ONLY="mutants vm-debug"
# Without arguments: at most 15 minutes on 2 cores, set-up included.
FIRST="unit functional dpdk sec zip hpre apps"
FIRST_SCALE=0.05

usage() {
	cat <<USAGE
usage: ./test.sh [--list] [all | SUITE...]
Installs the missing packages, builds, and runs test suites. Needs root and
Debian 12 or 13.
  (nothing)   $FIRST,
              with a twentieth of the random cases: at most 15 minutes on 2
              cores, set-up included
  all         all suites but ${BY_NAME_ONLY/ / and }, with all random cases
  SUITE...    these suites, with all random cases
  --list      print the suites, with the minutes each takes on 2 cores
  --help      print this help
Environment:
  TEST_SCALE   factor for the number of random cases; 1 if unset, without
               arguments $FIRST_SCALE
  TEST_SEED    repeats a run with random cases; a failing test prints its own
  TEST_REPORT  a file to which the table at the end is appended
USAGE
}

# about SUITE FIELD: what the head of a suite's script says of it.
about() {
	sed -n "s/^# $2: //p" "$TOP/test/suites/$1.sh"
}

existing_suites() {
	local s
	for s in $ORDER; do
		[ -f "$TOP/test/suites/$s.sh" ] && echo "$s"
	done
}

list() {
	local s
	for s in $(existing_suites); do
		printf '%-11s %3s min  %s\n' "$s" "$(about "$s" Minutes)" \
			"$(about "$s" About)"
	done
}

known() {
	existing_suites | grep -qx -- "$1"
}

# The last line of a suite: N passed, N failed, N skipped.
count_of() {
	sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' \
		"$1" | tail -n 1
}

run_suite() {
	local s=$1 log=$work/$1.log rc counts p f k
	echo
	say "suite $s: $(about "$s" About) (about $(about "$s" Minutes) min)"
	SECONDS=0
	"$TOP/test/suites/$s.sh" 2>&1 | tee "$log"
	rc=${PIPESTATUS[0]}
	counts=$(count_of "$log")
	read -r p f k <<<"${counts:-0 0 0}"
	# A suite that breaks off has not passed, whatever it counted.
	if [ "$rc" != 0 ] && [ "$f" = 0 ]; then
		f=1
		echo "suite $s ended with status $rc"
	elif [ "$rc" = 0 ] && [ $((p + f + k)) = 0 ]; then
		f=1
		echo "suite $s ended without a case"
	fi
	passed=$((passed + p))
	failed=$((failed + f))
	skipped=$((skipped + k))
	rows+=("$(printf '%-11s %7s %7s %7s %6d s' "$s" "$p" "$f" "$k" \
		$SECONDS)")
	[ "$f" = 0 ] || rows+=("$(failures_of "$log" | sed 's/^/  /')")
}

# The cases of a suite that failed.
failures_of() {
	grep -aE ' FAILED: | [1-9][0-9]* failed|^suite .* ended ' "$1" |
		grep -avE '^[0-9]+ passed'
}

suites=() all=0
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--list) list; exit 0 ;;
	all) all=1 ;;
	-*) usage >&2; die "unknown option '$1'" ;;
	*)
		known "$1" || die "unknown suite '$1'; there are: $(
			existing_suites | paste -sd' ')"
		suites+=("$1")
		;;
	esac
	shift
done
if [ $all = 1 ]; then
	[ ${#suites[@]} = 0 ] || die "name either all or suites"
	for s in $(existing_suites); do
		[[ " $BY_NAME_ONLY " == *" $s "* ]] || suites+=("$s")
	done
elif [ ${#suites[@]} = 0 ]; then
	read -ra suites <<<"$FIRST"
	export TEST_SCALE=${TEST_SCALE:-$FIRST_SCALE}
fi

need_root
need_debian
need_space "${TMPDIR:-/tmp}" 500
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
on_exit rm -rf "$work"
export TMPDIR=$work

budget=0
for s in "${suites[@]}"; do
	budget=$((budget + $(about "$s" Minutes)))
done
say "${#suites[@]} suites, TEST_SCALE=${TEST_SCALE:-1}, at most $budget minutes on 2 cores when everything is installed: ${suites[*]}"
setup_and_build "$TOP/build"

passed=0 failed=0 skipped=0 rows=()
for s in "${suites[@]}"; do
	run_suite "$s"
done

echo
printf '%-11s %7s %7s %7s\n' suite passed failed skipped
printf '%s\n' "${rows[@]}" | tee -a "${TEST_REPORT:-/dev/null}"
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
