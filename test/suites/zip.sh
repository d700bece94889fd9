#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: 1e5 random streams against zlib, gzip(1), dpdk-test-compress-perf
# Minutes: 6

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

run_programs zip
dpdk_plugins
LCORES=$(eal_lcores)
FILES=$DPDK_LOGS

# Real files of every kind, short enough to take a second each.
cat "$TOP"/doc/hardware/*.md | head -c 200000 >"$FILES/text"
head -c 300000 "$(command -v dpdk-test-compress-perf)" | tail -c 200000 \
	>"$FILES/binary"
gzip -9c "$TOP"/doc/hardware/*.md | head -c 100000 >"$FILES/compressed"
head -c 200000 /dev/zero >"$FILES/zeros"
head -c 100000 /dev/urandom >"$FILES/random"
# For decompression alone: raw DEFLATE that fits a segment.
python3 -c 'import sys, zlib
data = open(sys.argv[1], "rb").read()
for n in 100, 6000, 60000:
    z = zlib.compressobj(6, zlib.DEFLATED, -15)
    out = z.compress(data[:n]) + z.flush()
    open(sys.argv[2] + str(n), "wb").write(out)' \
	"$FILES/text" "$FILES/deflate" || die "python3 cannot compress"

. "$TOP/test/suites/zip_gzip.sh"

# perf LABEL VDEV-ARGS OPTION...: one run, which has to print a result.
perf() {
	local label=$1 vdev=$2 log=$FILES/log rc
	shift 2
	LD_PRELOAD="${DPDK_PRELOAD:-}" timeout -k 5 "$DPDK_LIMIT" \
		dpdk-test-compress-perf --no-huge -m 700 --no-pci \
		--file-prefix "hisi-perf-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" \
		--vdev "compress_hisi_zip,$vdev" -- \
		--driver-name compress_hisi_zip --burst-sz 32 \
		--pool-sz 1024 --cc-delay-us 1 "$@" </dev/null >"$log" 2>&1
	rc=$?
	# A line of numbers is a result; the program's status alone is not.
	if [ $rc = 0 ] && grep -qaE '^ +1 +[1-9] +[0-9]+ ' "$log" &&
	   ! grep -qaiE 'not all|failed|error|not the same|not equal' "$log"; then
		passed "$label"
		return
	fi
	tail -n 5 "$log"
	failed "$label" "status $rc"
}

# verify compares what comes out with the file, at all nine levels.
for gen in v3 v2; do
	for file in text binary compressed zeros random; do
		for shape in 64:16 2048:1 59000:1 59000:16; do
			[ $gen = v2 ] && [ $shape != 2048:1 ] &&
				[ $shape != 64:16 ] && continue
			for huffman in fixed dynamic; do
				perf "verify $gen $file ${shape/:/x} $huffman" \
					device=model,gen=$gen --ptest verify \
					--operation comp_and_decomp \
					--input-file "$FILES/$file" \
					--seg-sz "${shape%:*}" \
					--max-num-sgl-segs "${shape#*:}" \
					--num-iter 1 --huffman-enc $huffman
			done
		done
	done
done
for ptest in throughput pmd-cyclecount; do
	for op in comp comp_and_decomp; do
		for shape in 64:16 2048:4 59000:1; do
			perf "$ptest $op ${shape/:/x}" device=model \
				--ptest $ptest --operation $op \
				--input-file "$FILES/text" \
				--seg-sz "${shape%:*}" \
				--max-num-sgl-segs "${shape#*:}" \
				--num-iter 2 --huffman-enc dynamic \
				--compress-level 1:4:9
		done
	done
done
# In verify, decompression alone prints no result that could be judged.
for ptest in throughput pmd-cyclecount; do
	for shape in 100:128 6000:4096 60000:59000; do
		perf "$ptest decomp ${shape#*:}" device=model \
			--ptest $ptest --operation decomp \
			--input-file "$FILES/deflate${shape%:*}" \
			--seg-sz "${shape#*:}" --max-num-sgl-segs 1 \
			--num-iter 2 --huffman-enc dynamic --compress-level 1
	done
done
suite_end
