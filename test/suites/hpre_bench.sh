# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Cases of command bench of dpdk-test-accel; sourced by hpre.sh after
# dpdk_test.sh. Rates decide nothing: only that they are there.

# bench RC STDOUT ARGUMENT...: run it; does it end with status RC?
bench() {
	local want=$1 out=$2 rc
	shift 2
	timeout -k 5 "$DPDK_LIMIT" "$BUILD/app/dpdk-test-accel" bench "$@" \
		>"$out" 2>"$out.err" </dev/null
	rc=$?
	[ $rc = "$want" ] && return 0
	tail -n 5 "$out.err" "$out"
	echo "status $rc, not $want"
	return 1
}

# EAL options for a device of our driver, or with "" of another.
bench_eal() {
	BENCH_EAL=(-- --no-huge -m 256 --no-pci --file-prefix "hisi-bench-$$"
		--lcores "$(eal_lcores)" --vdev "$2")
	[ -z "$1" ] || BENCH_EAL+=(-d "$DRIVERS/librte_$1.so")
}

# rows OPS FILE: "OPERATION: RESULT" of each row of a JSON report; a row that
# is ok must have measured OPS ops, with rates.
rows() {
	python3 - "$@" <<-PYTHON
	import json, sys
	ops, name = int(sys.argv[1]), sys.argv[2]
	with open(name) as f:
	    report = json.load(f)
	for r in report["operations"]:
	    if r["result"] == "ok":
	        assert r["ops"] == ops, r
	        assert r["ops_per_second"] > 0, r
	        assert r["libcrypto_ops_per_second"] > 0, r
	        # Rates are whole numbers, which a busy machine makes small.
	        lib = r["libcrypto_ops_per_second"]
	        assert abs(r["ops_per_second"] / lib - r["ratio"]) <= \
	            0.01 * r["ratio"] + 1 / lib, r
	    else:
	        assert "ops_per_second" not in r, r
	    print(r["operation"] + ": " + r["result"])
	assert report["libcrypto"].startswith("OpenSSL 3."), report
	PYTHON
}

# bench_json NAME RC OPS EXPECTED OPTION...: a report with just these rows.
bench_json() {
	local name="dpdk-test-accel bench, $1" rc=$2 ops=$3 want=$4 got
	local out=$DPDK_LOGS/bench.json
	shift 4
	if ! bench "$rc" "$out" --json --ops "$ops" "$@" "${BENCH_EAL[@]}"; then
		failed "$name" "see above"
	elif ! got=$(rows "$ops" "$out"); then
		failed "$name" "not the report that is expected"
	elif [ "$got" != "$want" ]; then
		failed "$name" "its rows: $got"
	else
		passed "$name"
	fi
}

# bench_refused NAME RC TEXT ARGUMENT...: ends with RC and says TEXT.
bench_refused() {
	local name="dpdk-test-accel bench, $1" rc=$2 text=$3
	local out=$DPDK_LOGS/bench.refused
	shift 3
	if ! bench "$rc" "$out" "$@"; then
		failed "$name" "see above"
	elif ! cat "$out" "$out.err" | grep -qF -- "$text"; then
		failed "$name" "it does not say '$text'"
	else
		passed "$name"
	fi
}

bench_table() {
	local name="dpdk-test-accel bench, table" out=$DPDK_LOGS/bench.table
	if ! bench 0 "$out" --ops 16 "${BENCH_EAL[@]}"; then
		failed "$name" "see above"
	elif [ "$(grep -cE '^crypto_hisi_hpre +(RSA|ECDSA|DH) .* 16 +[0-9]+ +[0-9]+ +[0-9.]+  ok$' \
		"$out")" != 6 ]; then
		cat "$out"
		failed "$name" "not six rows that are ok"
	else
		passed "$name"
	fi
}

RSA_ROWS='RSA 2048 sign, PKCS#1: ok
RSA 2048 verify, PKCS#1: ok'
EC_ROWS='ECDSA P-256 sign: ok
ECDSA P-256 verify: ok'
DH_ROWS='DH 2048 public key: ok
DH 2048 shared secret: ok'
# DPDK 22.11's crypto_openssl empties the parameters of a DH session with its
# first op and takes no second one.
DH_OPENSSL='DH 2048 public key: FAILED: the device does not take an op, for 5 s
DH 2048 shared secret: FAILED: the device does not take an op, for 5 s'

bench_cases() {
	bench_eal crypto_hisi_hpre crypto_hisi_hpre,device=model
	bench_table
	bench_json v3 0 100 "$RSA_ROWS
$EC_ROWS
$DH_ROWS"
	bench_eal crypto_hisi_hpre crypto_hisi_hpre,device=model,mode=thread
	bench_json "thread mode, 7 in flight" 0 50 "$RSA_ROWS
$EC_ROWS
$DH_ROWS" --in-flight 7 --burst 3
	bench_eal crypto_hisi_hpre crypto_hisi_hpre,device=model,gen=v2
	bench_json v2 0 1 "$RSA_ROWS
${EC_ROWS//ok/-}
$DH_ROWS"
	bench_eal "" crypto_openssl
	bench_json "crypto_openssl" 1 40 "$RSA_ROWS
${EC_ROWS//ok/-}
$DH_OPENSSL"
	bench_eal "" crypto_null
	bench_refused "no asymmetric device" 1 \
		"this process has no asymmetric crypto device" "${BENCH_EAL[@]}"
	bench_refused "no EAL options" 2 "EAL options that name a device"
	bench_refused "burst too large" 2 \
		"--burst 65 is not a number from 1 to 64" --burst 65 --
	bench_refused "unknown option" 2 "unknown argument '--opps'" --opps 1 --
}
