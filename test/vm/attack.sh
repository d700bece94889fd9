# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Users against each other: quotas, and the pin node under attack. Everybody may open
# the nodes here.

. "$TOP/test/vm/guest.sh"

check load load devices=sec
check daemon start_daemon
chmod 666 /dev/uacce_ctrl /dev/hisi_sec2-*
mkdir -p /run/cg && mount -t cgroup2 cgroup /run/cg
# Not every machine has it; then its cases are skipped.
[ ! -f /run/kmod/fuse.ko ] || insmod /run/kmod/fuse.ko
chmod 755 /run/tmp
"$BUILD/test/vm/vm_quota_cases" "$@" || FAILED=1
"$BUILD/test/vm/vm_pin_attack_cases" || FAILED=1
stop_daemon
end
