#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: kernel modules, hisi-modeld and the drivers in virtual machines
# Minutes: 8

. "$(dirname "$0")/common.sh"
. "$TOP/test/vm/lib.sh"

need_packages qemu-system-x86 busybox-static zstd xz-utils strace udev kmod \
	linux-headers-amd64 dpdk-dev
why=$(vm_missing)
if [ -n "$why" ]; then
	skipped "all machines" "$why"
	suite_end
fi

work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
vectors=$BUILD/vm/vectors
mkdir -p "$vectors"
for v in aes-cbc-64 aes-cbc-1024 aes-gcm-1024; do
	[ -s "$vectors/$v.vector" ] || quiet /usr/bin/python3 \
		"$TOP/devtools/make-perf-vector.py" "${v%-*}" "${v##*-}" \
		"$vectors/$v.vector" || die "cannot make the vector $v"
done

# The unit as installed, with the daemon of the build.
unit=$work/hisi-modeld.service
sed "s|^ExecStart=.*|ExecStart=$BUILD/app/hisi-modeld|" \
	"$BUILD/app/hisi-modeld.service" >"$unit"
if ! command -v systemd-analyze >/dev/null; then
	skipped systemd_unit "no systemd-analyze"
elif why=$(systemd-analyze verify --man=no "$unit" 2>&1) && [ -z "$why" ]; then
	passed systemd_unit
else
	failed systemd_unit "${why%%$'\n'*}"
fi

# machine SERIES SCRIPT [ARGUMENT...]: boot, and report what the script says.
machine() {
	local series=$1 name=${2%.sh} log rc
	shift
	log=$work/$series-$name.log
	SECONDS=0
	vm_boot "$log" "$BUILD/vm/$abi" "$@"
	rc=$?
	grep -a '^INFO ' "$log"
	vm_report "$log" $rc "$series $name"
	echo "INFO $series $name: $SECONDS s"
}

# series SERIES SCRIPT...: build the modules for a kernel, run scripts on it.
series() {
	local series=$1 headers s
	shift
	headers=$(vm_headers "$series")
	if [ -z "$headers" ]; then
		skipped "kernel $series" "no linux-headers of $series are installed"
		return
	fi
	abi=${headers#/usr/src/linux-headers-}
	if ! vm_kernel "$abi"; then
		skipped "kernel $series" "no kernel image linux-image-$abi to be had"
		return
	fi
	if ! vm_build "$headers" "$BUILD/vm/$abi"; then
		cat "$BUILD/vm/$abi/build.log"
		failed "$series build" "the modules do not build"
		return
	fi
	passed "$series build"
	if vm_build_refused "$headers" "$BUILD/vm/$abi"; then
		passed "$series build_with_CONFIG_UACCE_is_refused"
	else
		failed "$series build_with_CONFIG_UACCE_is_refused" "$(tail -n 1 \
			"$BUILD/vm/$abi/refused.log")"
	fi
	VM_INITRD=$work/initrd-$series.gz
	vm_initramfs "$VM_INITRD" || die "cannot make an initramfs"
	for s in "$@"; do
		# shellcheck disable=SC2086 # words are wanted
		machine "$series" $s
	done
}

series 6.1 "end_to_end.sh $vectors" queues.sh pins.sh install.sh options.sh data_path.sh
series 6.12 "end_to_end.sh $vectors" queues.sh pins.sh options.sh data_path.sh
suite_end
