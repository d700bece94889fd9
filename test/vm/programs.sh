# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside the machine: DPDK's own programs and ours on the drivers, as cases.
# Source it after guest.sh. Set by the caller: VECTORS, folder with vectors of
# dpdk-test-crypto-perf; if at all EAL_ONE and EAL_TWO, EAL's options for one
# and two lcores, and SEC_VDEV, HPRE_VDEV and ZIP_VDEV, what EAL is to make.

EAL_ONE="-l 0 --no-pci --in-memory -m 64"
EAL_TWO="-l 0,1 --no-pci --in-memory -m 64"
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
