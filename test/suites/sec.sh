#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: crypto_hisi_sec: vectors, differential run, raw API, event, ipsec
# Minutes: 3

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

# show PROGRAM: run a program of the build that prints a table, show the table
# and count its cases.
show() {
	local log p f rc
	log=$(mktemp) || die "cannot write to ${TMPDIR:-/tmp}"
	on_exit rm -f "$log"
	"$BUILD/test/functional/test_$1" >"$log" 2>&1 </dev/null
	rc=$?
	grep -E '^(diff|v[235]) ' "$log"
	p=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$log")
	f=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test.*/\1/p' "$log")
	if [ $rc != 0 ]; then
		grep -E 'FAILED|ERROR|repeat' "$log" | head -n 30
		[ "${f:-0}" = 0 ] && f=1
	fi
	counts "$1" "${p:-0}" "${f:-0}" 0
}

echo "generation, file, passed, refused by a limit, refused as invalid:"
show sec_vectors
show sec_diff

dpdk_plugins
sec=crypto_hisi_sec
for gen in v2:219 v3:257 v5:257; do
	dpdk_test "qat_raw_api_autotest-${gen%:*}" \
		cryptodev_qat_raw_api_autotest "${gen#*:}" alias_qat_sec $sec \
		$sec,device=model,gen="${gen%:*}"
done
DPDK_LCORES=$(eal_lcores)
dpdk_test event_crypto_adapter_autotest event_crypto_adapter_autotest 7 - \
	$sec $sec,device=model --vdev event_sw0
DPDK_LCORES=0
DPDK_PROGRAM=(env "LD_PRELOAD=$ALIASES/security_size.so" dpdk-test)
dpdk_test ipsec_autotest ipsec_autotest 14 - $sec $sec,device=model
suite_end
