# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Everything dies under load: clients, daemon, devices, modules. Every op has
# to come back once, and the next open has to work. Arguments: rounds of each
# kind; steps and seed of the fuzzer; rounds of the search for leaks.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/vm/programs.sh"
ROUNDS=$1 STEPS=$2 SEED=$3 LEAK=$4
DRIVER=/sys/bus/platform/drivers/hisi_vacc
export MODELD

daemon_killed() {
	local i
	for i in $(seq "$ROUNDS"); do
		storm "$i" || return 1
		stop_daemon -KILL
		storm_is_over && start_daemon && next_open || return 1
	done
}

device_removed() {
	local i
	for i in $(seq "$ROUNDS"); do
		storm "$i" || return 1
		echo hisi_vacc.0 >$DRIVER/unbind
		storm_is_over || return 1
		: >/run/modeld.log
		echo hisi_vacc.0 >$DRIVER/bind
		served && next_open || return 1
	done
	sec=$(device sec2)
}

# The daemon serves the one device.
served() {
	local i
	for i in $(seq 1000); do
		grep -q serving /run/modeld.log && return 0
		sleep 0.1
	done
	return 1
}

modules_reloaded() {
	local i
	for i in $(seq "$ROUNDS"); do
		storm "$i" || return 1
		! rmmod hisi_vacc 2>/dev/null || return 1
		stop_daemon -KILL
		rmmod hisi_vacc && storm_is_over &&
			insmod "$MODULES/hisi_vacc.ko" devices=sec &&
			start_daemon && next_open || return 1
	done
	sec=$(device sec2)
}

# And all of the device's queues are free, not only as many as before.
client_killed() {
	clients_killed "$ROUNDS" && [ "$(free_queues)" = 64 ]
}

reset_storm() {
	local i
	for i in $(seq "$ROUNDS"); do
		storm "$i" || return 1
		"$MODELD" --device "$sec" --reset && storm_is_over || return 1
	done
	for i in $(seq $((ROUNDS * 5))); do
		"$MODELD" --device "$sec" --reset || return 1
	done
	next_open && [ "$(counter "$sec" resets)" -ge $((ROUNDS * 6)) ]
}

# A client, its device stalled: nothing comes back; then all of it.
stalled() {
	storm 1 || return 1
	"$MODELD" --device "$sec" --stall on && sleep 1 &&
		kill -0 $STORM && "$MODELD" --device "$sec" --stall off &&
		sleep 0.3 && "$MODELD" --device "$sec" --reset && storm_is_over
}

# A daemon that dies during a reset is not a device that hangs.
daemon_killed_during_reset() {
	local reset
	kill -STOP $MODELD_PID
	"$MODELD" --device "$sec" --reset &
	reset=$!
	sleep 1
	stop_daemon -KILL
	wait $reset && [ "$(cat "/sys/class/uacce/$sec/isolate")" = 0 ] &&
		start_daemon && next_open
}

check load load devices=sec
check daemon start_daemon
plugins
sec=$(device sec2)
check first_open next_open
check AS5_kill_client_under_load client_killed
check daemon_killed_under_load daemon_killed
check device_removed_under_load device_removed
check modules_reloaded_under_load modules_reloaded
check reset_storm reset_storm
check stalled_device stalled
check daemon_killed_during_reset daemon_killed_during_reset
"$BUILD/test/vm/vm_leak" "$LEAK" || FAILED=1
stop_daemon
rmmod hisi_vacc
check load_all insmod "$MODULES/hisi_vacc.ko"
check daemon_for_all start_daemon
"$BUILD/test/vm/vm_fuzz" "$STEPS" "$SEED" || FAILED=1
stop_daemon
end
