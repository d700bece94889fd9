# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside a machine with SVA, on the host's root: our drivers and DPDK's
# programs on the queue files of the kernel's own drivers. They use hugepages:
# a page that is not there is an error here, not a fault. Set by init: TOP,
# BUILD, GEN, ROUNDS, SEED.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/vm/programs.sh"
VECTORS=$BUILD/vm/vectors

# bound ENGINE: the PCI address of the function behind a queue file.
bound() {
	basename "$(readlink -f "/sys/class/uacce/$1/device")"
}

plugins
sec=$(device sec2) zip=$(device zip) hpre=$(device hpre)
SEC_VDEV=crypto_hisi_sec,device=$sec
HPRE_VDEV=crypto_hisi_hpre,device=$hpre
ZIP_VDEV=compress_hisi_zip,device=$zip
# How many are free depends on what the kernel uses.
check list_shows_three three_listed "$GEN" '[0-9]*'
check selftest_all_three selftest
check crypto_perf_verify_cbc_64 crypto_verify 64 "--optype cipher-only $CBC" \
	aes-cbc
check crypto_perf_verify_cbc_1024 crypto_verify 1024 \
	"--optype cipher-only $CBC" aes-cbc
check crypto_perf_verify_gcm_1024 crypto_verify 1024 "$GCM" aes-gcm
check compress_perf_verify compress_verify
exit $FAILED
