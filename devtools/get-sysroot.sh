#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Make a sysroot of Debian 12 for aarch64 with DPDK and what else the build
# needs, and the cross compiler and emulator to go with it. The packages come
# from the mirrors that this machine's apt uses, checked by the same keys.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

usage() {
	cat <<USAGE
usage: devtools/get-sysroot.sh [--force]
Makes .deps/aarch64, a sysroot (about 450 MB), and .deps/aarch64.sysroot, which
tells meson where it is. --force makes it again. Then:
  meson setup DIR --cross-file .deps/aarch64.sysroot \\
        --cross-file devtools/aarch64.cross
USAGE
}

FORCE=0
case "${1:-}" in
'') ;;
--force) FORCE=1 ;;
-h | --help) usage; exit 0 ;;
*) usage >&2; die "unknown argument '$1'" ;;
esac

ROOT=$DEPS/aarch64
PACKAGES=dpdk-dev,libdpdk-dev,libssl-dev,zlib1g-dev,libisal-dev,libpcap-dev,\
libjansson-dev,libcmocka-dev,libarchive-dev,libnuma-dev,libc6-dev

# debian_lines: the machine's own sources of Debian 12, one line each.
debian_lines() {
	apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
		'Created-By: Packages' 'Origin: Debian' |
		grep -E ' bookworm(-updates|-security)? ' | sort -u
}

# relative_links DIR: make links to absolute names relative to DIR; outside a
# chroot they would lead into this machine's own tree.
relative_links() {
	find "$1" -type l -lname '/*' -printf '%P\t%l\n' |
		while IFS=$'\t' read -r link target; do
			ln -sfnr "$1$target" "$1/$link" || return 1
		done
}

# tell_meson: write where the sysroot is. The file is left alone if it is right,
# since meson configures a build again when it changes.
tell_meson() {
	local text
	text=$(printf "[constants]\nsysroot = '%s'" "$ROOT")
	[ "$(cat "$DEPS/aarch64.sysroot" 2>/dev/null)" = "$text" ] ||
		echo "$text" >"$DEPS/aarch64.sysroot" ||
		die "cannot write to $DEPS: is the disk full?"
}

need_root
need_packages mmdebstrap gcc-aarch64-linux-gnu libc6-dev-arm64-cross \
	qemu-user pkg-config
if [ $FORCE = 0 ] && [ "$(cat "$ROOT/.packages" 2>/dev/null)" = "$PACKAGES" ]
then
	tell_meson
	exit 0
fi
need_space "$TOP" 1000
lines=$(debian_lines)
if [ -z "$lines" ]; then
	quiet apt-get update ||
		die "apt-get update failed: is there a network, and do /etc/apt/sources.list* name a Debian mirror?"
	lines=$(debian_lines)
fi
[ -n "$lines" ] ||
	die "none of the machine's package sources is Debian 12 (bookworm); add one to /etc/apt/sources.list.d"

say "making a sysroot for aarch64 in .deps/aarch64 (about 120 MB of packages)"
mkdir -p "$DEPS"
work=$(mktemp -d -p "$DEPS" aarch64.XXXXXX) ||
	die "cannot write to $DEPS: is the disk full?"
on_exit rm -rf "$work"
quiet mmdebstrap --variant=extract --architectures=arm64 \
	--include=$PACKAGES bookworm "$work/root" - <<<"$lines" ||
	die "mmdebstrap failed: does the mirror have the architecture arm64?"
relative_links "$work/root" || die "cannot mend the links of the sysroot"
echo "$PACKAGES" >"$work/root/.packages"
rm -rf "$ROOT"
mv "$work/root" "$ROOT" || die "cannot write $ROOT: is the disk full?"
tell_meson
