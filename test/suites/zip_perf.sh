# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Debian's dpdk-test-compress-perf with all its options, for the suite zip.
# Source it after dpdk_plugins. Used: FILES, a folder with the files text,
# binary, compressed, zeros and random; TEST_SCALE, the share of the cases
# that is run, at least PERF_MIN of them; TEST_SEED, which these are.

PERF_MIN=70
TEST_SEED=${TEST_SEED:-$(date +%s)}
KINDS="text binary compressed zeros random"

# Small segments make many ops of a file: less of it will do. For
# decompression alone, raw DEFLATE that is one op.
kind_files=()
for kind in $KINDS; do
	kind_files+=("$FILES/$kind")
	head -c 40000 "$FILES/$kind" >"$FILES/$kind.40000"
	head -c 200000 "$FILES/$kind" >"$FILES/$kind.200000"
done
python3 -c 'import sys, zlib
for name in sys.argv[1:]:
    data = open(name, "rb").read()
    for n in 100, 4000, 50000:
        z = zlib.compressobj(6, zlib.DEFLATED, -15)
        out = z.compress(data[:n]) + z.flush()
        open(name + ".deflate%d" % n, "wb").write(out)' \
	"${kind_files[@]}" || die "python3 cannot compress"

# perf GEN TEST OPERATION FILE BYTES SEGMENTS HUFFMAN LEVELS: one run, which
# has to print a result.
perf() {
	local log=$FILES/log rc
	LD_PRELOAD="${DPDK_PRELOAD:-}" timeout -k 5 "$DPDK_LIMIT" \
		dpdk-test-compress-perf --no-huge -m 700 --no-pci \
		--file-prefix "hisi-perf-$$" --lcores "$LCORES" \
		-d "$DRIVERS/librte_compress_hisi_zip.so" \
		--vdev "compress_hisi_zip,device=model,gen=$1" -- \
		--driver-name compress_hisi_zip --burst-sz 32 \
		--pool-sz 1024 --cc-delay-us 1 --num-iter 1 \
		--ptest "$2" --operation "$3" --input-file "$FILES/$4" \
		--seg-sz "$5" --max-num-sgl-segs "$6" --huffman-enc "$7" \
		--compress-level "$8" </dev/null >"$log" 2>&1
	rc=$?
	# A line of numbers per level is a result; the program's status alone
	# is not.
	if [ $rc = 0 ] && perf_levels "$8" &&
	   ! grep -qaiE 'not all|failed|error|not the same|not equal' "$log"; then
		passed "$*"
		return
	fi
	tail -n 5 "$log"
	failed "$*" "status $rc"
}

# perf_levels LEVELS: whether every level of A:STEP:B has its line.
perf_levels() {
	local level
	for level in $(seq ${1//:/ }); do
		grep -qaE "^ +1 +$level +[0-9]+ " "$FILES/log" || return 1
	done
}

# All cases, one a line, as perf takes them.
perf_cases() {
	local gen kind test op shape size huffman
	for kind in $KINDS; do
		# verify compares what comes out with the file.
		for size in 64 256 1024 4096 16384 59000; do
			[ $size -lt 1024 ] && op=40000 || op=200000
			for shape in 1 2 4 8 16; do
				for huffman in fixed dynamic; do
					for gen in v3 v2; do
						echo "$gen verify comp_and_decomp $kind.$op $size $shape $huffman 1:1:9"
					done
				done
			done
		done
		for test in throughput pmd-cyclecount; do
			for shape in "64 1" "64 16" "1024 1" "4096 8" \
				     "59000 1" "59000 16"; do
				[ "${shape% *}" -lt 1024 ] && size=40000 ||
					size=200000
				for op in comp comp_and_decomp; do
					for huffman in fixed dynamic; do
						echo "v3 $test $op $kind.$size $shape $huffman 1:1:9"
					done
				done
				echo "v2 $test comp_and_decomp $kind.$size $shape dynamic 1:1:9"
			done
			# In verify, decompression alone prints no result that
			# could be judged.
			for shape in "100 128 1" "4000 4096 1" "4000 512 16" \
				     "50000 59000 1" "50000 4096 16"; do
				for gen in v3 v2; do
					echo "$gen $test decomp $kind.deflate${shape%% *} ${shape#* } dynamic 1:1:1"
				done
			done
		done
	done
}

# perf_share: as many of the lines of its input as TEST_SCALE wants.
perf_share() {
	awk -v seed="$TEST_SEED" -v scale="${TEST_SCALE:-1}" -v min=$PERF_MIN '
	{ line[NR] = $0 }
	END {
		srand(seed)
		want = int(NR * scale)
		if (want < min)
			want = min
		# So many of those that are left, in their order.
		for (i = 1; i <= NR; i++)
			if (rand() * (NR - i + 1) < want) {
				print line[i]
				want--
			}
	}'
}

say "dpdk-test-compress-perf: $(perf_cases | perf_share | wc -l) of $(perf_cases | wc -l) cases, TEST_SEED=$TEST_SEED"
while read -r perf_case; do
	perf $perf_case
done < <(perf_cases | perf_share)
