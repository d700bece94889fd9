#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Put the drivers into a DPDK source tree, 22.11 or later: copies the folders
# below drivers/ and the guides, and names them in the tree's lists. Done again,
# it brings the copies up to date.
#
# usage: devtools/drop-in.sh DPDK-TREE
#   then, in that tree: meson setup build && ninja -C build

TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

# name_in LIST-FILE DRIVER: add the driver to `drivers = [...]`, unless it is
# there; behind the last name that sorts before it, as the lists are kept.
name_in() {
	grep -q "^ *'$2',$" "$1" && return
	awk -v new="$2" '
		/^drivers = \[/ { list = 1; print; next }
		list && (/^\]/ || (match($0, /\047.*\047/) &&
			substr($0, RSTART + 1, RLENGTH - 2) > new)) {
			print "        \047" new "\047,"
			list = 0
		}
		{ print }' "$1" >"$1.new" && mv "$1.new" "$1"
	grep -q "^ *'$2',$" "$1" || die "no list of drivers in $1"
}

[ $# = 1 ] && [ "${1#-}" = "$1" ] ||
	die "usage: devtools/drop-in.sh DPDK-TREE"
[ -f "$1/VERSION" ] && [ -f "$1/drivers/meson.build" ] ||
	die "$1 is not a DPDK source tree (no VERSION, no drivers/meson.build)"

for path in common/hisi_model common/hisi_qm crypto/hisi_sec \
	crypto/hisi_hpre compress/hisi_zip; do
	[ -d "$1/drivers/${path%/*}" ] || die "$1 has no drivers/${path%/*}"
	rm -rf "$1/drivers/$path"
	cp -r "$TOP/drivers/$path" "$1/drivers/$path" ||
		die "cannot write to $1/drivers"
	name_in "$1/drivers/${path%/*}/meson.build" "${path#*/}"
done
for class in cryptodevs compressdevs; do
	for guide in "$TOP/doc/guides/$class"/hisi_*.rst; do
		cp "$guide" "$1/doc/guides/$class/" &&
			cp "$TOP/doc/guides/$class/features/$(basename "$guide" .rst).ini" \
				"$1/doc/guides/$class/features/" ||
			die "cannot write to $1/doc/guides"
	done
done
say "DPDK $(cat "$1/VERSION") in $1 now has the drivers"
