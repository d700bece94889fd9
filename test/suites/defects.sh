#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: deliberate faults, each of which a named test has to find
# Minutes: 5
#
# test/defects/*.patch are faults in drivers and model. The lines before the
# first "---" say what is wrong and who has to notice:
#   Fault: one line
#   Found-by: SUITE/PROGRAM CASE    program test/SUITE/test_PROGRAM, its case
#   Hang: yes                       if the program may hang, before or after
# A case that fails without the fault, a patch that does not apply or compile,
# and a failure of any other case only, are failures of this suite.

. "$(dirname "$0")/common.sh"

# Every run the same, and short: random cases decide nothing here.
export TEST_SEED=20 TEST_SCALE=0.05
LIMIT=120

# field NAME PATCH: a line of its header.
field() {
	sed -n -e '/^--- /q' -e "s/^$1: *//p" "$2"
}

# finder PATCH: set PROGRAM (relative to the build) and CASE.
finder() {
	local by
	read -r by CASE <<<"$(field Found-by "$1")"
	PROGRAM=test/${by%/*}/test_${by#*/}
	[ -n "$CASE" ] && [ -n "$(field Fault "$1")" ]
}

# A copy of what is built, with a build directory of its own.
make_copy() {
	COPY=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
	on_exit rm -rf "$COPY"
	need_space "$COPY" 300
	tar -C "$TOP" --exclude './build*' --exclude ./.deps --exclude ./.git \
		-cf - . | tar -C "$COPY" -xf - ||
		die "cannot copy the sources: is the disk full?"
	# A file without its fault was compiled before: meson uses ccache by itself.
	export CCACHE_DIR=$COPY/ccache
	quiet meson setup "$COPY/build" "$COPY" "-Dsdk=$DEPS/sdk" \
		-Doptimization=1 -Ddebug=false || die "meson setup failed"
}

# run PROGRAM: its output to the log; its status.
run() {
	# Lines whole, or the two streams mix within lines.
	(timeout -k 5 "${2:-$LIMIT}" stdbuf -oL "$COPY/build/$1" </dev/null) \
		>"$COPY/log" 2>&1
}

# All programs that are to find something, without any fault.
clean_run() {
	local p programs=() cases
	declare -A cases_of
	for patch in "$TOP"/test/defects/*.patch; do
		finder "$patch" || die "$patch: no lines Fault and Found-by"
		cases_of[$PROGRAM]+=" $CASE"
	done
	programs=("${!cases_of[@]}")
	say "building ${#programs[@]} programs in a copy of the tree"
	quiet ninja -C "$COPY/build" "${programs[@]}" || die "the build failed"
	for p in "${programs[@]}"; do
		if ! run "$p"; then
			tail -n 20 "$COPY/log"
			failed "clean ${p##*/test_}" "it fails without a fault"
			continue
		fi
		for cases in ${cases_of[$p]}; do
			grep -aq "^\[ *OK \] $cases\$" "$COPY/log" ||
				failed "clean ${p##*/test_}" "has no case $cases"
		done
		passed "clean ${p##*/test_}"
	done
}

# last_case: print the case that the log ends in.
last_case() {
	sed -n 's/^\[ RUN *\] //p' "$COPY/log" | tail -n 1
}

# One fault: the program must fail, and in the case that was named.
try() {
	local patch=$1 name rc hang
	name=$(basename "$patch" .patch)
	finder "$patch"
	if ! quiet ninja -C "$COPY/build" "$PROGRAM"; then
		failed "$name" "does not compile"
		return
	fi
	hang=$(field Hang "$patch")
	run "$PROGRAM" ${hang:+30}
	rc=$?
	if [ $rc = 0 ]; then
		failed "$name" "NOT found by ${PROGRAM##*/test_}: $(field Fault "$patch")"
	elif grep -aqE "\[ +(FAILED|ERROR) +\] .*$CASE\$" "$COPY/log"; then
		passed "$name: found by ${PROGRAM##*/test_} $CASE"
	elif [ $rc = 124 ] || [ $rc = 137 ]; then
		if [ "$hang" = yes ] && [ "$(last_case)" = "$CASE" ]; then
			passed "$name: ${PROGRAM##*/test_} hangs"
		else
			failed "$name" "${PROGRAM##*/test_} hangs in $(last_case)"
		fi
	else
		tail -n 5 "$COPY/log"
		failed "$name" "${PROGRAM##*/test_} fails with status $rc, but not its case $CASE"
	fi
}

need_packages patch ccache
make_copy
clean_run
for patch in "$TOP"/test/defects/*.patch; do
	if ! quiet patch -d "$COPY" -p1 -s -F0 -i "$patch"; then
		failed "$(basename "$patch" .patch)" "the patch does not apply"
		continue
	fi
	try "$patch"
	quiet patch -d "$COPY" -p1 -s -F0 -R -i "$patch" ||
		die "$patch cannot be taken back"
done
suite_end
