#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: unit, functional and dpdk again, under AddressSanitizer and UBSan
# Minutes: 8

. "$(dirname "$0")/common.sh"
. "$TOP/test/suites/dpdk_test.sh"

BUILD=$TOP/build-asan
BUILD_WHAT=tests setup_and_build "$BUILD" -Db_sanitize=address,undefined -Db_lundef=false

export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
run_programs unit --limit-factor 5
# Not for the unit tests: some look for secrets in all memory but the stack,
# and this moves frames off the stack.
export ASAN_OPTIONS=detect_stack_use_after_return=1
run_programs functional --limit-factor 5

# dpdk-test is not instrumented: the library has to come first, and what the
# program itself never frees is not ours.
ASAN_OPTIONS=$ASAN_OPTIONS:detect_leaks=0
DPDK_PRELOAD=$(gcc -print-file-name=libasan.so):$(gcc -print-file-name=libubsan.so)
DPDK_LIMIT=600
dpdk_plugins
DPDK_GENS=v3
. "$TOP/test/suites/dpdk_cases.sh"
suite_end
