# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The drivers on real queue files: listed, tested, measured with DPDK's own
# programs. Argument: folder with vectors of dpdk-test-crypto-perf.

. "$TOP/test/vm/guest.sh"
VECTORS=$1
EAL_ONE="-l 0 --no-pci --in-memory -m 64"
EAL_TWO="-l 0,1 --no-pci --in-memory -m 64"
CBC="--cipher-algo aes-cbc --cipher-op encrypt --cipher-key-sz 16
	--cipher-iv-sz 16"

three_listed() {
	"$BUILD/app/dpdk-test-accel" list | tee /run/list
	for d in $(ls /sys/class/uacce); do
		grep -q "^$d .* v3 .* 64  ok" /run/list || return 1
	done
	[ "$(grep -c '^hisi_' /run/list)" = 3 ]
}

selftest() {
	"$BUILD/app/dpdk-test-accel" selftest -- $EAL_ONE $PLUG \
		--vdev crypto_hisi_sec --vdev crypto_hisi_hpre \
		--vdev compress_hisi_zip
}

# The program exits with 0 even if every op failed: its counts decide.
crypto_verify() {
	local size=$1 options=$2 vector=$VECTORS/$3-$1.vector counts
	dpdk-test-crypto-perf $EAL_TWO $PLUG --vdev crypto_hisi_sec -- \
		--devtype crypto_hisi_sec $options --burst-sz 32 \
		--pool-sz 768 --csv-friendly --silent --ptest verify \
		--buffer-sz "$size" --total-ops 512 --test-file "$vector" \
		--test-name vector >/run/perf 2>&1 || { cat /run/perf; return 1; }
	counts=$(awk -F, '/^ *[0-9]+,/ { print $4, $5, $8 }' /run/perf)
	cat /run/perf
	[ "$counts" = "512 512 0" ]
}

compress_verify() {
	dpdk-test-compress-perf $EAL_TWO $PLUG --vdev compress_hisi_zip -- \
		--driver-name compress_hisi_zip --ptest verify \
		--input-file "$TOP/doc/hardware/zip.md" --seg-sz 4096 \
		--max-num-sgl-segs 1 --compress-level 1 \
		--huffman-enc dynamic --num-iter 1 >/run/perf 2>&1 ||
		{ cat /run/perf; return 1; }
	cat /run/perf
	awk '/^ *[0-9]+ +[0-9]+ +[0-9]+ / { n++ } END { exit n == 0 }' /run/perf
}

check load load devices=zip,sec,hpre
check daemon start_daemon
plugins
check list_shows_three three_listed
check selftest_all_three selftest
sec=$(device sec2) zip=$(device zip) hpre=$(device hpre)
check crypto_perf_verify_cbc_64 crypto_verify 64 "--optype cipher-only $CBC" \
	aes-cbc
check crypto_perf_verify_cbc_1024 crypto_verify 1024 \
	"--optype cipher-only $CBC" aes-cbc
check crypto_perf_verify_gcm_1024 crypto_verify 1024 "--optype aead
	--aead-algo aes-gcm --aead-op encrypt --aead-key-sz 16
	--aead-iv-sz 12 --aead-aad-sz 16 --digest-sz 16" aes-gcm
check compress_perf_verify compress_verify
for d in $sec $zip $hpre; do
	echo "INFO $d: $(counter $d doorbells) doorbells," \
		"$(counter $d completions) completions," \
		"$(counter $d page_faults) page faults," \
		"$(counter $d bad_accesses) bad accesses," \
		"$(counter $d resets) resets"
	check "counters_$d" test "$(counter $d completions)" -gt 0
done
stop_daemon
end
