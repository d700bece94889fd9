# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The drivers on real queue files: listed, tested, measured with DPDK's own
# programs. The vectors of dpdk-test-crypto-perf are in the build folder.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/vm/programs.sh"
VECTORS=$BUILD/vm/vectors

check load load devices=zip,sec,hpre
check daemon start_daemon
plugins
program_cases v3 64
sec=$(device sec2) zip=$(device zip) hpre=$(device hpre)
for d in $sec $zip $hpre; do
	echo "INFO $d: $(counter $d doorbells) doorbells," \
		"$(counter $d completions) completions," \
		"$(counter $d page_faults) page faults," \
		"$(counter $d bad_accesses) bad accesses," \
		"$(counter $d resets) resets"
	check "counters_$d" test "$(counter $d completions)" -gt 0
done
stop_daemon
end
