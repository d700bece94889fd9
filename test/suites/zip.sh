#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: 1e5 random streams against zlib, gzip(1), dpdk-test-compress-perf
# Minutes: 12

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

run_programs zip
dpdk_plugins
LCORES=$(eal_lcores)
FILES=$DPDK_LOGS

# Real files of every kind, short enough to take a second each.
cat "$TOP"/doc/hardware/*.md | head -c 200000 >"$FILES/text"
head -c 300000 "$(command -v dpdk-test-compress-perf)" | tail -c 200000 \
	>"$FILES/binary"
gzip -9c "$TOP"/doc/hardware/*.md | head -c 100000 >"$FILES/compressed"
head -c 200000 /dev/zero >"$FILES/zeros"
head -c 100000 /dev/urandom >"$FILES/random"
. "$TOP/test/suites/zip_gzip.sh"
. "$TOP/test/suites/zip_files.sh"
. "$TOP/test/suites/zip_perf.sh"
suite_end
