# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The machines of suite pci on arm64: cross-built drivers, Debian's arm64
# kernel, UEFI. Source it after test/pci/lib.sh.

# pci_arm64_packages DIR ABI: unpack Debian's arm64 packages of the kernel and
# of busybox, without telling dpkg of a second architecture.
pci_arm64_packages() {
	local dir=$1 abi=$2 apt p
	local headers=$dir/usr/src/linux-headers-$abi
	if [ -f "$headers/.config" ] && [ -f "$dir/boot/vmlinuz-$abi" ] &&
		[ -x "$dir/bin/busybox" ]; then
		pci_arm64_tools "$headers" "$abi"
		return
	fi
	say "fetching Debian's kernel for arm64 (100 MB)"
	rm -rf "$dir" && mkdir -p "$dir/.apt/lists/partial" "$dir/.debs" ||
		return 1
	apt-get indextargets --format \
		'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' 'Origin: Debian' |
		grep -E ' bookworm(-updates|-security)? ' | sort -u \
		>"$dir/.apt/sources.list"
	apt=(apt-get -o APT::Architecture=arm64 -o APT::Architectures=arm64
		-o Dir::Etc::sourcelist="$dir/.apt/sources.list"
		-o Dir::Etc::sourceparts=/dev/null
		-o Dir::State::Lists="$dir/.apt/lists"
		-o Dir::State::status=/dev/null -o APT::Sandbox::User=root)
	quiet "${apt[@]}" update || return 1
	(cd "$dir/.debs" && quiet "${apt[@]}" download "linux-headers-$abi" \
		"linux-image-$abi" busybox-static) || return 1
	for p in "$dir"/.debs/*.deb; do
		dpkg-deb -x "$p" "$dir" || return 1
	done
	rm -rf "$dir/.debs" "$dir/.apt"
	pci_arm64_tools "$headers" "$abi"
}

# pci_arm64_tools HEADERS ABI: the tools that run here are those of this
# architecture, from the package that its own headers want.
pci_arm64_tools() {
	local tools=/usr/lib/linux-kbuild-${2%-arm64}/scripts
	[ "$(readlink "$1/scripts")" = "$tools" ] ||
		ln -sfn "$tools" "$1/scripts"
}

# pci_setup_arm64: after pci_setup; from then on machines are arm64.
pci_setup_arm64() {
	local base=${PCI_ABI%-amd64} dir abi
	need_packages gcc-aarch64-linux-gnu libc6-dev-arm64-cross
	abi=$base-arm64
	dir=$PCI_CACHE/$abi/packages
	pci_arm64_packages "$dir" "$abi" ||
		{ echo "no arm64 packages of Linux $base"; return 1; }
	PCI_ARCH=arm64 PCI_ABI=$abi PCI_CROSS=aarch64-linux-gnu-
	PCI_HEADERS=$dir/usr/src/linux-headers-$abi
	PCI_MAKE="ARCH=arm64 CROSS_COMPILE=$PCI_CROSS"
	PCI_BUSYBOX=$dir/bin/busybox
	VM_VMLINUX=$dir/boot/vmlinuz-$abi
	VM_LIBMODULES=$dir/lib/modules/$abi/kernel
	pci_modules || { echo "the kernel's drivers could not be built: see $PCI_CACHE/$PCI_ABI/build/build.log"; return 1; }
	pci_root || { echo "no initramfs could be made"; return 1; }
}
