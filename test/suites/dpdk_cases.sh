# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# DPDK's suites on our drivers, for the suites dpdk, asan and aarch64. Source
# it after dpdk_test.sh. DPDK_GENS, the generations that are run; the suites
# asan and aarch64 repeat one, and the cases with threads.

DPDK_GENS=${DPDK_GENS:-v2 v3 v5}
sec=crypto_hisi_sec
for gen in v2:264 v3:321 v5:321; do
	[[ " $DPDK_GENS " == *" ${gen%:*} "* ]] || continue
	dpdk_test "cryptodev_uadk_autotest-${gen%:*}" cryptodev_uadk_autotest \
		"${gen#*:}" alias_uadk_sec $sec $sec,device=model,gen="${gen%:*}"
done
dpdk_test cryptodev_uadk_autotest-thread cryptodev_uadk_autotest 321 \
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

# The scheduler's suite makes two workers by itself, which are devices of ours
# (alias_vdev.c). Its log has 40 MB of dumps. Two lcores spin, so that the
# process never rests: no patience.
dpdk_scheduler() {
	local gen=$1 floor=$2 cpus DPDK_LIMIT=300
	local DPDK_PROGRAM=(env "LD_PRELOAD=${DPDK_PRELOAD:-}" dpdk-test)
	cpus=$(eal_lcores | sed 's/[0-9]*@//g')
	export HISI_ALIAS_ARGS=device=model,gen=$gen
	DPDK_LCORES="(0-2)@($cpus)" dpdk_test \
		"cryptodev_scheduler_autotest-$gen" cryptodev_scheduler_autotest \
		"$floor" alias_aesni_mb_sec $sec "$sec,device=model,gen=$gen"
	unset HISI_ALIAS_ARGS
	rm -f "$DPDK_LOGS/cryptodev_scheduler_autotest-$gen.log"
}
