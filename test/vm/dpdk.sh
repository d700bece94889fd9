# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# DPDK's own unmodified unit suites on queue files. Arguments: the engines,
# hpre, zip, sec; none: all of them.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/vm/dpdk_suites.sh"

check load load devices=zip,sec,hpre
check daemon start_daemon
plugins
export PATIENCE_PID=$MODELD_PID
[ $# -gt 0 ] || set -- hpre zip sec
dpdk_suites v3 "$@"
stop_daemon
end
