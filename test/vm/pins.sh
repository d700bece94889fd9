# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The pin interface, case by case.

. "$TOP/test/vm/guest.sh"

check load load devices=zip,sec,hpre
"$BUILD/test/vm/vm_pin_cases" "$@" || FAILED=1

# The node as it is beside the kernel's own uacce: alone.
alone() {
	unload && insmod "$MODULES/beside/uacce_pin.ko" && [ ! -e /sys/module/uacce ] &&
		"$BUILD/test/vm/vm_pin_cases" P10_overlap_counts_each \
			P16_opener_exits pin_release_on_close pin_release_on_kill
}

if [ -e "$MODULES/beside/uacce_pin.ko" ]; then
	check pin_node_alone alone
else
	skip pin_node_alone "this suite does not build it"
fi
end
