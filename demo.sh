#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Set up everything and run the main job: three tables.

set -u
TOP=$(cd "$(dirname "$0")" && pwd)
. "$TOP/devtools/lib.sh"

MEGABYTES=512
CRYPTO_SIZES=64,1024,4096
CRYPTO_OPS=20000
VERIFY_OPS=5000
COMPRESS_ITERATIONS=2
RUNS=3
# Packets of the counter-proof, the chain with an injected copy.
COUNTER_PACKETS=500
FIND=the
# A step that takes longer than this hangs.
LIMIT=120

usage() {
	cat <<USAGE
usage: ./demo.sh [--json FILE]
Installs what is missing, builds, and runs the drivers on the software model of
the accelerators:
  1. DPDK's own dpdk-test-crypto-perf on crypto_hisi_sec, beside crypto_openssl
  2. DPDK's own dpdk-test-compress-perf on compress_hisi_zip, beside
     compress_zlib and compress_isal
  3. real packets through RSA, AES-GCM and DEFLATE without a copied byte,
     checked with OpenSSL and zlib
and prints a table of each. Needs root and Debian 12 or 13.
  --json FILE   also write the results to FILE
  --help        print this help
USAGE
}

JSON=''
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--json)
		[ -n "${2:-}" ] || die "--json needs the name of a file"
		JSON=$2
		shift
		;;
	*) usage >&2; die "unknown argument '$1'" ;;
	esac
	shift
done

need_root
need_debian
if [ -n "$JSON" ] && [ ! -e "$JSON" ]; then
	{ : >"$JSON" && rm "$JSON"; } 2>/dev/null ||
		die "--json $JSON cannot be written"
fi
need_space "${TMPDIR:-/tmp}" 200
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
on_exit rm -rf "$work"
export TMPDIR=$work
need_packages iproute2 ethtool tcpdump
setup_and_build "$TOP/build"

APP=$TOP/build/app
CACHE=$DEPS/demo
mkdir -p "$CACHE" || die "cannot write to $DEPS: is the disk full?"
eal_memory_args $MEGABYTES
eal_plugin_dir "$TOP/build/drivers"
PREFIX=hisi-demo-$$
on_exit rm -rf "/run/dpdk/$PREFIX"
EAL=(--lcores "$(eal_lcores)" "${EAL_MEMORY[@]}" --no-pci --no-telemetry
	--file-prefix "$PREFIX" --log-level='*:error' -d "$EAL_PLUGINS")

# run NAME COMMAND...: output in $work/NAME; an error ends the script.
run() {
	local name=$1 rc
	shift
	timeout --foreground -k 5 $LIMIT "$@" >"$work/$name" 2>"$work/$name.err"
	rc=$?
	[ $rc = 0 ] && return 0
	[ $rc = 124 ] && die "${1##*/} ($name) did not end within $LIMIT s"
	tail -n 10 "$work/$name" "$work/$name.err" >&2
	die "${1##*/} ($name) failed with status $rc: $(
		grep . "$work/$name.err" | tail -n 1)"
}

# --- Table 1 ---------------------------------------------------------------

ALGORITHMS="aes-cbc aes-gcm aes-cbc-sha256-hmac"
CBC="--cipher-algo aes-cbc --cipher-op encrypt --cipher-key-sz 16
	--cipher-iv-sz 16"

# Options of dpdk-test-crypto-perf for an algorithm.
crypto_options() {
	case "$1" in
	aes-cbc) echo "--optype cipher-only $CBC" ;;
	aes-gcm) echo "--optype aead --aead-algo aes-gcm --aead-op encrypt
		--aead-key-sz 16 --aead-iv-sz 12 --aead-aad-sz 16
		--digest-sz 16" ;;
	aes-cbc-sha256-hmac) echo "--optype cipher-then-auth $CBC
		--auth-algo sha2-256-hmac --auth-op generate --auth-key-sz 64
		--digest-sz 32" ;;
	esac
}

# crypto_perf NAME DRIVER DEVARGS ALGORITHM OPTION...
crypto_perf() {
	local name=$1 driver=$2 args=$3 algorithm=$4
	shift 4
	# shellcheck disable=SC2046 # words are wanted
	run "$name" dpdk-test-crypto-perf "${EAL[@]}" --vdev "$driver$args" \
		-- --devtype "$driver" $(crypto_options "$algorithm") \
		--burst-sz 32 --pool-sz 2048 --csv-friendly --silent "$@"
}

# The program exits with 0 even if every op failed: its counts decide.
crypto_verify() {
	local algorithm size vector counts
	for algorithm in $ALGORITHMS; do
		for size in ${CRYPTO_SIZES//,/ }; do
			vector=$CACHE/$algorithm-$size.vector
			if [ ! -s "$vector" ]; then
				run vector /usr/bin/python3 \
					"$TOP/devtools/make-perf-vector.py" \
					"$algorithm" "$size" "$work/new.vector"
				mv "$work/new.vector" "$vector"
			fi
			crypto_perf verify crypto_hisi_sec ,device=model \
				"$algorithm" --ptest verify --buffer-sz "$size" \
				--total-ops $VERIFY_OPS --test-file "$vector" \
				--test-name vector
			counts=$(awk -F, '/^ *[0-9]+,/ { print $4, $5, $8 }' \
				"$work/verify")
			[ "$counts" = "$VERIFY_OPS $VERIFY_OPS 0" ] ||
				die "verify of $algorithm with $size bytes: enqueued, dequeued and failed are '$counts', expected '$VERIFY_OPS $VERIFY_OPS 0'"
			echo "verify $algorithm $size $counts" >>"$work/crypto.list"
		done
	done
}

# crypto_rates DRIVER DEVARGS ALGORITHM
crypto_rates() {
	crypto_perf rate "$1" "$2" "$3" --ptest throughput \
		--buffer-sz $CRYPTO_SIZES --total-ops $CRYPTO_OPS
	awk -F, -v a="$3" -v d="$1" -v ops=$CRYPTO_OPS '
		/^ *[0-9]+,/ && $4 == ops && $5 == ops {
			print "rate", a, d, $2, $9
			n++
		}
		END { exit n != 3 }' "$work/rate" >>"$work/crypto.list" ||
		die "dpdk-test-crypto-perf on $1 did not complete all ops of $3"
}

table1() {
	local i algorithm
	say "dpdk-test-crypto-perf: verifying on crypto_hisi_sec"
	crypto_verify
	say "dpdk-test-crypto-perf: crypto_hisi_sec and crypto_openssl in turn, $RUNS times"
	for ((i = 0; i < RUNS; i++)); do
		for algorithm in $ALGORITHMS; do
			crypto_rates crypto_hisi_sec ,device=model "$algorithm"
			crypto_rates crypto_openssl '' "$algorithm"
		done
	done
}

# --- Table 2 ---------------------------------------------------------------

# compress_perf NAME DRIVER DEVARGS OPTION...
compress_perf() {
	local name=$1 driver=$2 args=$3
	shift 3
	run "$name" dpdk-test-compress-perf "${EAL[@]}" --vdev "$driver$args" \
		-- --driver-name "$driver" --input-file "$INPUT" --seg-sz 4096 \
		--max-num-sgl-segs 1 --compress-level 1 --huffman-enc dynamic \
		"$@"
}

# compress_line NAME WORD...: keep the line of results, which must be there.
compress_line() {
	local name=$1
	shift
	awk -v head="$*" '
		/^ *[0-9]+ +[0-9]+ +[0-9]+ / {
			$1 = $2 = ""
			print head, $0
			n++
		}
		END { exit n != 1 }' "$work/$name" >>"$work/compress.list" ||
		die "dpdk-test-compress-perf ($*) gave no result"
}

table2() {
	local i driver args
	INPUT=$(dpkg -L libssl3 | grep '/libcrypto\.so\.3$')
	[ -r "$INPUT" ] || die "libcrypto.so.3, the file to compress, is not there"
	say "dpdk-test-compress-perf: verifying on compress_hisi_zip with $INPUT"
	compress_perf verify compress_hisi_zip ,device=model --ptest verify \
		--num-iter 1
	compress_line verify verify compress_hisi_zip
	say "dpdk-test-compress-perf: compress_hisi_zip, compress_zlib and compress_isal in turn, $RUNS times"
	for ((i = 0; i < RUNS; i++)); do
		for driver in compress_hisi_zip compress_zlib compress_isal; do
			args=''
			[ $driver = compress_hisi_zip ] && args=,device=model
			compress_perf rate $driver "$args" --ptest throughput \
				--num-iter $COMPRESS_ITERATIONS
			compress_line rate rate $driver
		done
	done
}

# --- Table 3 ---------------------------------------------------------------

# The capture and what the sender makes of it are kept for the next time.
make_input() {
	local send=$APP/accel-chain-send
	if [ ! -s "$CACHE/capture.pcap" ]; then
		say "capturing a TCP transfer between two network namespaces"
		"$TOP/devtools/make-capture.sh" "$CACHE/capture.pcap" ||
			die "there is no capture to work on"
	fi
	if [ ! -s "$CACHE/wrapped.pcap" ] || [ ! -s "$CACHE/short.pcap" ] ||
		[ "$send" -nt "$CACHE/wrapped.pcap" ] ||
		[ "$CACHE/capture.pcap" -nt "$CACHE/wrapped.pcap" ]; then
		say "wrapping the payload of each packet"
		rm -f "$CACHE/wrapped.pcap" "$CACHE/short.pcap"
		run wrap "$send" --in "$CACHE/capture.pcap" --new-key \
			"$CACHE/key.pem" --out "$work/wrapped.pcap"
		run wrap "$send" --in "$CACHE/capture.pcap" --key \
			"$CACHE/key.pem" --out "$work/short.pcap" \
			--count $COUNTER_PACKETS
		mv "$work/wrapped.pcap" "$work/short.pcap" "$CACHE" ||
			die "$CACHE cannot be written: is the disk full?"
	fi
}

# chain NAME CAPTURE OPTION...: packets per second are shown while it runs.
chain() {
	local name=$1 capture=$2 rc
	shift 2
	timeout --foreground -k 5 $LIMIT "$APP/dpdk-test-accel" chain \
		--key "$CACHE/key.pem" --find "$FIND" --json \
		--asym crypto_hisi_hpre --sym crypto_hisi_sec \
		--comp compress_hisi_zip --log "$work/$name.log" "$@" \
		-- "${EAL[@]}" \
		--vdev "net_pcap0,rx_pcap=$capture" \
		--vdev "net_pcap1,tx_pcap=$work/$name.pcap" \
		--vdev "crypto_hisi_hpre,device=model,trace=$work/$name.hpre" \
		--vdev "crypto_hisi_sec,device=model,trace=$work/$name.sec" \
		--vdev "compress_hisi_zip,device=model,trace=$work/$name.zip" \
		>"$work/$name.json"
	rc=$?
	[ $rc = 0 ] || die "the chain ($name) failed with status $rc"
}

# check NAME CAPTURE OPTION...: status of accel-chain-check.
check() {
	local name=$1 capture=$2
	shift 2
	timeout --foreground -k 5 $LIMIT "$APP/accel-chain-check" \
		--original "$CACHE/capture.pcap" --wrapped "$capture" \
		--key "$CACHE/key.pem" --output "$work/$name.pcap" \
		--result "$work/$name.json" --log "$work/$name.log" \
		--trace-asym "$work/$name.hpre" --trace-sym "$work/$name.sec" \
		--trace-comp "$work/$name.zip" --json "$@" \
		>"$work/$name.check" 2>"$work/$name.err"
}

table3() {
	make_input
	say "dpdk-test-accel chain: $CACHE/wrapped.pcap through HPRE, SEC and ZIP"
	chain main "$CACHE/wrapped.pcap"
	say "accel-chain-check: every packet against OpenSSL and zlib, and no byte copied"
	check main "$CACHE/wrapped.pcap" || {
		cat "$work/main.check" "$work/main.err" >&2
		die "the check of the chain failed"
	}
	say "counter-proof: a chain that copies must not pass the check"
	chain copy "$CACHE/short.pcap" --inject-copy
	check copy "$CACHE/short.pcap" --count $COUNTER_PACKETS
	[ $? = 1 ] || die "the check does not notice that the payload was copied"
}

# --- All -------------------------------------------------------------------

table1
table2
table3
run tables /usr/bin/python3 "$TOP/devtools/demo-report.py" "$work" ${JSON:+"$JSON"}
cat "$work/tables"
