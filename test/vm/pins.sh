# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The pin interface, case by case.

. "$TOP/test/vm/guest.sh"

check load load devices=zip,sec,hpre
"$BUILD/test/vm/vm_pin_cases" "$@" || FAILED=1
end
