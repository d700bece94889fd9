#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Instructions of RSA-2048 private operations in crypto_hisi_hpre and the queue
# layer, without those of the model: bench_asym.sh BUILD private|private-copy
# prints instructions per op, bench_asym.sh BUILD padding a line
# "INSTRUCTIONS TEXT" for each encoded text, counted from dequeue on, and
# bench_asym.sh BUILD secret the same for each value of a secret operand,
# enqueue and dequeue.

set -eu
BUILD=$1
LOAD=$2
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT

# count OUT LOAD BURSTS FUNCTION...
count() {
	local out=$1 load=$2 bursts=$3 f toggles=()
	shift 3
	for f in "$@"; do
		toggles+=("--toggle-collect=$f")
	done
	valgrind --tool=callgrind --callgrind-out-file="$out" \
		--collect-atstart=no "${toggles[@]}" \
		"$BUILD/test/bench/bench_asym" device=model "$load" "$bursts" \
		>"$DIR/stdout" 2>"$DIR/stderr" || {
		tail -n 5 "$DIR/stderr" >&2
		exit 1
	}
}

# Two lengths of run, so that what happens once falls out.
per_op() {
	local n a b
	for n in 4 12; do
		count "$DIR/$n" "$LOAD" $n bench_enqueue bench_dequeue \
			model_doorbell
	done
	a=$(sed -n 's/^summary: //p' "$DIR/4")
	b=$(sed -n 's/^summary: //p' "$DIR/12")
	echo "$((($b - $a) / (8 * 32)))"
}

# A file per dump, in the order of the texts.
one_by_one() {
	local i=0 name
	count "$DIR/dump" "$LOAD" 1 "$@"
	while read -r name; do
		i=$((i + 1))
		echo "$(sed -n 's/^summary: //p' "$DIR/dump.$i") $name"
	done <"$DIR/stdout"
}

case $LOAD in
private | private-copy) per_op ;;
padding) one_by_one bench_dequeue ;;
secret) one_by_one bench_enqueue bench_dequeue model_doorbell ;;
*) echo "bench_asym.sh: unknown load '$LOAD'" >&2; exit 2 ;;
esac
