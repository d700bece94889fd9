#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Compare the ZIP model, inline and on one core, with compress_isal at level
# 1: dpdk-test-compress-perf on each in turn, medians of their speeds.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

usage() {
	cat <<USAGE
usage: devtools/perf-zip.sh [--build DIR] [--rounds N] [FILE...]
Needs a build (default: build) and Debian's dpdk-dev. Without files: text and
a binary of this machine. The first MiB of each is taken.
Prints per file and buffer size: compressed bytes of zlib -1 on the same
buffers, of the model and by how much more that is, and the ratio of the
model's speed to that of compress_isal, the median of N rounds (default 5).
USAGE
}

build=$TOP/build
rounds=5
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--build | --rounds)
		[ $# -ge 2 ] || die "$1 needs a value"
		[ "$1" = --build ] && build=$2 || rounds=$2
		shift
		;;
	-*) usage >&2; die "unknown option '$1'" ;;
	*) break ;;
	esac
	shift
done
[ "$rounds" -ge 1 ] 2>/dev/null || die "--rounds $rounds is no number from 1 on"
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
if [ $# = 0 ]; then
	cat "$TOP"/doc/hardware/*.md >"$work/text"
	set -- "$work/text" "$(readlink -f "$(command -v bash)")"
fi
eal_plugin_dir "$build/drivers"
lcores=$(eal_lcores)

# run DRIVER VDEV FILE BYTES: one run, prints "compressed-bytes comp decomp".
run() {
	timeout -k 5 300 dpdk-test-compress-perf --no-huge -m 700 --no-pci \
		--file-prefix "hisi-perf-$$" --lcores "$lcores" \
		-d "$EAL_PLUGINS/librte_compress_hisi_zip.so" --vdev "$2" -- \
		--driver-name "$1" --ptest throughput --input-file "$3" \
		--operation comp_and_decomp --seg-sz "$4" --num-iter 20 \
		--max-num-sgl-segs 1 --huffman-enc dynamic --compress-level 1 \
		--burst-sz 32 --pool-sz 2048 </dev/null >"$work/log" 2>&1
	awk '$1 ~ /^[0-9]+$/ && $2 == 1 && NF >= 6 { print $3, $5, $6; ok = 1 }
		END { exit !ok }' "$work/log" || {
		tail -n 5 "$work/log" >&2
		die "$1: no result"
	}
}

# median FIELD FILE
median() {
	awk -v f="$1" '{ print $f }' "$2" | sort -g |
		awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# Bytes of zlib -1, buffer by buffer.
zlib_size() {
	python3 -c 'import sys, zlib
data = open(sys.argv[1], "rb").read()
n, total = int(sys.argv[2]), 0
for i in range(0, len(data), n):
    z = zlib.compressobj(1, zlib.DEFLATED, -15)
    total += len(z.compress(data[i:i + n]) + z.flush())
print(total)' "$1" "$2"
}

printf '%-16s %7s %9s %9s %7s %9s %11s\n' file buffer "zlib -1" model more \
	compress decompress
for file in "$@"; do
	head -c 1048576 "$file" >"$work/in" || die "cannot read $file"
	for size in 4096 59000; do
		: >"$work/ratio"
		for ((i = 0; i < rounds; i++)); do
			a=$(run compress_isal compress_isal "$work/in" $size) &&
			b=$(run compress_hisi_zip \
				compress_hisi_zip,device=model "$work/in" $size) ||
				exit 1
			echo "$a $b" | awk '{ print $4, $5 / $2, $6 / $3 }' \
				>>"$work/ratio"
		done
		z=$(zlib_size "$work/in" $size)
		m=$(median 1 "$work/ratio")
		printf '%-16s %7d %9d %9d %6s%% %9.2f %11.2f\n' \
			"$(basename "$file")" $size "$z" "$m" \
			"$(awk "BEGIN { printf \"%.1f\", ($m / $z - 1) * 100 }")" \
			"$(median 2 "$work/ratio")" "$(median 3 "$work/ratio")"
	done
done
