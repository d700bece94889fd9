# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# DPDK's suites on our drivers, for the suites dpdk, asan and aarch64. Source
# it after dpdk_test.sh. DPDK_GENS, the generations that are run; the suites
# asan and aarch64 repeat one, and the cases with threads.

DPDK_GENS=${DPDK_GENS:-v2 v3 v5}
sec=crypto_hisi_sec
for gen in v2:253 v3:293 v5:293; do
	[[ " $DPDK_GENS " == *" ${gen%:*} "* ]] || continue
	dpdk_test "cryptodev_uadk_autotest-${gen%:*}" cryptodev_uadk_autotest \
		"${gen#*:}" alias_uadk_sec $sec $sec,device=model,gen="${gen%:*}"
done
dpdk_test cryptodev_uadk_autotest-thread cryptodev_uadk_autotest 293 \
	alias_uadk_sec $sec $sec,device=model,mode=thread,threads=2,unordered=1
for gen in $DPDK_GENS; do
	dpdk_test compressdev_autotest-$gen compressdev_autotest 27 - \
		compress_hisi_zip compress_hisi_zip,device=model,gen=$gen
done
dpdk_test compressdev_autotest-thread compressdev_autotest 27 - \
	compress_hisi_zip \
	compress_hisi_zip,device=model,mode=thread,threads=2,unordered=1
dpdk_test cryptodev_octeontx_asym_autotest cryptodev_octeontx_asym_autotest 6 \
	alias_octeontx_hpre crypto_hisi_hpre crypto_hisi_hpre,device=model
