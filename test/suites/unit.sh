#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: wire format, rings, scatter lists, and the model's engines
# Minutes: 1

. "$(dirname "$0")/common.sh"
run_programs unit
suite_end
