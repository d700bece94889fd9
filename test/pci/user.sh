# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside a machine with SVA, on the host's root: our drivers and DPDK's
# programs on the queue files of the kernel's own drivers. They use hugepages:
# a page that is not there is an error here, not a fault. Set by init: TOP,
# BUILD, GEN, ROUNDS, SEED.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/vm/programs.sh"
. "$TOP/test/vm/dpdk_suites.sh"
. "$TOP/test/pci/error.sh"
EAL_PATH=$EAL_ONE
VECTORS=$BUILD/vm/vectors
# A client takes seconds to start.
TIMES=$((ROUNDS > 20 ? ROUNDS / 10 : 2))

# bound ENGINE: the PCI address of the function behind a queue file.
bound() {
	basename "$(readlink -f "/sys/class/uacce/$1/device")"
}

# The driver reported the error, and nothing worse.
no_trouble() {
	dmesg
	! dmesg -c | grep -E 'WARNING|BUG|Oops|reset failed|not ready'
}

# A reset under a client: it ends by itself, with every op accounted for.
reset_under_load() {
	local i f
	f=$(bound "$sec")
	for i in $(seq $TIMES); do
		storm "$i" || return 1
		echo 1 >"/sys/bus/pci/devices/$f/reset" || return 1
		storm_is_over && next_open || return 1
	done
}

# error_under_load MODE DEVICE OFFSET VALUE TEXT: an error of the hardware under
# a client: the driver names it and resets the controller; the client ends by
# itself with every op accounted for.
error_under_load() {
	storm 1 "$1" || return 1
	if inject "$(bound "$2")" "$3" "$4" "$5" 'Controller reset complete'; then
		storm_is_over && no_trouble
		return
	fi
	storm_killed
	return 1
}

sec_error() {
	error_under_load storm "$sec" "$@" && next_open
}

# And the device does what it should for the next client.
zip_error() {
	error_under_load zip_storm "$zip" "$@" && compress_verify
}

# event CASE TEXT: an asynchronous event that a process brings about: the driver
# says so and stops its queue; afterwards the device works.
event() {
	dmesg -c >/dev/null
	"$BUILD/test/vm/vm_vendor_cases" "$1" &&
		said "$(bound "$sec")" "$2" "$2" && next_open && no_trouble
}

# With the event queue's interrupt masked, nobody takes its entries.
eq_event() {
	poke "$(bound "$sec")" 0xC 1
	event eq_overflow 'eq overflow, reset function'
}

# A process forks: the child can do nothing with the queue, the parent goes on,
# and the queue is free when both have gone.
forked() {
	local free
	free=$(free_queues)
	(client child "$1") && next_open && [ "$(free_queues)" = "$free" ]
}

forked_raw() {
	local free
	free=$(free_queues)
	"$BUILD/test/vm/vm_vendor_cases" FK1_FK2_locked_child_exits \
		FK1_FK2_locked_child_killed fork_unwritten_page_is_an_error \
		fork_child_maps_inherited_file || FAILED=1
	check queues_free_after_fork test "$(free_queues)" = "$free"
}

# The kernel's users and a process on one device, at once.
with_kernel() {
	local rc=0
	storm 1 || return 1
	/run/afalg 64 "$SEED" >/run/afalg.log || rc=1
	cat /run/afalg.log
	kill -0 $STORM || rc=1
	storm_killed
	grep -q '^PASS' /run/afalg.log && ! grep -q '^FAIL' /run/afalg.log &&
		[ $rc = 0 ] && next_open
}

# functional NAME DEVICE SCALE: a program of ours that compares random ops with
# libcrypto, zlib and reference code, each of its models replaced by DEVICE;
# its memory is normal pages, locked. What is compared with is slow here.
functional() {
	local log=/run/tmp/$1.log rc n k
	TEST_DEVICE=$2 TEST_SCALE=$3 TEST_SEED=$SEED \
		LD_LIBRARY_PATH=$BUILD/drivers timeout 600 \
		"$BUILD/test/functional/test_$1" >"$log" 2>&1
	rc=$?
	n=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log")
	k=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log" | head -n 1)
	if [ $rc != 0 ] || [ "${n:-0}" = 0 ]; then
		k=${k:-1} FAILED=1
		[ "$k" != 0 ] || k=1
		echo "status $rc"
		grep -v 'OK \]\|RUN  ' "$log" | tail -n 15
	fi
	echo "COUNTS functional_$1 ${n:-0} ${k:-0} 0"
}

# pinned_kib: what a client has pinned.
pinned_kib() {
	awk '$1 == "VmPin:" { print $2 }' "/proc/$STORM/status"
}

# Devarg pin=1 on the queue files of the kernel's own drivers and its own uacce:
# the memory of the pools is pinned, the results are right.
pin_beside_kernel_uacce() (
	local none with
	[ ! -e /sys/module/uacce_pin/holders/uacce ] &&
		[ ! -e /sys/module/uacce/holders/uacce_pin ] || exit 1
	storm 1 || exit 1
	none=$(pinned_kib)
	storm_killed
	SEC_VDEV=$SEC_VDEV,pin=1
	storm 1 || exit 1
	with=$(pinned_kib)
	storm_killed
	echo "KiB pinned: pin=0 $none, pin=1 $with"
	[ "$none" = 0 ] && [ "$with" -gt 0 ] && next_open
)

plugins
sec=$(device sec2) zip=$(device zip) hpre=$(device hpre)
SEC_VDEV=crypto_hisi_sec,device=$sec
HPRE_VDEV=crypto_hisi_hpre,device=$hpre
ZIP_VDEV=compress_hisi_zip,device=$zip
# How many are free depends on what the kernel uses.
program_cases "$GEN" '[0-9]*'
check next_open next_open
check pin_beside_kernel_uacce pin_beside_kernel_uacce
check FK5_child_exits forked 0
check FK5_child_killed forked 1
forked_raw
check killed_under_load clients_killed $TIMES
if grep -q 'hisi_sec2$' /proc/crypto; then
	check kernel_and_process_at_once with_kernel
else
	skip kernel_and_process_at_once "the driver gives the kernel no algorithm on this generation"
fi
check reset_under_load reset_under_load
check qm_ecc_under_load sec_error 0x10000C 0x4 qm_ecc_mbit
check qm_doorbell_timeout_under_load sec_error 0x10000C 0x400 qm_db_timeout
check zip_qm_ecc_under_load zip_error 0x10000C 0x4 qm_ecc_mbit
check zip_engine_axi_under_load zip_error 0x3010A8 0x4 zip_axi_rresp_err
check zip_engine_ecc_under_load zip_error 0x3010A8 0x2 zip_ecc_2bit_err
check event_cq_overflow event cq_overflow 'cq overflow, stop qp'
check event_eq_overflow eq_event
DPDK_MEMORY="-m 700"
# Nobody need be waited for: the doorbell's store returns with the op done.
DPDK_PROGRAM=(dpdk-test)
dpdk_suites "$GEN" hpre zip sec
functional sec "$sec" 0.02
functional zip "$zip" 0.02
functional zip_stream "$zip" 0.02
functional hpre_dh "$hpre" 0.0005
if [ "$GEN" = v2 ]; then
	skip functional_hpre_vectors "generation 2 has no elliptic curves"
else
	functional hpre_vectors "$hpre" 1
fi
exit $FAILED
