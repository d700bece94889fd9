#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Get DPDK's driver SDK headers and pmdinfogen, which Debian's packages leave
# out, from the source package of exactly the libdpdk-dev that is installed.
# They go to .deps/sdk; nothing of the system's apt configuration changes. With
# --source the whole source tree goes to .deps/dpdk-VERSION instead. If SDK names
# a source tree of the same release, that tree serves.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

usage() {
	cat <<USAGE
usage: devtools/get-sdk.sh [--force | --source]
Fetches the headers that out-of-tree DPDK drivers need into .deps/sdk, from the
source package of the installed libdpdk-dev.
  --force    fetch them again
  --source   fetch the whole source tree into .deps/dpdk-VERSION, unless it is
             there, and print its path as the last line
Environment:
  SDK        a DPDK source tree of the installed YEAR.MONTH, any fix release, to
             use instead of a source package. Needed where the archive has none,
             and on systems without dpkg
USAGE
}

FORCE=0 SOURCE=0
case "${1:-}" in
'') ;;
--force) FORCE=1 ;;
--source) SOURCE=1 ;;
-h | --help) usage; exit 0 ;;
*) usage >&2; die "unknown argument '$1'" ;;
esac

version=$(pkg-config --modversion libdpdk 2>/dev/null) ||
	die "pkg-config does not find libdpdk: install DPDK; on Debian: apt-get install pkg-config libdpdk-dev"

# release VERSION: its YEAR.MONTH.
release() {
	cut -d. -f1,2 <<<"$1"
}

if [ -n "${SDK:-}" ]; then
	got=$(cat "$SDK/VERSION" 2>/dev/null) ||
		die "SDK=$SDK is no DPDK source tree: it has no file VERSION"
	[ "$(release "$got")" = "$(release "$version")" ] ||
		die "SDK=$SDK is DPDK $got, the installed libdpdk is $version; any $(release "$version").x serves"
	[ -f "$SDK/lib/cryptodev/cryptodev_pmd.h" ] ||
		[ -f "$SDK/include/cryptodev_pmd.h" ] ||
		die "SDK=$SDK lacks cryptodev_pmd.h"
	[ $SOURCE = 0 ] || realpath "$SDK"
	exit 0
fi
elsewhere="or set SDK to a source tree of DPDK $(release "$version"), any fix release"
command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
	die "this system has no dpkg, so there is no source package of libdpdk $version to fetch; set SDK to a source tree of DPDK $(release "$version"), any fix release"
SDK="$DEPS/sdk"
pkgver=$(dpkg-query -W -f='${Version}' libdpdk-dev 2>/dev/null) && [ -n "$pkgver" ] ||
	die "libdpdk $version is not a package of Debian's (libdpdk-dev is not installed): apt-get install libdpdk-dev, $elsewhere"

TREE=$DEPS/dpdk-$version
if [ $SOURCE = 1 ]; then
	if [ "$(cat "$TREE/VERSION" 2>/dev/null)" = "$version" ]; then
		echo "$TREE"
		exit 0
	fi
elif [ $FORCE = 0 ] && [ "$(cat "$SDK/VERSION" 2>/dev/null)" = "$version" ]; then
	exit 0
fi

# A sources directory of our own, deb-src lines made from the deb lines of the
# machine, whatever mirror it uses.
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
chmod 755 "$work"
mkdir -p "$work/parts" "$work/lists/partial"
n=0
for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
	[ -r "$f" ] || continue
	sed -nE 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$f" >"$work/parts/$n.list"
	[ -s "$work/parts/$n.list" ] || rm "$work/parts/$n.list"
	n=$((n + 1))
done
for f in /etc/apt/sources.list.d/*.sources; do
	[ -r "$f" ] || continue
	sed -E 's/^Types:.*/Types: deb-src/' "$f" >"$work/parts/$n.sources"
	n=$((n + 1))
done
[ -n "$(ls "$work/parts")" ] ||
	die "no package source is configured in /etc/apt/sources.list or /etc/apt/sources.list.d; add one, $elsewhere"

# sources: the suites that were asked.
sources() {
	apt-get "${opts[@]}" indextargets --format '$(RELEASE)' \
		'Created-By: Sources' | sort -u | paste -sd' '
}

# A mirror that does not answer is but a warning to apt-get by itself.
opts=(-o "Dir::Etc::sourcelist=/dev/null" -o "Dir::Etc::sourceparts=$work/parts"
	-o "Dir::State::Lists=$work/lists" -o "APT::Update::Error-Mode=any")
say "getting the source package of DPDK $version (16 MB)"
quiet apt-get "${opts[@]}" update ||
	die "apt-get update for source packages failed: is there a network?"
(cd "$work" && quiet apt-get "${opts[@]}" source --download-only "dpdk=$pkgver") ||
	die "looked for the source package dpdk=$pkgver in all package sources of this machine ($(sources)): none has it; update libdpdk-dev, $elsewhere"
tar=$(ls "$work"/dpdk_*.orig.tar.* 2>/dev/null | grep -v asc | head -n 1)
[ -n "$tar" ] || die "the source package of dpdk $pkgver has no upstream archive"
mkdir "$work/src"
tar -xf "$tar" -C "$work/src" --strip-components=1 ||
	die "cannot unpack the source package: is the disk full?"
got=$(cat "$work/src/VERSION")
[ "$got" = "$version" ] ||
	die "the source package is DPDK $got, the installed libdpdk is $version"

if [ $SOURCE = 1 ]; then
	mkdir -p "$DEPS"
	rm -rf "$TREE"
	mv "$work/src" "$TREE" || die "cannot write $TREE: is the disk full?"
	echo "$TREE"
	exit 0
fi
mkdir -p "$work/sdk/include" "$work/sdk/buildtools"
cd "$work/src" || die "cannot enter $work/src"
cp lib/cryptodev/cryptodev_pmd.h lib/compressdev/rte_compressdev_pmd.h \
	lib/compressdev/rte_compressdev_internal.h \
	lib/eal/include/dev_driver.h lib/eal/include/bus_driver.h \
	lib/security/rte_security_driver.h \
	drivers/bus/vdev/bus_vdev_driver.h "$work/sdk/include/" &&
	cp buildtools/gen-pmdinfo-cfile.py buildtools/pmdinfogen.py \
		buildtools/coff.py "$work/sdk/buildtools/" &&
	cp VERSION "$work/sdk/VERSION" ||
	die "DPDK $got lacks a driver SDK file"
mkdir -p "$DEPS"
rm -rf "$SDK"
mv "$work/sdk" "$SDK" || die "cannot write $SDK: is the disk full?"
say "driver SDK headers of DPDK $version are in .deps/sdk"
