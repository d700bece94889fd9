#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: the drivers in EAL, against OpenSSL, zlib, vectors and faults
# Minutes: 2

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

run_programs functional
dpdk_plugins
. "$TOP/test/suites/tool_selftest.sh"
suite_end
