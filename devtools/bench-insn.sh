#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Count the instructions of the drivers per op, enqueue and dequeue together,
# with valgrind's callgrind. The model's work behind the doorbell is left out.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

usage() {
	cat <<USAGE
usage: devtools/bench-insn.sh [--json] [--build DIR] [ROW...]
Needs a build (default: build) and valgrind. Without rows: all.
  --json   print JSON instead of a table
Rows, with the goals of the project in instructions per op:
$(printf '%s\n' "${ROWS[@]}" | awk -F'|' '{ printf "  %-17s %-41s %s\n", $1, $2 " " $4, $5 }')
USAGE
}

# Row|driver|devargs|load|goal or -; sec-sessions: two sessions of AES-CBC take
# turns, sec-classes: one of AES-CBC and one of HMAC-SHA256; hpre: RSA-2048 with
# its private key, and the same with operands that have to be copied.
ROWS=(
	"null|crypto_null||null|-"
	"sec-null|crypto_hisi_sec|device=model|null|-"
	"sec-cipher|crypto_hisi_sec|device=model|cipher|100"
	"sec-digest|crypto_hisi_sec|device=model|digest|100"
	"sec-chain|crypto_hisi_sec|device=model|chain|120"
	"sec-aead|crypto_hisi_sec|device=model|aead|120"
	"sec-sgl|crypto_hisi_sec|device=model|sgl|180"
	"sec-oop|crypto_hisi_sec|device=model|oop|-"
	"sec-sessions|crypto_hisi_sec|device=model|sessions|-"
	"sec-classes|crypto_hisi_sec|device=model|classes|-"
	"sec-cipher-v2|crypto_hisi_sec|device=model,gen=v2|cipher|100"
	"zip-compress|compress_hisi_zip|device=model|compress|100"
	"zip-decompress|compress_hisi_zip|device=model|decompress|100"
	"zip-list|compress_hisi_zip|device=model|compress-list|180"
	"zip-unlist|compress_hisi_zip|device=model|decompress-list|180"
	"zip-sgl|compress_hisi_zip|device=model|compress-sgl|180"
	"zip-unsgl|compress_hisi_zip|device=model|decompress-sgl|180"
	"hpre-rsa2048|crypto_hisi_hpre|device=model|private|600"
	"hpre-rsa2048-copy|crypto_hisi_hpre|device=model|private-copy|600"
)
# Bursts of 32 ops in the two runs whose difference is counted.
FEW=4
MANY=36

json=false
build=$TOP/build
want=()
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--json) json=true ;;
	--build)
		[ $# -ge 2 ] || die "--build needs a folder"
		build=$2
		shift
		;;
	-*) usage >&2; die "unknown option '$1'" ;;
	*)
		printf '%s\n' "${ROWS[@]}" | grep -q "^$1|" ||
			die "unknown row '$1'; see --help"
		want+=("$1")
		;;
	esac
	shift
done
bench=$build/test/bench
[ -x "$bench/bench_insn" ] ||
	die "no $bench/bench_insn; build with: meson setup build && ninja -C build"
command -v valgrind >/dev/null ||
	die "valgrind is missing; on Debian: apt-get install valgrind"
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"

# instructions DRIVER ARGS LOAD BURSTS: those inside enqueue and dequeue.
instructions() {
	local run=("$bench/bench_insn" "$1" "$2" "$3" 64 "$4")
	[ "$1" != crypto_hisi_hpre ] || run=("$bench/bench_asym" "$2" "$3" "$4")
	valgrind --tool=callgrind --callgrind-out-file="$work/out" \
		--toggle-collect='bench_*queue' \
		--toggle-collect=model_doorbell \
		"${run[@]}" >/dev/null 2>"$work/err" || {
		tail -n 5 "$work/err" >&2
		die "$1 $3: the run failed"
	}
	sed -n 's/^summary: \([0-9]*\).*/\1/p' "$work/out"
}

rows=()
for r in "${ROWS[@]}"; do
	IFS='|' read -r name driver args load goal <<<"$r"
	if [ ${#want[@]} != 0 ] &&
		! printf '%s\n' "${want[@]}" | grep -qx -- "$name"; then
		continue
	fi
	few=$(instructions "$driver" "$args" "$load" $FEW) || exit 1
	many=$(instructions "$driver" "$args" "$load" $MANY) || exit 1
	rows+=("$name|$driver|$load|$(awk "BEGIN { printf \"%.1f\", \
		($many - $few) / (($MANY - $FEW) * 32) }")|$goal")
done
if $json; then
	printf '%s\n' "${rows[@]}" | awk -F'|' '
	BEGIN { printf "[" }
	{
		if (NR > 1) printf ","
		printf "\n  {\"row\": \"%s\", \"driver\": \"%s\", ", $1, $2
		printf "\"load\": \"%s\", \"burst\": 32, ", $3
		printf "\"instructions\": %s, ", $4
		printf "\"goal\": %s}", $5 == "-" ? "null" : $5
	}
	END { print "\n]" }'
	exit 0
fi
printf '%-14s %-17s %-12s %15s %5s\n' row driver load instructions/op goal
printf '%s\n' "${rows[@]}" |
	awk -F'|' '{ printf "%-14s %-17s %-12s %15s %5s\n", $1, $2, $3, $4, $5 }'
