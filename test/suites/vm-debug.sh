#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: suite vm on a kernel with KASAN, lockdep and kmemleak
# Minutes: 90
#
# The kernel is built from Debian's sources, with the configuration of
# test/vm/debug.config, and kept in the cache; that takes an hour of one core
# and 3 GB, once. TEST_SCALE scales stress and fuzzer; VM_SCRIPTS, if set, are
# the scripts to run, in one machine.

. "$(dirname "$0")/common.sh"
. "$TOP/test/vm/lib.sh"

SERIES=6.1
need_packages qemu-system-x86 busybox-static xz-utils strace udev kmod make \
	gcc flex bison bc libelf-dev libssl-dev "linux-source-$SERIES" dpdk-dev
why=$(vm_missing)
if [ -n "$why" ]; then
	skipped "all machines" "$why"
	suite_end
fi
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"

# debug_kernel: set SRC to a built kernel with debug.config.
debug_kernel() {
	local version stamp
	version=$(dpkg-query -W -f='${Version}' "linux-source-$SERIES")
	stamp=built-$(cat "$VM_DIR/debug.config" <(echo "$version") |
		sha256sum | cut -c 1-16)
	SRC=$VM_CACHE/debug-$SERIES
	[ -e "$SRC/$stamp" ] && return 0
	need_space "$TOP" 4000
	say "building a kernel for debugging in ${SRC#"$TOP"/}, an hour of one core"
	# A build that was interrupted, or another configuration, goes on from
	# what is there.
	if [ ! -e "$SRC/unpacked-$version" ]; then
		rm -rf "$SRC"
		mkdir -p "$SRC" &&
			tar -xf "/usr/src/linux-source-$SERIES.tar.xz" \
				-C "$SRC" --strip-components=1 || return 1
		: >"$SRC/unpacked-$version"
	fi
	rm -f "$SRC"/built-*
	(
		cd "$SRC" && make -s tinyconfig &&
			scripts/kconfig/merge_config.sh -m .config \
				"$VM_DIR/debug.config" &&
			make -s olddefconfig && make -s -j2 bzImage modules
	) >"$SRC/build.log" 2>&1 || { tail -n 20 "$SRC/build.log"; return 1; }
	: >"$SRC/$stamp"
}

# option NAME: it is on in the kernel that was built.
option() {
	if grep -q "^CONFIG_$1=y" "$SRC/.config"; then
		passed "kernel has $1"
	else
		failed "kernel has $1" "it is off in $SRC/.config"
	fi
}

vm_vectors "$BUILD/vm/vectors" || die "cannot make the vectors"
debug_kernel || { failed "debug kernel" "does not build"; suite_end; }
for o in KASAN PROVE_LOCKING DEBUG_KMEMLEAK DEBUG_ATOMIC_SLEEP DEBUG_VM; do
	option $o
done
modules=$BUILD/vm/debug
if ! vm_build "$SRC" "$modules"; then
	cat "$modules/build.log"
	failed "debug build" "the modules do not build"
	suite_end
fi
# KASAN's early memory is not there yet where a plain ELF image is entered.
VM_VMLINUX=$SRC/arch/x86/boot/bzImage
VM_LIBMODULES=$SRC/none
VM_INITRD=$work/initrd-debug.gz
VM_LIMIT=3000
VM_MEMORY=2560
# The timer of old ticks while the I/O APIC is being set up, for which a kernel
# as slow as this one leaves it time enough to find half of it.
VM_APPEND=noapic
# Warnings are counted by the guest, so they must get as far as its end.
vm_initramfs "$VM_INITRD" || die "cannot make an initramfs"
if [ -n "${VM_SCRIPTS:-}" ]; then
	# shellcheck disable=SC2086 # words are wanted
	vm_machine debug "$modules" $VM_SCRIPTS
else
	vm_machine debug "$modules" options stress
	vm_machine debug "$modules" queues pins data_path end_to_end
fi
vm_wait 1
suite_end
