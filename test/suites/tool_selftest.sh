# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# dpdk-test-accel selftest on each driver and generation: each class that is
# advertised passes, the others are shown as not offered. Source it after
# dpdk_plugins.

# selftest_says VDEV JSON: run it; the results in a file.
selftest_says() {
	timeout -k 5 "$DPDK_LIMIT" "$BUILD/app/dpdk-test-accel" selftest \
		--json -- --no-huge -m 256 --no-pci --lcores "$(eal_lcores)" \
		--file-prefix "hisi-st-$$" -d "$DRIVERS" --vdev "$1" \
		>"$2" 2>"$DPDK_LOGS/selftest.log" </dev/null
}

# selftest_case VDEV OFFERED NOT: the status, the classes that must have passed
# and those that must not be offered, words separated by '|'.
selftest_case() {
	local out=$DPDK_LOGS/selftest.json why
	selftest_says "$1" "$out" || why="status $?"
	why=${why:-}$(python3 -c 'import json, sys
report = json.load(open(sys.argv[1]))
result = {t["test"]: t["result"] for t in report["tests"]}
assert report["failed"] == 0, report
counts = list(report["summary"].values())
assert len(counts) == 1 and counts[0]["untested"] == 0, counts
values = list(result.values())
assert counts[0]["passed"] == values.count("ok"), counts
assert counts[0]["not_offered"] == values.count("not offered"), counts
for want, names in (("ok", sys.argv[2]), ("not offered", sys.argv[3])):
    for name in filter(None, names.split("|")):
        rows = [t for t in result if t.startswith(name)]
        assert rows, name
        for t in rows:
            assert result[t] == want, (t, result[t])' \
		"$out" "$2" "$3" 2>&1)
	if [ -z "$why" ]; then
		passed "selftest $1"
	else
		tail -n 3 "$DPDK_LOGS/selftest.log"
		failed "selftest $1" "$why"
	fi
}

SEC_ALL="AES-128-ECB|AES-192-CBC|AES-128-GCM|AES-256-GCM|AES-128-CCM|AES-128-XTS"
SEC_ALL="$SEC_ALL|SHA1|SHA256|HMAC-SHA1|HMAC-SHA256|SM4-ECB|SM4-CBC|SM3|3DES-CBC"
SEC_ALL="$SEC_ALL|NULL cipher|AES-128-CBC + HMAC|all of these in 3 segments"
SEC_V3="AES-256-CTR|AES-CMAC|AES-XCBC-MAC-96|AES-128-GMAC|SM4-CTR"
selftest_case crypto_hisi_sec,device=model,gen=v2 "$SEC_ALL" \
	"AES-256-CTR|AES-CMAC|AES-XCBC-MAC-96|AES-128-GMAC"
for gen in v3 v5; do
	selftest_case crypto_hisi_sec,device=model,gen=$gen "$SEC_ALL|$SEC_V3" ""
done
HPRE_ALL="RSA-1024|RSA-2048|modular|DH"
HPRE_EC="ECDH|ECPM|ECDSA"
selftest_case crypto_hisi_hpre,device=model,gen=v2 "$HPRE_ALL" "$HPRE_EC"
for gen in v3 v5; do
	selftest_case crypto_hisi_hpre,device=model,gen=$gen \
		"$HPRE_ALL|$HPRE_EC" ""
done
for gen in v2 v3 v5; do
	selftest_case compress_hisi_zip,device=model,gen=$gen \
		"DEFLATE both ways, 3 segments|DEFLATE compress, stream|DEFLATE decompress" ""
done
