#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Instructions of crypto_hisi_hpre and the queue layer that must not depend on
# secrets, without those of the model, a line "INSTRUCTIONS TEXT" each:
#   bench_asym.sh BUILD padding   decryption of texts with good and bad padding,
#                                 from dequeue on
#   bench_asym.sh BUILD secret    ops with secret operands of every shape,
#                                 enqueue and dequeue

set -eu
BUILD=$1
LOAD=$2
DIR=$(mktemp -d)
trap 'rm -rf "$DIR"' EXIT

# one_by_one FUNCTION...: run it, counting inside of these. There is a file per
# dump, in the order of the lines.
one_by_one() {
	local i=0 name f toggles=()
	for f in "$@"; do
		toggles+=("--toggle-collect=$f")
	done
	valgrind --tool=callgrind --callgrind-out-file="$DIR/dump" \
		--collect-atstart=no "${toggles[@]}" \
		"$BUILD/test/bench/bench_asym" device=model "$LOAD" 1 \
		>"$DIR/stdout" 2>"$DIR/stderr" || {
		tail -n 5 "$DIR/stderr" >&2
		exit 1
	}
	while read -r name; do
		i=$((i + 1))
		echo "$(sed -n 's/^summary: //p' "$DIR/dump.$i") $name"
	done <"$DIR/stdout"
}

case $LOAD in
padding) one_by_one bench_dequeue ;;
secret) one_by_one bench_enqueue bench_dequeue model_doorbell ;;
*) echo "bench_asym.sh: unknown load '$LOAD'" >&2; exit 2 ;;
esac
