# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Module options, discovery, and a second driver under the framework.

. "$TOP/test/vm/guest.sh"
DUMMY=$MODULES/vm_dummy.ko

# refused MESSAGE MODULE [OPTION...]: it does not load, and says why.
refused() {
	local why=$1
	shift
	dmesg -C
	! insmod "$MODULES/$1.ko" "${@:2}" 2>/dev/null || return 1
	dmesg | grep -F -- "$why"
}

# node NAME: NUMA node in sysfs.
node() {
	cat "/sys/class/uacce/$1/device/numa_node"
}

chosen_devices() {
	ls /sys/class/uacce
	[ "$(ls /sys/class/uacce | wc -l)" = 4 ] && [ "$(node hisi_zip-0)" = 1 ] &&
		[ "$(node hisi_zip-1)" = 0 ] && [ "$(node hisi_sec2-2)" = 1 ] &&
		[ "$(cat /sys/class/uacce/*/api | sort | uniq -c | xargs)" = \
			"2 hisi_qm_v2 1 hisi_qm_v3 1 hisi_qm_v5" ] &&
		[ "$(cat /sys/class/uacce/*/available_instances | sort -u)" = 7 ]
}

# DS1, DS2: from sysfs alone, by an ordinary program without any call to a
# device.
listed() {
	"$BUILD/app/dpdk-test-accel" list >/run/list
	cat /run/list
	awk '$1 ~ /^hisi_/ { print $1, $2, $3 }' /run/list
	grep -q "^hisi_zip-0 .* v2 .* 1  *7 " /run/list &&
		grep -q "^hisi_zip-1 .* v3 .* 0  *7 " /run/list &&
		grep -q "^hisi_sec2-2 .* v2 .* 1  *7 " /run/list &&
		grep -q "^hisi_hpre-3 .* v5 .* 0  *7 " /run/list
}

selftest() {
	"$BUILD/app/dpdk-test-accel" selftest -- -l 0 --no-pci --in-memory \
		-m 64 $PLUG "$@" >/run/selftest 2>&1 ||
		{ cat /run/selftest; return 1; }
}

# A device of a protocol that no driver of ours knows.
unknown_protocol() {
	! "$BUILD/app/dpdk-test-accel" selftest -- -l 0 --no-pci --in-memory \
		-m 64 $PLUG --vdev compress_hisi_zip,device="$(device zip)" \
		>/run/selftest 2>&1 || return 1
	cat /run/selftest
	grep 'its api is not a known queue protocol' /run/selftest
}

# Two kinds of drivers at once.
both_kinds() {
	"$BUILD/test/vm/vm_flag0_cases" W5_W12_device_without_iommu |
		grep ^PASS &&
		"$BUILD/test/vm/vm_address_cases" \
			AS1_AS2_one_pointer_for_all_queues | grep ^PASS
}

plugins
check load_framework insmod "$MODULES/uacce.ko"
check unknown_engine refused "'foo' is not an engine: zip, sec or hpre" \
	hisi_vacc devices=zip,foo
check unknown_generation refused "':v4' is not a generation: v2, v3, v5" \
	hisi_vacc devices=sec:v4
check absent_numa_node refused "'@7' is not an online NUMA node" \
	hisi_vacc devices=sec@7
check too_many_devices refused "more than 16 devices" \
	hisi_vacc devices=$(printf 'zip,%.0s' {1..16})zip
check no_queues refused "queues=0 is not from 1 to 1024" hisi_vacc queues=0
check too_many_queues refused "queues=1025 is not from 1 to 1024" \
	hisi_vacc queues=1025
check DB6_generation_2_needs_an_option refused "load with shared_doorbell=1" \
	hisi_vacc devices=zip:v2
check DB6_device_without_sva_needs_an_option refused \
	"load uacce with allow_no_sva=1" vm_dummy
check chosen_load insmod "$MODULES/hisi_vacc.ko" queues=7 shared_doorbell=1 \
	devices=zip:v2@1,zip:v3@0,sec:v2@1,hpre:v5@0
check chosen_devices chosen_devices
check daemon start_daemon --threads 2
check DS1_DS2_listed_from_sysfs listed
check selftest_v2_v3_v5 selftest --vdev compress_hisi_zip,device=hisi_zip-0 \
	--vdev compress_hisi_zip1,device=hisi_zip-1 \
	--vdev crypto_hisi_sec,device=hisi_sec2-2 \
	--vdev crypto_hisi_hpre,device=hisi_hpre-3
stop_daemon
check unload_before_allow unload
check load_allow insmod "$MODULES/uacce.ko" allow_no_sva=1
check load_pin insmod "$MODULES/uacce_pin.ko"
check no_api_text_is_refused bash -c "! insmod $DUMMY api=none"
check load_dummy insmod "$DUMMY"
"$BUILD/test/vm/vm_flag0_cases" || FAILED=1
check load_beside insmod "$MODULES/hisi_vacc.ko" devices=sec
check daemon_again start_daemon
check FW1_two_kinds_of_drivers both_kinds
stop_daemon
rmmod vm_dummy hisi_vacc
check load_unknown_protocol insmod "$DUMMY" name=hisi_zip
check DS3_unknown_protocol_is_refused unknown_protocol
end
