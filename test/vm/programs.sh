# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside the machine: DPDK's own programs and ours on the drivers, as cases.
# In plain sh. Source it after guest.sh. Set by the caller: VECTORS, folder with
# vectors of dpdk-test-crypto-perf; if at all EAL_ONE and EAL_TWO, EAL's options for one
# and two lcores, EAL_PATH, those of our program on the data path, and SEC_VDEV,
# HPRE_VDEV and ZIP_VDEV, what EAL is to make; sec, SEC's queue file.

EAL_ONE="-l 0 --no-pci --in-memory -m 64"
EAL_TWO="-l 0,1 --no-pci --in-memory -m 64"
EAL_PATH="-l 0 --no-pci --no-huge -m 16"
SEC_VDEV=crypto_hisi_sec
HPRE_VDEV=crypto_hisi_hpre
ZIP_VDEV=compress_hisi_zip
CBC="--cipher-algo aes-cbc --cipher-op encrypt --cipher-key-sz 16
	--cipher-iv-sz 16"
GCM="--optype aead --aead-algo aes-gcm --aead-op encrypt --aead-key-sz 16
	--aead-iv-sz 12 --aead-aad-sz 16 --digest-sz 16"

# three_listed GENERATION QUEUES: of each device.
three_listed() {
	"$BUILD/app/dpdk-test-accel" list | tee /run/list
	for d in $(ls /sys/class/uacce); do
		grep -q "^$d .* $1 .* $2  ok" /run/list || return 1
	done
	[ "$(grep -c '^hisi_' /run/list)" = 3 ]
}

selftest() {
	"$BUILD/app/dpdk-test-accel" selftest -- $EAL_ONE $PLUG \
		--vdev "$SEC_VDEV" --vdev "$HPRE_VDEV" --vdev "$ZIP_VDEV"
}

# The program exits with 0 even if every op failed: its counts decide.
crypto_verify() {
	local size=$1 options=$2 vector=$VECTORS/$3-$1.vector counts
	dpdk-test-crypto-perf $EAL_TWO $PLUG --vdev "$SEC_VDEV" -- \
		--devtype crypto_hisi_sec $options --burst-sz 32 \
		--pool-sz 768 --csv-friendly --silent --ptest verify \
		--buffer-sz "$size" --total-ops 512 --test-file "$vector" \
		--test-name vector >/run/perf 2>&1 || { cat /run/perf; return 1; }
	counts=$(awk -F, '/^ *[0-9]+,/ { print $4, $5, $8 }' /run/perf)
	cat /run/perf
	[ "$counts" = "512 512 0" ]
}

compress_verify() {
	dpdk-test-compress-perf $EAL_TWO $PLUG --vdev "$ZIP_VDEV" -- \
		--driver-name compress_hisi_zip --ptest verify \
		--input-file "$TOP/doc/hardware/zip.md" --seg-sz 4096 \
		--max-num-sgl-segs 1 --compress-level 1 \
		--huffman-enc dynamic --num-iter 1 >/run/perf 2>&1 ||
		{ cat /run/perf; return 1; }
	cat /run/perf
	awk '/^ *[0-9]+ +[0-9]+ +[0-9]+ / { n++ } END { exit n == 0 }' /run/perf
}

# program_cases GENERATION QUEUES: those programs on the three queue files, of
# which so many queues are free.
program_cases() {
	check list_shows_three three_listed "$1" "$2"
	check selftest_all_three selftest
	check crypto_perf_verify_cbc_64 crypto_verify 64 \
		"--optype cipher-only $CBC" aes-cbc
	check crypto_perf_verify_cbc_1024 crypto_verify 1024 \
		"--optype cipher-only $CBC" aes-cbc
	check crypto_perf_verify_gcm_1024 crypto_verify 1024 "$GCM" aes-gcm
	check compress_perf_verify compress_verify
}

# client MODE...: become our program on the data path (vm_path), on SEC or, in
# modes of that name, on ZIP.
client() {
	local vdev=$SEC_VDEV
	case $1 in zip_*) vdev=$ZIP_VDEV ;; esac
	exec "$BUILD/test/vm/vm_path" $EAL_PATH --no-shconf --no-telemetry \
		--log-level 'lib.*:error' $PLUG --vdev "$vdev" -- "$@"
}

# Somebody else can use SEC.
next_open() {
	(client verify 64 9 1024)
}

# storm SEED [MODE]: a client in the midst of its load, in the background:
# STORM is its process.
storm() {
	local i
	: >/run/storm
	client "${2:-storm}" 1000000000 "$1" >/run/storm 2>&1 &
	STORM=$!
	for i in $(seq 1000); do
		if grep -q ready /run/storm; then
			sleep "0.$((RANDOM % 5))"
			return 0
		fi
		kill -0 $STORM || break
		sleep 0.1
	done
	storm_killed
	cat /run/storm
	echo "the client does not get ready"
	return 1
}

storm_killed() {
	kill -9 $STORM
	wait $STORM 2>/dev/null
}

# It has ended by itself, with every op accounted for.
storm_is_over() {
	wait $STORM
	local rc=$?
	cat /run/storm
	[ $rc = 0 ] && grep -q 'the device died' /run/storm
}

# free_queues: of SEC.
free_queues() {
	cat "/sys/class/uacce/$sec/available_instances"
}

# clients_killed ROUNDS: the queue goes back to the device each time.
clients_killed() {
	local i free
	free=$(free_queues)
	for i in $(seq "$1"); do
		storm "$i" || return 1
		storm_killed
	done
	next_open && [ "$(free_queues)" = "$free" ]
}
