#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: DPDK's own examples and crypto-perf, unmodified, on crypto_hisi_sec
# Minutes: 9

. "$(dirname "$0")/common.sh"

EXAMPLES=/usr/share/dpdk/examples
PCAP=$TOP/test/suites/apps_pcap.py
KEY=000102030405060708090a0b0c0d0e0f
IV=101112131415161718191a1b1c1d1e1f
AUTH_KEY=202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f

need_packages dpdk-dev dpdk-doc libdpdk-dev libjansson-dev openssl \
	iproute2 iputils-ping procps tcpdump
eal_plugin_dir "$BUILD/drivers"
WORK=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$WORK"

# example NAME: build it in $WORK, as its own Makefile does.
example() {
	cp -rL "$EXAMPLES/$1" "$WORK/" &&
		quiet make -C "$WORK/$1" shared ||
		die "cannot build DPDK's example $1"
}

# colons HEX
colons() {
	sed 's/../&:/g; s/:$//' <<<"$1"
}

# command_line PROGRAM VDEV... -- ARGUMENT...: set CMD, with EAL's options.
command_line() {
	local vdevs=() program=$1
	shift
	while [ "$1" != -- ]; do
		vdevs+=(--vdev "$1")
		shift
	done
	CMD=("$WORK/$program" --no-huge -m 512 --no-pci
		--file-prefix "hisi-apps-$$" -l 0 -d "$EAL_PLUGINS"
		"${vdevs[@]}" "$@")
}

# fips LABEL WANTED-LINE [ARGUMENT...]
fips() {
	local label=$1 wanted=$2
	shift 2
	command_line fips_validation/build/fips_validation \
		crypto_hisi_sec,device=model -- --self-test \
		--cryptodev crypto_hisi_sec --req-file "$WORK" \
		--rsp-file "$WORK" --path-is-folder "$@"
	timeout -k 5 300 "${CMD[@]}" </dev/null >"$WORK/log" 2>&1
	if grep -q "$wanted" "$WORK/log"; then
		passed "$label"
	else
		tail -n 5 "$WORK/log"
		failed "$label" "it does not say '$wanted'"
	fi
}

# l2fwd GEN LABEL AUTH-KEY ARGUMENT...: encrypt a capture, check the result.
l2fwd() {
	local gen=$1 label=$2 auth=$3 said i pid
	shift 3
	"$PCAP" make "$WORK/in.pcap" || die "cannot write a capture"
	rm -f "$WORK/out.pcap"
	command_line l2fwd-crypto/build/l2fwd-crypto \
		"crypto_hisi_sec,device=model,gen=$gen" \
		"net_pcap0,rx_pcap=$WORK/in.pcap,tx_pcap=$WORK/out.pcap" \
		-- -p 1 --cdev_type ANY -T 0 --cipher_algo aes-cbc \
		--cipher_op ENCRYPT --cipher_key "$(colons $KEY)" \
		--cipher_iv "$(colons $IV)" "$@"
	timeout -k 5 120 "${CMD[@]}" </dev/null >"$WORK/log" 2>&1 &
	pid=$!
	# It never ends by itself: wait until all is out, or it is hopeless.
	for ((i = 0; i < 60; i++)); do
		sleep 1
		"$PCAP" complete "$WORK/in.pcap" "$WORK/out.pcap" && break
		kill -0 $pid 2>/dev/null || break
	done
	kill -INT $pid 2>/dev/null
	wait $pid 2>/dev/null
	if said=$("$PCAP" check "$WORK/in.pcap" "$WORK/out.pcap" $KEY $IV \
		$auth 2>&1); then
		passed "$label: $said"
	else
		tail -n 5 "$WORK/log"
		failed "$label" "$said"
	fi
}

# perf_verify LABEL DRIVER WORKERS EAL-OPTION...: dpdk-test-crypto-perf compares
# every result with a vector, on devices of DRIVER. Its status is 0 even if ops
# fail: the counts of each worker decide.
PERF_OPS=1000
perf_verify() {
	local label="crypto-perf: $1" driver=$2 workers=$3 counts wanted cpus
	shift 3
	cpus=$(eal_lcores | sed 's/[0-9]*@//g')
	timeout -k 5 120 dpdk-test-crypto-perf --no-huge -m 512 --no-pci \
		--file-prefix "hisi-apps-$$" --lcores "$(perf_lcores "$workers" \
		"$*")@($cpus)" -d "$EAL_PLUGINS" "$@" -- \
		--devtype "$driver" --optype aead --aead-algo aes-gcm \
		--aead-op encrypt --aead-key-sz 16 --aead-iv-sz 12 \
		--aead-aad-sz 16 --digest-sz 16 --buffer-sz 1024 \
		--ptest verify --test-file "$WORK/vector" --test-name vector \
		--total-ops $PERF_OPS --burst-sz 32 --pool-sz 4096 \
		--csv-friendly --silent </dev/null >"$WORK/log" 2>&1
	counts=$(awk -F, '/^ *[0-9]+,/ { print $4, $5, $8 }' "$WORK/log")
	wanted=$(yes "$PERF_OPS $PERF_OPS 0" | head -n "$workers")
	if [ "$counts" = "$wanted" ]; then
		passed "$label, $PERF_OPS ops each"
	else
		tail -n 5 "$WORK/log"
		failed "$label" "enqueued, dequeued and failed are '${counts//$'\n'/, }'"
	fi
}

# perf_lcores WORKERS OPTIONS: the main lcore, the workers, and those of a
# corelist among the options.
perf_lcores() {
	local last=$1
	[[ $2 != *corelist* ]] || last=$((last + 2))
	echo "(0-$last)"
}

# perf_scheduler MODE NB [MORE]: crypto_scheduler over NB devices of ours.
perf_scheduler() {
	local mode=$1 nb=$2 more=${3:-} i workers='' vdevs=()
	for ((i = 0; i < nb; i++)); do
		vdevs+=(--vdev "crypto_hisi_sec$i,device=model")
		workers+=,worker=crypto_hisi_sec$i
	done
	perf_verify "scheduler, $mode, $nb devices" crypto_scheduler 1 \
		"${vdevs[@]}" --vdev "crypto_scheduler$workers,mode=$mode$more"
}

perf_cases() {
	local mode nb devices=()
	quiet /usr/bin/python3 "$TOP/devtools/make-perf-vector.py" aes-gcm 1024 \
		"$WORK/vector" || die "cannot make a test vector"
	devices=(--vdev crypto_hisi_sec0,device=model
		--vdev crypto_hisi_sec1,device=model,gen=v5)
	perf_verify '2 devices, 3 workers' crypto_hisi_sec 3 "${devices[@]}"
	devices+=(--vdev crypto_hisi_sec2,device=model
		--vdev crypto_hisi_sec3,device=model)
	perf_verify '4 devices, 4 workers' crypto_hisi_sec 4 "${devices[@]}"
	# These two modes know a primary and a secondary device.
	for mode in packet-size-distr fail-over; do
		perf_scheduler $mode 2
	done
	for nb in 2 4; do
		perf_scheduler round-robin $nb
		perf_scheduler multi-core $nb ',corelist=2;3'
	done
}

perf_cases
example fips_validation
fips fips_validation 'finished self-test successfully'
# The example's own way to show that its self-test can fail.
fips 'fips_validation, broken on purpose' 'Failed test SELF_TEST_3DES_2KEY_CBC_test_vector Encrypt' \
	--broken-test-id 3 --broken-test-dir enc

example l2fwd-crypto
for gen in v2 v3; do
	l2fwd $gen "l2fwd-crypto $gen aes-cbc" '' --chain CIPHER_ONLY
	l2fwd $gen "l2fwd-crypto $gen aes-cbc, hmac" $AUTH_KEY \
		--chain CIPHER_HASH --auth_algo sha2-256-hmac \
		--auth_op GENERATE --auth_key "$(colons $AUTH_KEY)" \
		--digest_size 32
done

# On Arm it includes files of the folder "common" beside its own.
cp -rL "$EXAMPLES/common" "$WORK/"
example ipsec-secgw
. "$TOP/test/suites/apps_ipsec.sh"
suite_end
