#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: libFuzzer on the decompression of the ZIP model, against zlib
# Minutes: 3
#
# FUZZ_SECONDS is how long (120). An input that fails is kept and named.

. "$(dirname "$0")/common.sh"

SECONDS_WANTED=${FUZZ_SECONDS:-120}
# libFuzzer is a package that clang only recommends.
need_packages $BUILD_PACKAGES clang libclang-rt-dev

work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
cd "$TOP" || die "cannot enter $TOP"

# All of the model but what needs a library that may be missing.
model=()
for f in drivers/common/hisi_model/*/*.c; do
	case ${f##*/} in
	msec_batch.c | *_mb.c) ;;
	*) model+=("$f") ;;
	esac
done

say "building the harness"
if ! quiet clang -g -O1 -std=gnu11 -D_GNU_SOURCE \
	-fsanitize=fuzzer,address,undefined \
	-fno-sanitize-recover=undefined \
	-Idrivers/common/hisi_model -Idrivers/common/hisi_qm -Itest/unit/model -Itest/unit/model_zip \
	test/fuzz/fuzz_model_inflate.c test/unit/model/model_client.c \
	test/unit/model_zip/model_zip_client.c "${model[@]}" \
	-lcmocka -lisal -lcrypto -lz -lpthread -o "$work/fuzz"; then
	failed fuzz_model_inflate "does not build"
	suite_end
fi
say "$(test/fuzz/make_inflate_corpus.py "$work/corpus") to begin with, $SECONDS_WANTED s"
"$work/fuzz" -max_len=8192 -timeout=20 -max_total_time="$SECONDS_WANTED" \
	-artifact_prefix="$work/" -print_final_stats=1 "$work/corpus" \
	>"$work/log" 2>&1
rc=$?
runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log")
if [ $rc != 0 ]; then
	tail -n 40 "$work/log"
	for f in "$work"/crash-* "$work"/timeout-* "$work"/leak-* "$work"/oom-*; do
		[ -f "$f" ] && cp "$f" "$BUILD/" &&
			echo "the input is $BUILD/${f##*/}"
	done
	failed fuzz_model_inflate "ended with status $rc after ${runs:-some} runs"
elif [ "${runs:-0}" -lt 1000 ]; then
	failed fuzz_model_inflate "only ${runs:-0} runs in $SECONDS_WANTED s"
else
	passed "fuzz_model_inflate, $runs runs"
fi
suite_end
