# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Machines with the model's PCI functions, under the vendor's own kernel
# drivers as Debian's linux-source package has them. Source it after
# devtools/lib.sh and test/vm/lib.sh. Everything fetched or built is kept in
# PCI_CACHE. The caller sets BUILD.

PCI_CACHE=${PCI_CACHE:-$DEPS/pci}
PCI_DIR=$TOP/test/pci
PCI_ROOT=$PCI_CACHE/qemu
PCI_SERIES=6.12
PCI_PACKAGES="mmdebstrap qemu-system-x86 busybox-static zstd xz-utils kmod
	cpio acpica-tools build-essential"
# Features that the IOMMU must offer, or the guest binds no process.
PCI_SCALABLE=intremap=on,scalable-mode=on,fsts=on,svm=on,device-iotlb=on,pasid-bits=20
# Seconds a machine may take.
PCI_LIMIT=${PCI_LIMIT:-600}
# Kilobytes per algorithm that go through AF_ALG, and the seed.
PCI_KILOBYTES=${PCI_KILOBYTES:-256}
PCI_SEED=${TEST_SEED:-$RANDOM}
# Rounds of the kernel's random self-tests; its own default is 100.
PCI_FUZZ=${PCI_FUZZ:-10}
# How often the cases that repeat something do so.
PCI_ROUNDS=${PCI_ROUNDS:-2}

# pci_missing: why no machine can be started here, empty if one can.
pci_missing() {
	[ "$(uname -m)" = x86_64 ] ||
		echo "the host is $(uname -m), the machines are x86-64"
	[ "$(id -u)" = 0 ] || echo "not root (QEMU runs in a chroot)"
}

# pci_qemu: QEMU of the newer Debian, in a folder of its own; its
# vfio-user-pci needs 10.1, Debian 12 has 7.2.
pci_qemu() {
	local uri line new=$PCI_ROOT.new
	local key=/usr/share/keyrings/debian-archive-keyring.gpg
	[ -f "$PCI_ROOT/usr/share/qemu-efi-aarch64/QEMU_EFI.fd" ] &&
		[ -x "$PCI_ROOT/usr/bin/qemu-system-x86_64" ] && return 0
	uri=$(apt-get indextargets --format '$(REPO_URI)' \
		'Codename: bookworm' | head -n 1)
	[ -n "$uri" ] || { echo "apt knows no mirror of Debian 12"; return 1; }
	line="deb [signed-by=$key] $uri trixie"
	say "fetching QEMU from the newer Debian (about 900 MB unpacked)"
	need_space "$(dirname "$PCI_ROOT")" 1800
	rm -rf "$new"
	quiet mmdebstrap --variant=minbase \
		--aptopt='APT::Install-Recommends "false"' \
		--setup-hook='printf "Package: qemu-* seabios\nPin: release n=trixie-backports\nPin-Priority: 900\n" >"$1/etc/apt/preferences.d/qemu"' \
		--include=qemu-system-x86,qemu-system-arm,qemu-efi-aarch64 trixie "$new" \
		"$line main" "${line}-backports main" || return 1
	mv "$new" "$PCI_ROOT"
}

# pci_headers: install the kernel headers and set PCI_ABI and PCI_VERSION.
pci_headers() {
	local headers
	need_packages "linux-headers-$PCI_SERIES-amd64"
	headers=$(vm_headers "$PCI_SERIES")
	[ -n "$headers" ] || return 1
	PCI_HEADERS=$headers
	PCI_ABI=${headers#/usr/src/linux-headers-}
	PCI_VERSION=$(dpkg-query -W -f='${Version}' "linux-headers-$PCI_ABI")
}

# pci_source: the drivers' sources, untouched, from the kernel's package, in
# PCI_SOURCE.
pci_source() {
	local tar=linux-source-$PCI_SERIES new
	PCI_SOURCE=$PCI_CACHE/source-$PCI_VERSION
	[ -f "$PCI_SOURCE/drivers/iommu/intel/iommu.h" ] && return 0
	new=$PCI_SOURCE.new
	rm -rf "$new" && mkdir -p "$new" || return 1
	say "fetching the sources of Linux $PCI_VERSION (150 MB)"
	(cd "$new" && { quiet apt-get download "$tar=$PCI_VERSION" ||
		{ quiet apt-get update &&
		quiet apt-get download "$tar=$PCI_VERSION"; }; }) || return 1
	dpkg-deb --fsys-tarfile "$new/$tar"_*.deb |
		tar -xO "./usr/src/$tar.tar.xz" | xz -T0 -dc |
		tar -x -C "$new" --strip-components=1 \
			"$tar/drivers/crypto/hisilicon" \
			"$tar/drivers/misc/uacce" \
			"$tar/drivers/iommu/iommu-sva.c" \
			"$tar/drivers/iommu/iommu-priv.h" \
			"$tar/drivers/iommu/intel/iommu.h" \
			"$tar/crypto/sm4.c" "$tar/crypto/sm4_generic.c" \
			"$tar/crypto/testmgr.c" "$tar/crypto/testmgr.h" \
			"$tar/crypto/internal.h"
	rm -f "$new/$tar"_*.deb
	[ -f "$new/drivers/iommu/intel/iommu.h" ] &&
		[ -f "$new/drivers/misc/uacce/uacce.c" ] || return 1
	rm -rf "$PCI_SOURCE"
	mv "$new" "$PCI_SOURCE"
}

# pci_modules: build the drivers against Debian's headers. No Debian kernel
# has them, nor the generic SM4 that their self-tests compare with.
pci_modules() {
	local dir=$PCI_CACHE/$PCI_ABI/modules new
	PCI_MODULES=$dir
	[ -f "$dir/hisi_hpre.ko" ] && return 0
	say "building the kernel's drivers for $PCI_ABI"
	new=$PCI_CACHE/$PCI_ABI/build
	rm -rf "$new" && mkdir -p "$new" "$dir" || return 1
	cp -r "$PCI_SOURCE/." "$PCI_DIR/Kbuild" "$new/" || return 1
	# shellcheck disable=SC2086 # words are wanted
	make -s -j2 -C "$PCI_HEADERS" M="$new" $PCI_MAKE \
		CONFIG_DEBUG_INFO_BTF_MODULES= modules \
		>"$new/build.log" 2>&1 || return 1
	find "$new" -name '*.ko' -exec "${PCI_CROSS}strip" --strip-debug {} + \
		-exec cp -t "$dir" {} +
	[ -f "$dir/hisi_hpre.ko" ]
}

# pci_sva_modules: build the modules of test/pci/sva for PCI_ABI, in PCI_SVA.
pci_sva_modules() {
	local dir=$PCI_CACHE/$PCI_ABI/sva new s=$PCI_SOURCE
	PCI_SVA=$dir
	[ -f "$dir/extra_tests.ko" ] && [ -z "$(find "$PCI_DIR/sva" -newer \
		"$dir/extra_tests.ko" -type f)" ] && return 0
	new=$dir.new
	rm -rf "$new" "$dir" && mkdir -p "$new" || return 1
	cp "$PCI_DIR"/sva/* "$s"/drivers/iommu/iommu-{priv.h,sva.c} \
		"$s/drivers/iommu/intel/iommu.h" "$s"/crypto/testmgr.[ch] \
		"$s/crypto/internal.h" "$new/" || return 1
	# The check that refuses x86 is two lines, nothing else is changed.
	sed -i '/^\tif (IS_ENABLED(CONFIG_X86))$/,+1d' "$new/iommu-sva.c"
	[ "$(diff "$s/drivers/iommu/iommu-sva.c" "$new/iommu-sva.c" |
		grep -c '^[<>]')" = 2 ] || return 1
	make -s -C "$PCI_HEADERS" M="$new" CONFIG_DEBUG_INFO_BTF_MODULES= \
		modules >"$new.log" 2>&1 || return 1
	mkdir "$dir" && strip --strip-debug "$new"/*.ko &&
		mv "$new"/*.ko "$dir/" && rm -rf "$new"
}

# pci_pin_module: build the project's pin node as it stands beside the kernel's own
# uacce; it needs no symbol of it. Sets PCI_PIN.
pci_pin_module() {
	local dir=$PCI_CACHE/$PCI_ABI/pin
	PCI_PIN=$dir/beside/uacce_pin.ko
	mkdir -p "$dir" && vm_build_beside "$PCI_HEADERS" "$dir"
}

# pci_root: what the machine's initramfs holds but for init: busybox, the
# drivers, and modules of the kernel.
pci_root() {
	local root=$PCI_CACHE/$PCI_ABI/root lib=lib/modules/$PCI_ABI d f new
	PCI_INITROOT=$root
	[ -f "$root/$lib/modules.dep" ] &&
		[ -d "$root/$lib/kernel/drivers/virtio" ] && return 0
	new=$root.new
	rm -rf "$new" && mkdir -p "$new/bin" "$new/$lib/extra" || return 1
	cp "$PCI_BUSYBOX" "$new/bin/busybox"
	cp "$PCI_MODULES"/*.ko "$new/$lib/extra/"
	# Cryptography, and what root over 9p needs.
	for d in crypto lib lib/crypto arch/x86/crypto arch/arm64/crypto \
		drivers/virtio net/9p fs/9p fs/netfs; do
		mkdir -p "$new/$lib/kernel/$d"
		for f in "$VM_LIBMODULES/$d"/*.ko*; do
			case "$f" in
			*.xz) xz -dc "$f" >"$new/$lib/kernel/$d/$(basename "$f" .xz)" ;;
			*.ko) cp "$f" "$new/$lib/kernel/$d/" ;;
			esac
		done
	done
	cp "${VM_LIBMODULES%/kernel}"/modules.{builtin,order} \
		"${VM_LIBMODULES%/kernel}"/modules.builtin.modinfo "$new/$lib/"
	quiet depmod -b "$new" "$PCI_ABI" || return 1
	rm -rf "$root"
	mv "$new" "$root"
}

# pci_setup: all of it, for x86-64. Status 1 and a line saying what failed.
pci_setup() {
	need_packages $PCI_PACKAGES
	mkdir -p "$PCI_CACHE"
	PCI_ARCH=amd64 PCI_CROSS='' PCI_MAKE=''
	PCI_BUSYBOX=$(command -v busybox)
	pci_headers || { echo "no headers of a $PCI_SERIES kernel"; return 1; }
	pci_source || { echo "no sources of Linux $PCI_VERSION"; return 1; }
	pci_modules || { echo "the kernel's drivers could not be built: see $PCI_CACHE/$PCI_ABI/build/build.log"; return 1; }
	pci_sva_modules || { echo "the modules of test/pci/sva could not be built: see $PCI_SVA.new.log"; return 1; }
	pci_pin_module || { echo "the pin node could not be built: see $PCI_CACHE/$PCI_ABI/pin/beside.log"; return 1; }
	vm_kernel "$PCI_ABI" || { echo "no kernel image $PCI_ABI"; return 1; }
	pci_root || { echo "no initramfs could be made"; return 1; }
	pci_qemu || { echo "QEMU of the newer Debian could not be set up"; return 1; }
}

# pci_acpi FILE: the methods that the platform's firmware has (qm.md 10.1).
pci_acpi() {
	quiet iasl -p "${1%.aml}" "$PCI_DIR/ssdt.asl"
}

# pci_machine DIR: set PCI_MACHINE, the program and what the machine is, and
# PCI_APPEND. On x86 four MSI vectors want interrupt remapping; on arm64 the
# firmware makes the kernel use ACPI. With PCI_USER=1 the machine has SVA and
# this host's root over 9p, read-only, in 2 GB. DIR is as the chroot names it.
# On a busy host Linux takes the rate of the TSC wrong by a factor, and with it
# every time-out: the HPET's is known.
pci_machine() {
	local iommu=intremap=on,caching-mode=on
	PCI_MEGABYTES=512
	case $PCI_ARCH in
	amd64)
		[ "${PCI_USER:-0}" = 0 ] || iommu=$PCI_SCALABLE
		PCI_MACHINE=(qemu-system-x86_64
			-M q35,accel=tcg,memory-backend=mem -cpu max,la57=off
			-device "intel-iommu,$iommu"
			-device isa-debug-exit,iobase=0x501,iosize=1
			-acpitable "file=$1/ssdt.aml")
		PCI_APPEND="console=ttyS0 mitigations=off clocksource=hpet no_timer_check iommu=pt intel_iommu=on"
		;;
	arm64)
		PCI_MACHINE=(qemu-system-aarch64
			-M virt,accel=tcg,gic-version=3,memory-backend=mem
			-cpu cortex-a72
			-bios /usr/share/qemu-efi-aarch64/QEMU_EFI.fd)
		PCI_APPEND="console=ttyAMA0 cma=0"
		;;
	esac
	[ "${PCI_USER:-0}" = 0 ] && return
	PCI_MEGABYTES=2048
	PCI_MACHINE+=(-virtfs local,path=/mnt,mount_tag=root,security_model=none,readonly=on,multidevs=remap)
	PCI_APPEND="$PCI_APPEND,sm_on hugepages=400 TOP=$TOP BUILD=$BUILD GEN=$gen"
}

# pci_chroot COMMAND...: run it in QEMU's folder, with this host's root in its
# /mnt; the mount is seen by nobody else and ends with it.
pci_chroot() {
	timeout -k 5 "$PCI_LIMIT" unshare -m sh -c \
		'mount --rbind / "$1/mnt" && exec chroot "$@"' sh "$PCI_ROOT" "$@"
}

# pci_servers DIR GEN: start the three functions, sockets in DIR.
pci_servers() {
	local e n
	PCI_PIDS=()
	for e in zip sec hpre; do
		rm -f "$1/$e.sock"
		"${PCI_SERVER:-$BUILD/app/hisi-pcid}" --engine $e --gen "$2" \
			--socket "$1/$e.sock" >"$1/$e.log" 2>&1 &
		PCI_PIDS+=($!)
		on_exit kill_job $!
	done
	for e in zip sec hpre; do
		for ((n = 0; n < 50; n++)); do
			[ -S "$1/$e.sock" ] && break
			sleep 0.1
		done
		[ -S "$1/$e.sock" ] || return 1
	done
}

# pci_servers_end: ask them to end; status 1 if one did not end well.
pci_servers_end() {
	local p rc=0
	for p in "${PCI_PIDS[@]}"; do
		kill_job "$p"
		wait "$p" || rc=1
	done
	return $rc
}

# pci_initrd DIR: make DIR/ssdt.aml and DIR/initrd.gz, with init and the cases.
# QEMU takes tables of ours on x86 only; on arm64 the kernel finds it in front
# of the initramfs.
pci_initrd() {
	cp -r "$PCI_INITROOT" "$1/root" &&
		install -m 755 "$PCI_DIR/init" "$1/root/init" &&
		cp "$PCI_DIR"/{error,cases,crypto_cases,user_cases}.sh \
			"$1/root/" &&
		{ [ "$PCI_ARCH" != amd64 ] ||
			install -D -t "$1/root/sva" "$PCI_SVA"/*.ko "$PCI_PIN"; } &&
		quiet "${PCI_CROSS}gcc" -O2 -Wall -static \
			-o "$1/root/bin/afalg" "$PCI_DIR/afalg.c" &&
		pci_acpi "$1/ssdt.aml" || return 1
	: >"$1/initrd.gz"
	if [ "$PCI_ARCH" = arm64 ]; then
		mkdir -p "$1/early/kernel/firmware/acpi"
		cp "$1/ssdt.aml" "$1/early/kernel/firmware/acpi/"
		(cd "$1/early" && find kernel | cpio -o -H newc 2>/dev/null) \
			>"$1/initrd.gz"
	fi
	(cd "$1/root" && find . | cpio -o -H newc 2>/dev/null) |
		gzip -1 >>"$1/initrd.gz"
	rm -rf "$1/root" "$1/early"
}

# pci_boot LOG GEN CASE...: a machine with the three functions that runs cases
# of cases.sh; its lines go to LOG. Status 0: it ended with 0; an arm64
# machine cannot say, look for its line END (vm_report does).
pci_boot() {
	local log=$1 gen=$2 run in rc e dev=() slot=2 waits=false
	shift 2
	# Paths that both this host and the chroot can name.
	run=$(mktemp -d -p "$PCI_ROOT/tmp" pci.XXXXXX) || return 1
	on_exit rm -rf "$run"
	in=${run#"$PCI_ROOT"}
	pci_initrd "$run" && cp "$VM_VMLINUX" "$run/vmlinux" &&
		pci_servers "$run" "$gen" || return 1
	# DPDK's compressdev_autotest dequeues ten times and gives up, so for
	# processes a doorbell's store ends with the work it caused.
	[ "${PCI_USER:-0}" = 0 ] || waits=true
	for e in zip sec hpre; do
		dev+=(-device "{\"driver\":\"vfio-user-pci\",\"addr\":\"$slot.0\",\"x-no-posted-writes\":$waits,\"socket\":{\"type\":\"unix\",\"path\":\"$in/$e.sock\"}}")
		slot=$((slot + 1))
	done
	pci_machine "$in"
	pci_chroot "${PCI_MACHINE[@]}" -smp 2 -m "$PCI_MEGABYTES" \
		-object "memory-backend-memfd,id=mem,size=${PCI_MEGABYTES}M,share=on" \
		-nodefaults -no-reboot -display none -serial stdio "${dev[@]}" \
		-kernel "$in/vmlinux" -initrd "$in/initrd.gz" \
		-append "$PCI_APPEND quiet panic=-1 oops=panic random.trust_cpu=on iomem=relaxed ROUNDS=$PCI_ROUNDS KILOBYTES=$PCI_KILOBYTES SEED=$PCI_SEED FUZZ=$PCI_FUZZ -- $*" \
		</dev/null 2>&1 | sed -u 's|\r$||' >"$log"
	rc=${PIPESTATUS[0]}
	pci_servers_end || echo "FAIL servers: one did not end well" >>"$log"
	cat "$run"/*.log >>"$log"
	rm -rf "$run"
	[ "$PCI_ARCH" = arm64 ] && [ "$rc" = 0 ] && return 0
	[ "$rc" = 33 ] && return 0
	[ "$rc" = 124 ] && echo "HANG after $PCI_LIMIT s" >>"$log"
	return 1
}
