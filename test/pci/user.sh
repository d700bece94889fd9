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
VECTORS=$BUILD/vm/vectors
# A client takes seconds to start.
TIMES=$((ROUNDS > 8 ? ROUNDS / 4 : 2))

# bound ENGINE: the PCI address of the function behind a queue file.
bound() {
	basename "$(readlink -f "/sys/class/uacce/$1/device")"
}

# client MODE...: the data path of a DPDK program, on SEC.
client() {
	exec "$BUILD/test/vm/vm_path" $EAL_ONE --no-shconf --no-telemetry \
		--log-level 'lib.*:error' $PLUG --vdev "$SEC_VDEV" -- "$@"
}

next_open() {
	(client verify 64 9 1024)
}

# A client under load, in the background: STORM is its process.
storm() {
	local i
	: >/run/storm
	client storm 1000000000 "$1" >/run/storm 2>&1 &
	STORM=$!
	for i in $(seq 600); do
		grep -q ready /run/storm && return
		sleep 0.1
	done
	cat /run/storm
	return 1
}

# The queue of a client that is killed goes back to the device.
killed() {
	local i free
	free=$(cat "/sys/class/uacce/$sec/available_instances")
	for i in $(seq $TIMES); do
		storm "$i" || return 1
		kill -9 $STORM
		wait $STORM 2>/dev/null
	done
	next_open && [ "$(cat "/sys/class/uacce/$sec/available_instances")" = \
		"$free" ]
}

# A reset under a client: it ends by itself, with every op accounted for.
reset_under_load() {
	local i f
	f=$(bound "$sec")
	for i in $(seq $TIMES); do
		storm "$i" || return 1
		echo 1 >"/sys/bus/pci/devices/$f/reset" || return 1
		wait $STORM || { cat /run/storm; return 1; }
		grep -q 'the device died' /run/storm && next_open || return 1
	done
}

# The kernel's users and a process on one device, at once.
with_kernel() {
	local rc=0
	storm 1 || return 1
	/run/afalg 64 "$SEED" >/run/afalg.log || rc=1
	cat /run/afalg.log
	kill -0 $STORM || rc=1
	kill -9 $STORM
	wait $STORM 2>/dev/null
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

plugins
sec=$(device sec2) zip=$(device zip) hpre=$(device hpre)
SEC_VDEV=crypto_hisi_sec,device=$sec
HPRE_VDEV=crypto_hisi_hpre,device=$hpre
ZIP_VDEV=compress_hisi_zip,device=$zip
# How many are free depends on what the kernel uses.
check list_shows_three three_listed "$GEN" '[0-9]*'
check selftest_all_three selftest
check crypto_perf_verify_cbc_64 crypto_verify 64 "--optype cipher-only $CBC" \
	aes-cbc
check crypto_perf_verify_cbc_1024 crypto_verify 1024 \
	"--optype cipher-only $CBC" aes-cbc
check crypto_perf_verify_gcm_1024 crypto_verify 1024 "$GCM" aes-gcm
check compress_perf_verify compress_verify
check next_open next_open
check killed_under_load killed
if grep -q 'hisi_sec2$' /proc/crypto; then
	check kernel_and_process_at_once with_kernel
else
	skip kernel_and_process_at_once "the driver gives the kernel no algorithm on this generation"
fi
check reset_under_load reset_under_load
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
