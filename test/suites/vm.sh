#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: kernel modules, hisi-modeld and the drivers in virtual machines
# Minutes: 8

. "$(dirname "$0")/common.sh"
. "$TOP/test/vm/lib.sh"

need_packages qemu-system-x86 busybox-static zstd xz-utils strace udev kmod \
	make gcc dpdk-dev
why=$(vm_missing)
if [ -n "$why" ]; then
	skipped "all machines" "$why"
	suite_end
fi

work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
vm_vectors "$BUILD/vm/vectors" || die "cannot make the vectors"

# The framework and the pin interface know no device (FW1, G5).
named=$(grep -lE 'hisi_(zip|sec|hpre|qm|vacc)' "$TOP"/kernel/uacce/uacce_* \
	"$TOP"/kernel/uacce/pin*)
if [ -z "$named" ]; then
	passed FW1_core_names_no_device
else
	failed FW1_core_names_no_device "$named"
fi

# The cases that the table of rows names are there.
gone=$(awk -F'|' '/^\|/ { print $4 }' "$TOP/doc/uacce-rows.md" |
	grep -o '`[A-Za-z0-9_]*`' | tr -d '`' | sort -u |
	while read -r name; do
		grep -rqw "$name" "$VM_DIR" "$0" || echo "$name"
	done)
if [ -z "$gone" ]; then
	passed rows_name_real_cases
else
	failed rows_name_real_cases "$gone"
fi

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

# series SERIES SCRIPT...: build the modules for a kernel, run scripts on it.
series() {
	local series=$1 headers s
	shift
	vm_need_headers "$series"
	headers=$(vm_headers "$series")
	if [ -z "$headers" ]; then
		skipped "kernel $series" "no linux-headers of $series to be had"
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
		vm_machine "$series" "$BUILD/vm/$abi" "$s"
	done
}

series 6.1 end_to_end queues pins install options data_path dpdk stress
series 6.12 end_to_end queues pins options data_path
suite_end
