#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: wire format, rings, scatter lists, and the model's engines
# Minutes: 2

. "$(dirname "$0")/common.sh"

# The wire format headers in a kernel module, with each kernel there is.
kbuild() {
	local headers dir n=0
	(need_packages "linux-headers-$(dpkg --print-architecture)") || :
	for headers in /lib/modules/*/build; do
		[ -e "$headers/Makefile" ] || continue
		n=$((n + 1))
		dir=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
		cp "$TOP"/test/kbuild/* "$dir"
		if make -C "$headers" M="$dir" \
			HW="$TOP/drivers/common/hisi_qm/hw" modules \
			>"$dir/log" 2>&1 && [ -e "$dir/hw_check.ko" ]; then
			passed "wire format in a Kbuild of $(basename "$(dirname "$headers")")"
		else
			tail -n 20 "$dir/log"
			failed "wire format in a Kbuild of $headers"
		fi
		rm -rf "$dir"
	done
	[ $n != 0 ] || skipped "wire format in a Kbuild" "there are no kernel headers"
}

# Words that DPDK forbids in drivers.
forbidden_words() {
	local places
	if places=$("$TOP/devtools/check-words.sh"); then
		passed "no word that DPDK forbids"
	else
		echo "$places"
		failed "no word that DPDK forbids"
	fi
}

# The faults of suite defects must apply to the sources as they are now.
defects_apply() {
	local patch bad=
	need_packages patch
	for patch in "$TOP"/test/defects/*.patch; do
		patch -d "$TOP" -p1 -s -F0 --dry-run -i "$patch" \
			>/dev/null 2>&1 || bad+=" $(basename "$patch")"
	done
	if [ -z "$bad" ]; then
		passed "all patches of test/defects apply"
	else
		failed "all patches of test/defects apply" "not:$bad"
	fi
}

run_programs unit
forbidden_words
defects_apply
kbuild
suite_end
