# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Users against each other: quotas, and the pin node under attack. Everybody may open
# the nodes here.

. "$TOP/test/vm/guest.sh"

# The driver says what is wrong, too: with one queue allowed and one open.
quota_driver_says_remedy() {
	plugins
	chmod 755 /run/plug /run/pmds
	mkdir -p /run/eal && chown 1000 /run/eal
	echo 1 >/sys/module/uacce/parameters/user_queues
	! XDG_RUNTIME_DIR=/run/eal PLUG="$PLUG" sec=/dev/$(device sec2) \
		setpriv --reuid 1000 --regid 1000 --clear-groups bash -c 'exec 3<>"$sec" && "$0" selftest -- -l 0 \
		--no-pci --no-shconf --no-telemetry --no-huge -m 64 $PLUG \
		--vdev crypto_hisi_sec,device=${sec#/dev/}' \
		"$BUILD/app/dpdk-test-accel" >/run/selftest 2>&1 || return 1
	echo 0 >/sys/module/uacce/parameters/user_queues
	cat /run/selftest
	grep 'as many of its queues open as one user may: close some, or raise' \
		/run/selftest
}

check load load devices=sec
check daemon start_daemon
chmod 666 /dev/uacce_ctrl /dev/hisi_sec2-*
mkdir -p /run/cg && mount -t cgroup2 cgroup /run/cg
# Not every machine has it; then its cases are skipped.
[ ! -f /run/kmod/fuse.ko ] || insmod /run/kmod/fuse.ko
chmod 755 /run/tmp
"$BUILD/test/vm/vm_quota_cases" "$@" || FAILED=1
"$BUILD/test/vm/vm_pin_attack_cases" || FAILED=1
"$BUILD/test/vm/vm_hostile_cases" || FAILED=1
check quota_driver_says_remedy quota_driver_says_remedy
stop_daemon
end
