#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: kernel modules, hisi-modeld and the drivers in virtual machines
# Minutes: 10

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
named=$(grep -lE 'hisi_(zip|sec|hpre|qm|vacc)' "$TOP"/kernel/uacce/* \
	"$TOP"/kernel/pin/*)
if [ -z "$named" ]; then
	passed FW1_core_names_no_device
else
	failed FW1_core_names_no_device "$named"
fi

# The cases that the table of rows names are there.
gone=$(awk -F'|' '/^\|/ { print $4 }' "$TOP/doc/uacce-rows.md" \
	"$TOP/doc/security.md" |
	grep -o '`[A-Za-z0-9_]*`' | tr -d '`' | sort -u |
	while read -r name; do
		grep -rqw "$name" "$VM_DIR" "$TOP/test/unit/pcid" "$0" ||
			echo "$name"
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
elif why=$(systemd-analyze verify --man=no "$unit" 2>&1 | grep hisi-modeld)
	[ -z "$why" ]; then
	passed systemd_unit
else
	failed systemd_unit "${why%%$'\n'*}"
fi

# series SERIES: build the modules for a kernel, set MODULES to their folder
# and VM_* for machines with it.
series() {
	local headers abi
	vm_need_headers "$1"
	headers=$(vm_headers "$1")
	if [ -z "$headers" ]; then
		skipped "kernel $1" "no package linux-headers of $1"
		return 1
	fi
	abi=${headers#/usr/src/linux-headers-}
	if ! vm_kernel "$abi"; then
		skipped "kernel $1" "no package linux-image-$abi"
		return 1
	fi
	MODULES=$BUILD/vm/$abi
	if ! vm_build "$headers" "$MODULES"; then
		cat "$MODULES/build.log"
		failed "$1 build" "the modules do not build"
		return 1
	fi
	passed "$1 build"
	if vm_build_beside "$headers" "$MODULES"; then
		passed "$1 build_with_CONFIG_UACCE_makes_pin_alone"
	else
		failed "$1 build_with_CONFIG_UACCE_makes_pin_alone" "$(tail -n 1 \
			"$MODULES/beside.log")"
	fi
	VM_INITRD=$work/initrd-$1.gz
	vm_initramfs "$VM_INITRD" || die "cannot make an initramfs"
}

# machine SERIES SCRIPT[:ARGUMENT...]...: unless VM_ONLY is set and names none of them.
machine() {
	local label=$1 s
	local -a scripts=()
	shift
	for s in "$@"; do
		[[ -n ${VM_ONLY:-} && " $VM_ONLY " != *" $label-${s%%:*} "* ]] ||
			scripts+=("$s")
	done
	[ ${#scripts[@]} = 0 ] || vm_machine "$label" "$MODULES" "${scripts[@]}"
}

# The longest first. VM_ONLY is for work on single scripts.
if series 6.1; then
	machine 6.1 dpdk
	machine 6.1 data_path stress
	machine 6.1 hostile
	machine 6.1 end_to_end queues pins options install attack
	VM_ICOUNT=1 machine 6.1 latency
fi
if series 6.12; then
	machine 6.12 end_to_end queues pins options data_path attack
	# The suite of sec takes as long as all the rest.
	machine 6.12 dpdk:hpre:zip
fi
vm_wait 1
[ -z "${VM_ONLY:-}" ] || skipped "other machines" "VM_ONLY is set"
suite_end
