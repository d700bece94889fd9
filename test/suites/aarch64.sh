#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: unit, functional and dpdk for 64-bit Arm, under user-mode emulation
# Minutes: 8

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

BUILD=$TOP/build-aarch64
ROOT=$DEPS/aarch64

# Emulation makes programs with big-number arithmetic of libcrypto too slow.
# Several others that use it run.
SLOW_UNIT=(model_hpre_rsa model_hpre_xdh model_hpre_sm2enc model_hpre_fuzz)

NO_CHILDREN="the emulator does not start a program from a program"

# A tenth of the random cases: a processor that is emulated is 10 to 30 times
# slower.
TEST_SCALE=$(awk -v s="${TEST_SCALE:-1}" 'BEGIN { print s / 10 }')
export TEST_SCALE

# leave_out REASON TEST...: count them as skipped, and add the options that
# leave them out to WITHOUT.
WITHOUT=()
leave_out() {
	local reason=$1 t
	shift
	for t in "$@"; do
		skipped "$t" "$reason"
		WITHOUT+=(--without "$t")
	done
}

# The plugins lie inside the sysroot: the emulator shows EAL a file system in
# which it is laid over the machine's own, and there only root can write.
install_plugins() {
	PLUGINS=$(mktemp -d -p "$ROOT" hisi-pmd.XXXXXX) ||
		die "cannot write to $ROOT: is the disk full?"
	on_exit rm -rf "$PLUGINS"
	cp "$BUILD"/drivers/*.so "$BUILD"/test/dpdk/*.so "$PLUGINS" ||
		die "cannot copy the drivers to $PLUGINS: is the disk full?"
	DRIVERS=/${PLUGINS##*/}
	ALIASES=$DRIVERS
	DPDK_PROGRAM=("${EMULATOR[@]}" -E "LD_PRELOAD=$ALIASES/patience.so"
		"$ROOT/usr/bin/dpdk-test")
	DPDK_LOGS=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
	on_exit rm -rf "$DPDK_LOGS"
}

if ! "$TOP/devtools/get-sysroot.sh"; then
	skipped "all programs" "there is no sysroot for aarch64, see above"
	suite_end
fi
EMULATOR=(qemu-aarch64 -L "$ROOT")
BUILD_WHAT=tests setup_and_build "$BUILD" --cross-file "$DEPS/aarch64.sysroot" \
	--cross-file "$TOP/devtools/aarch64.cross"

leave_out "libcrypto's arithmetic is too slow under emulation" "${SLOW_UNIT[@]}"
leave_out "$NO_CHILDREN" \
	pcid_edge pcid_guest pcid_messages pcid_peer pcid_sva
WRAPPER=$(printf '%q ' "${EMULATOR[@]}")
run_programs unit --wrapper "$WRAPPER" --limit-factor 4 "${WITHOUT[@]}"
WITHOUT=()
leave_out "$NO_CHILDREN" qm_secondary tool_list
run_programs functional --wrapper "$WRAPPER" --limit-factor 4 "${WITHOUT[@]}"

install_plugins
DPDK_LIMIT=900
DPDK_GENS=v3
. "$TOP/test/suites/dpdk_cases.sh"
suite_end
