#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: the drivers in EAL, against OpenSSL, zlib, vectors and faults
# Minutes: 2

. "$(dirname "$0")/common.sh"
run_programs functional
suite_end
