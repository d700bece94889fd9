#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: DPDK's own unit tests (unmodified dpdk-test) on the drivers
# Minutes: 3

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"
dpdk_plugins
. "$TOP/test/suites/dpdk_cases.sh"
dpdk_scheduler v3 638
suite_end
