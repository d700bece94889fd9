# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Run suites of Debian's own unmodified dpdk-test on our drivers. Source it
# after common.sh. Used if set: DPDK_PRELOAD, libraries to preload first;
# DPDK_LCORES, EAL's map of lcores, if one lcore is not enough; DPDK_MEMORY,
# EAL's options for memory.
# dpdk_plugins sets, or a suite that runs another dpdk-test does so itself:
# DRIVERS and ALIASES, the folders of the plugins; DPDK_LOGS, one for the logs;
# DPDK_PROGRAM, the command with what has to come before it.

# Seconds after which a suite hangs: its dequeue loops never end on a lost op.
DPDK_LIMIT=${DPDK_LIMIT:-120}

# dpdk_program: set DPDK_PROGRAM for the DPDK_PRELOAD of now.
dpdk_program() {
	DPDK_PROGRAM=(env "LD_PRELOAD=${DPDK_PRELOAD:-}:$ALIASES/patience.so"
		dpdk-test)
}

# dpdk_plugins: make the drivers and aliases of the build loadable by EAL.
dpdk_plugins() {
	need_packages dpdk-dev
	eal_plugin_dir "$BUILD/drivers"
	DRIVERS=$EAL_PLUGINS
	eal_plugin_dir "$BUILD/test/dpdk"
	ALIASES=$EAL_PLUGINS
	dpdk_program
	DPDK_LOGS=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
	on_exit rm -rf "$DPDK_LOGS"
}

# field NAME FILE: a number of the last summary, which is that of the whole.
summary_field() {
	sed -n "s/^ + Tests $1 *: *\([0-9]*\).*/\1/p" "$2" | tail -n 1
}

# dpdk_test LABEL COMMAND FLOOR ALIAS LIBRARY VDEV [EAL-OPTION...]
# COMMAND of dpdk-test on the device VDEV of our LIBRARY; ALIAS (or -) makes
# it known by another driver's name. It has to execute at least FLOOR cases:
# one that silently skips more than it did has not passed.
dpdk_test() {
	local label=$1 command=$2 floor=$3 alias=$4 library=$5 vdev=$6 log rc
	local executed passed failed skipped unsupported
	shift 6
	log=$DPDK_LOGS/$label.log
	# EAL loads folders after files: the driver has to be named itself.
	set -- "$@" -d "$DRIVERS/librte_$library.so"
	[ "$alias" = - ] || set -- "$@" -d "$ALIASES/$alias.so"
	DPDK_TEST=$command timeout -k 5 "$DPDK_LIMIT" \
		"${DPDK_PROGRAM[@]}" ${DPDK_MEMORY:---no-huge -m 700} --no-pci \
		--file-prefix "hisi-test-$$" --lcores "${DPDK_LCORES:-0}" "$@" \
		--vdev "$vdev" \
		</dev/null >"$log" 2>&1
	rc=$?
	executed=$(summary_field Executed "$log")
	passed=$(summary_field Passed "$log")
	failed=$(summary_field Failed "$log")
	skipped=$(summary_field Skipped "$log")
	unsupported=$(summary_field Unsupported "$log")
	if [ $rc != 0 ] || ! grep -q '^Test OK' "$log"; then
		grep -a 'TestCase.*failed$' "$log" | head -n 20
		grep -aE 'Sanitizer|runtime error|HISI' "$log" | head -n 20
		tail -n 5 "$log"
		counts "$label" "${passed:-0}" "$((${failed:-0} ? failed : 1))" \
			"$((${skipped:-0} + ${unsupported:-0}))"
		return
	fi
	if grep -aqE 'Sanitizer|runtime error' "$log"; then
		grep -aE -A 12 'Sanitizer|runtime error' "$log" | head -n 40
		failed "$label" "a sanitizer reports"
		return
	fi
	if [ "${executed:-0}" -lt "$floor" ]; then
		failed "$label" "executed ${executed:-0} cases, at least $floor are expected"
		return
	fi
	printf '%-44s %5d executed %5d passed %4d failed %4d skipped\n' \
		"$label" "$executed" "$passed" "$failed" \
		"$((skipped + unsupported))"
	N_PASSED=$((N_PASSED + passed))
	N_FAILED=$((N_FAILED + failed))
	N_SKIPPED=$((N_SKIPPED + skipped + unsupported))
}
