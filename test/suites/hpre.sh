#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: crypto_hisi_hpre against OpenSSL, DPDK's asymmetric suites, modex perf
# Minutes: 3

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"
. "$TOP/test/suites/hpre_bench.sh"
dpdk_plugins
need_packages valgrind

# Cases of the openssl flavour that need features which the hardware lacks
# (hpre.md 3.3, 5.8).
#   test_dsa         no DSA
#   test_one_by_one  wants MODINV and even moduli
EXPECTED_FAILURES="test_dsa test_one_by_one"
#   test_mod_inv     no MODINV: skips itself
EXPECTED_SKIPS="test_mod_inv"

# cases WORD LOG: names of the cases that ended so.
cases() {
	sed -n "s/^ + TestCase \[ *[0-9]*\] : \([a-z_0-9]*\) $1\$/\1/p" "$2" |
		xargs
}

# asym_openssl GEN: seven pass, and of the rest each has its reason. Fails as
# well if one of those passes: then the list is out of date.
asym_openssl() {
	local label=cryptodev_openssl_asym_autotest-$1 log good bad skip
	log=$DPDK_LOGS/$label.log
	DPDK_TEST=cryptodev_openssl_asym_autotest \
		LD_PRELOAD="${DPDK_PRELOAD:-}:$ALIASES/patience.so" \
		timeout -k 5 "$DPDK_LIMIT" \
		dpdk-test --no-huge -m 700 --no-pci \
		--file-prefix "hisi-test-$$" -l 0 \
		-d "$DRIVERS/librte_crypto_hisi_hpre.so" \
		-d "$ALIASES/alias_openssl_hpre.so" \
		--vdev "crypto_hisi_hpre,device=model,gen=$1" \
		</dev/null >"$log" 2>&1
	good=$(cases succeeded "$log")
	bad=$(cases failed "$log")
	skip=$(cases skipped "$log")
	if [ "$bad" = "$EXPECTED_FAILURES" ] &&
		[ "$skip" = "$EXPECTED_SKIPS" ] &&
		[ "$(wc -w <<<"$good")" = 7 ]; then
		echo "$label: expected to fail: $bad"
		counts "$label" 7 0 3
	else
		tail -n 5 "$log"
		failed "$label" "failed: ${bad:-none}; skipped: ${skip:-none}; passed: $good"
	fi
}

# The last column of the csv is meaningless if ops failed: look at them all.
modex_perf() {
	local log=$DPDK_LOGS/modex.log row
	timeout -k 5 "$DPDK_LIMIT" dpdk-test-crypto-perf --no-huge -m 700 \
		--no-pci --file-prefix "hisi-perf-$$" --lcores "$(eal_lcores)" \
		-d "$DRIVERS/librte_crypto_hisi_hpre.so" \
		--vdev crypto_hisi_hpre,device=model -- \
		--devtype crypto_hisi_hpre --optype modex --ptest throughput \
		--total-ops 2000 --silent --csv-friendly \
		</dev/null >"$log" 2>&1
	row=$(grep -E '^[0-9]+,' "$log" | cut -d, -f4,5 | head -n 1)
	if [ "$row" = 2000,2000 ]; then
		passed "dpdk-test-crypto-perf --optype modex"
	else
		tail -n 5 "$log"
		failed "dpdk-test-crypto-perf --optype modex" \
			"enqueued and dequeued: ${row:-none} of 2000"
	fi
}

# one_number NAME LINES: their first words are all the same.
one_number() {
	local n
	n=$(cut -d' ' -f1 <<<"$2" | sort -u | xargs)
	if [[ $n =~ ^[1-9][0-9]*$ ]]; then
		passed "$1 ($n)"
	else
		failed "$1" "instructions: ${n:-not counted}"
	fi
}

# Where padding fails must not show in the instructions executed.
padding_counts() {
	local lines scheme
	lines=$("$TOP/test/bench/bench_asym.sh" "$BUILD" padding)
	for scheme in PKCS#1 OAEP; do
		one_number "$scheme: bad padding, instructions" \
			"$(grep -F "$scheme bad" <<<"$lines")"
		one_number "$scheme: good padding, instructions" \
			"$(grep -F "$scheme good" <<<"$lines")"
	done
}

# Nor must the value of a secret: keys, scalars, nonces, plain texts.
secret_counts() {
	local lines kind
	lines=$("$TOP/test/bench/bench_asym.sh" "$BUILD" secret)
	if [ "$(wc -l <<<"$lines")" != 98 ]; then
		failed "secrets, instructions" "not 14 kinds in 7 shapes: $lines"
		return
	fi
	while read -r kind; do
		one_number "$kind" "$(grep -F " $kind: " <<<"$lines")"
	done < <(sed 's/^[0-9]* \(.*\): .*/\1/' <<<"$lines" | uniq)
}

asym_openssl v2
asym_openssl v3
asym_openssl v5
dpdk_test cryptodev_octeontx_asym_autotest-v5 \
	cryptodev_octeontx_asym_autotest 6 alias_octeontx_hpre \
	crypto_hisi_hpre crypto_hisi_hpre,device=model,gen=v5
modex_perf
if [ -x "$BUILD/test/bench/bench_asym" ]; then
	padding_counts
	secret_counts
else
	failed "padding and secrets, instructions" "bench_asym is not built: valgrind's header was missing when meson ran; remove $BUILD and build again"
fi
bench_cases
run_programs hpre
suite_end
