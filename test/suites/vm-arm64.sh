#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: kernel modules, hisi-modeld and the drivers in a 64-bit Arm machine
# Minutes: 5
#
# Cross-built, as suite aarch64 does it, on Debian's arm64 kernel 6.12.

VM_ARCH=aarch64
. "$(dirname "$0")/common.sh"
. "$TOP/test/vm/lib.sh"
. "$TOP/test/pci/arm64.sh"

# The machine mounts these; a link on the way would lead it into its own tree.
TOP=$(realpath "$TOP")
BUILD=$TOP/build-aarch64
VM_SYSROOT=$(realpath "$DEPS")/aarch64
SERIES=6.12
CACHE=${PCI_CACHE:-$DEPS/pci}

# give_up WHAT WHY: the machine cannot be built.
give_up() {
	skipped "$1" "$2"
	suite_end
}

[ "$(uname -m)" = x86_64 ] ||
	give_up "all machines" "the host is $(uname -m), the set-up is for x86-64"
(need_packages qemu-system-arm busybox-static xz-utils make gcc dpkg-dev \
	gcc-aarch64-linux-gnu libc6-dev-arm64-cross) ||
	give_up "all machines" "no emulator or cross compiler, see above"
"$TOP/devtools/get-sysroot.sh" ||
	give_up "all machines" "there is no sysroot for aarch64, see above"

# The kernel of the headers for this machine: their tools build the modules.
vm_need_headers $SERIES
abi=$(vm_headers $SERIES)
[ -n "$abi" ] || give_up "kernel $SERIES" "no package linux-headers of $SERIES"
abi=${abi#/usr/src/linux-headers-}
abi=${abi%-amd64}-arm64
packages=$CACHE/$abi/packages
pci_arm64_packages "$packages" "$abi" ||
	give_up "kernel $abi" "no arm64 packages of it"
VM_VMLINUX=$packages/boot/vmlinuz-$abi
VM_LIBMODULES=$packages/lib/modules/$abi/kernel
VM_BUSYBOX=$packages/bin/busybox

setup_and_build "$BUILD" --cross-file "$DEPS/aarch64.sysroot" \
	--cross-file "$TOP/devtools/aarch64.cross"
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
vm_vectors "$BUILD/vm/vectors" || die "cannot make the vectors"
modules=$BUILD/vm/$abi
if ! ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- \
	vm_build "$packages/usr/src/linux-headers-$abi" "$modules"; then
	cat "$modules/build.log"
	failed "build" "the modules do not build"
	suite_end
fi
passed "build"
VM_INITRD=$work/initrd.gz
vm_initramfs "$VM_INITRD" || die "cannot make an initramfs"

# VM_SCRIPTS is for work on single scripts.
read -ra scripts <<<"${VM_SCRIPTS:-end_to_end queues pins}"
vm_machine "$SERIES-arm64" "$modules" "${scripts[@]}"
vm_wait 1
[ -z "${VM_SCRIPTS:-}" ] || skipped "other scripts" "VM_SCRIPTS is set"
suite_end
