# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Queue files, case by case.

. "$TOP/test/vm/guest.sh"
export MODELD

check load load devices=zip,sec,hpre
"$BUILD/test/vm/vm_control_cases" || FAILED=1
# Fewer files than queues, as shells give a daemon with many queues.
ulimit -Sn 24
check daemon start_daemon
ulimit -Sn 1024
export MODELD_PID
for p in queue address store; do
	"$BUILD/test/vm/vm_${p}_cases" "$@" || FAILED=1
done
kill -CONT $MODELD_PID # if a case that stopped it has failed
stop_daemon
cat /run/modeld.log
end
