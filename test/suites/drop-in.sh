#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: the drivers inside a DPDK source tree, in DPDK's developer mode
# Minutes: 3

. "$(dirname "$0")/common.sh"

DRIVERS="common/hisi_model common/hisi_qm crypto/hisi_sec crypto/hisi_hpre
	compress/hisi_zip"

# The five drivers and the two that they need; DPDK's libraries cannot be left
# out, but only those that the drivers use are built.
options=(-Dwerror=true -Denable_kmods=false -Dtests=false '-Ddisable_apps=*'
	"-Denable_drivers=$(tr -s ' \n\t' , <<<"$DRIVERS")bus/vdev,mempool/ring")

# configure DIR [MESON-OPTION...]: the case that meson takes all five drivers.
configure() {
	local build=$TREE/$1 driver missing=
	shift
	if [ ! -f "$build/build.ninja" ] &&
	   ! quiet meson setup "$build" "$TREE" "${options[@]}" "$@"; then
		failed "meson setup $*"
		return 1
	fi
	# The copies are new: meson has to read their files again.
	quiet ninja -C "$build" build.ninja
	for driver in $DRIVERS; do
		targets "$build" "libtmp_rte_.*\.a" | grep -q "${driver/\//_}" ||
			missing+=" $driver"
	done
	if [ -n "$missing" ]; then
		failed "meson setup $*" "not built:$missing"
		return 1
	fi
	passed "meson setup $*"
}

# targets BUILD PATTERN: the targets of our drivers whose name is PATTERN.
targets() {
	ninja -C "$1" -t targets all |
		sed -n "s/^\(drivers\/$2\): .*/\1/p" | grep _hisi_ | sort -u
}

# compile LABEL BUILD PATTERN: the case that these targets are built.
compile() {
	if quiet ninja -C "$TREE/$2" $(targets "$TREE/$2" "$3"); then
		passed "$1"
	else
		failed "$1"
	fi
}

# The lists that drop-in.sh changes.
lists() {
	cat "$TREE"/drivers/{common,crypto,compress}/meson.build
}

if ! TREE=$(set -o pipefail
	"$TOP/devtools/get-sdk.sh" --source | tail -n 1); then
	failed "source of DPDK" "devtools/get-sdk.sh --source fails, see above"
	suite_end
fi
# The tree that SDK names is the user's: it is only read.
if [ -n "${SDK:-}" ]; then
	copy=$DEPS/dpdk-copy
	[ "$(realpath -m "$copy")" != "$TREE" ] || die "SDK=$SDK is the suite's own copy"
	rm -rf "$copy"
	mkdir -p "$copy" &&
		(set -o pipefail; tar -C "$TREE" --exclude=./.git -cf - . |
			tar -C "$copy" -xf -) ||
		die "cannot copy SDK=$SDK to $copy: is the disk full?"
	TREE=$copy
fi
"$TOP/devtools/drop-in.sh" "$TREE" || die "devtools/drop-in.sh fails"
before=$(lists)
"$TOP/devtools/drop-in.sh" "$TREE" || die "devtools/drop-in.sh fails"
if [ "$before" = "$(lists)" ]; then
	passed "drop-in.sh twice"
else
	failed "drop-in.sh twice" "the second run changes the lists of drivers"
fi

# Developer mode is that of a git checkout: it checks the section of each
# exported function against version.map, before it links a shared library.
configure build -Ddeveloper_mode=enabled &&
	compile "developer mode: static and shared libraries" build \
		'librte_.*\.\(a\|so\.[0-9.]*\)'
# Without physical addresses in mbufs. Compiling is enough.
configure build-va -Denable_iova_as_pa=false &&
	compile "-Denable_iova_as_pa=false: objects" build-va 'libtmp_rte_.*\.a'
suite_end
