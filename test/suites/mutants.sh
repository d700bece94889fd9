#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: a sample of small mistakes in drivers, model and hisi-pcid: how many do the tests see
# Minutes: 60
#
# A component fails if its tests see less than GOAL percent of its mistakes.
# Survivors are printed with their lines; some change nothing that can be seen.
# MUTANTS is the size of the sample, MUTANTS_SEED makes another one.

. "$(dirname "$0")/common.sh"

GOAL=80
need_packages gcc ccache git

# rows: the rows of the table, without the sum: component, mutants, seen.
rows() {
	awk '/^component / { on = 1; next } $1 == "all" { on = 0 }
		on { print $1, $2, $3 }' "$log"
}

log=$(mktemp) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
on_exit rm -f "$log"
# Unlike in the suites of these tests few random cases tell enough.
TEST_SCALE=0.01 "$TOP/devtools/mutants.py" --count "${MUTANTS:-60}" \
	--seed "${MUTANTS_SEED:-1}" 2>&1 | tee "$log"
[ "${PIPESTATUS[0]}" = 0 ] || failed "devtools/mutants.py"
while read -r component n seen; do
	if [ $((100 * seen)) -ge $((GOAL * n)) ]; then
		passed "$component: $seen of $n seen"
	else
		failed "$component" "$seen of $n seen, the goal is $GOAL %"
	fi
done < <(rows)
suite_end
