# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Clients that do their worst: memory that never answers, work without an end,
# memory of the host. Other clients, resets, removal and the next daemon must
# not wait for them.

. "$TOP/test/vm/guest.sh"
H=/run/hostile
DRIVER=/sys/bus/platform/drivers/hisi_vacc

# attack NAME ARGUMENT...: start a hostile client as user 1000, and wait until
# it has done its worst.
attack() {
	: >/run/attack.log
	AS_UID=1000 $H "$@" >/run/attack.log 2>&1 &
	ATTACKER=$!
	for i in $(seq 600); do
		grep -q ready /run/attack.log && return 0
		kill -0 $ATTACKER 2>/dev/null || break
		sleep 0.1
	done
	cat /run/attack.log
	return 1
}

attack_over() {
	kill -KILL $ATTACKER
	wait $ATTACKER 2>/dev/null
	return 0
}

# most LOG: the longest wait of a client, in microseconds.
most() {
	sed -n 's/.*most: \([0-9]*\)$/\1/p' "$1"
}

# unhurt CLIENT SECONDS: another client works, and waits for no operation
# longer than 3 s.
unhurt() {
	AS_UID=1001 timeout 100 $H "$1" "$2" >/run/victim.log || return 1
	cat /run/victim.log
	echo "INFO $(cat /run/victim.log)" >>/run/info
	[ "$(most /run/victim.log)" -lt 3000000 ]
}

others_work() {
	unhurt victim_sec 2 && unhurt opener_zip 2
}

# within SECONDS COMMAND...
within() {
	local began limit=$1
	began=$(seconds)
	shift
	"$@" || return 1
	echo "took $(($(seconds) - began)) s"
	[ $(($(seconds) - began)) -le "$limit" ]
}

reset_of() {
	within 8 "$MODELD" --device "$(device "$1")" --reset
}

gone() {
	local i
	for i in $(seq 80); do
		[ -d /proc/$1/task ] || return 0
		sleep 0.1
	done
	grep -H . /proc/$1/task/*/stack
	return 1
}

# A killed daemon ends, and the next one serves at once.
next_daemon() {
	kill -KILL $MODELD_PID
	wait $MODELD_PID 2>/dev/null
	gone $MODELD_PID && within 10 start_daemon
}

# It ends by SIGTERM within seconds, whatever runs.
daemon_ends() {
	within 5 stop_daemon && gone $MODELD_PID && start_daemon
}

device_goes() {
	within 8 sh -c "echo hisi_vacc.1 >$DRIVER/unbind" &&
		echo hisi_vacc.1 >$DRIVER/bind && served && open_to_all
}

served() {
	local i
	for i in $(seq 200); do
		[ "$(grep -c serving /run/modeld.log)" -ge 4 ] && return 0
		sleep 0.1
	done
	return 1
}

# Nothing of the attack is left: all queues of the device are free.
all_free() {
	local i
	for i in $(seq 100); do
		[ "$(cat "/sys/class/uacce/$(device "$1")/available_instances")" = 64 ] &&
			return 0
		sleep 0.1
	done
	cat "/sys/class/uacce/$(device "$1")/available_instances"
	return 1
}

# A device that comes back has a new node, for root only.
open_to_all() {
	chmod 666 /dev/hisi_*-[0-9]*
}

never_answers() {
	check fuse_page_is_waited_for attack fuse 200
	check fuse_others_work others_work
	check fuse_reset_waits_for_nothing reset_of sec2
	check fuse_reset_of_another_device reset_of hpre
	check fuse_others_work_after_reset others_work
	attack_over
	kill_user
	check fuse_all_is_given_back all_free sec2
	umount /run/tmp/never
	check fuse_again attack fuse 200
	check fuse_daemon_killed next_daemon
	check fuse_next_daemon_serves others_work
	attack_over; kill_user; umount /run/tmp/never
	check fuse_once_more attack fuse 200
	check fuse_daemon_ends daemon_ends
	check fuse_device_goes device_goes
	check fuse_others_work_at_last others_work
	attack_over; kill_user; umount /run/tmp/never
	check uffd_stop_and_close_return timeout 60 $H uffd
}

# Processes of user 1000.
kill_user() {
	local p
	for p in /proc/[0-9]*; do
		[ "$(stat -c %u "$p" 2>/dev/null)" = 1000 ] &&
			kill -KILL "${p#/proc/}"
	done
	return 0
}

rss() {
	sed -n 's/^VmRSS:[ \t]*\([0-9]*\) kB/\1/p' /proc/$MODELD_PID/status
}

# The daemon does not grow by more than 160 MiB, however long the lists are:
# 64 MiB for each user at once, and what one operation may have.
bounded_memory() {
	local before most=0 now i
	before=$(rss)
	attack gather_zip 128 || return 1
	for i in $(seq 40); do
		now=$(rss)
		[ "$now" -gt $most ] && most=$now
		sleep 0.1
	done
	echo "INFO hisi-modeld: $before kB before lists of 128 MiB, at most $most kB" |
		tee -a /run/info
	attack_over
	[ $((most - before)) -lt 163840 ]
}

no_end() {
	check list_close_returns timeout 100 $H list_zip 2000
	check slow_work_without_end attack slow_zip 200
	check slow_others_work others_work
	check slow_reset reset_of zip
	attack_over
	check slow_again attack slow_zip 200
	check slow_daemon_ends daemon_ends
	attack_over
	check slow_all_is_given_back all_free zip
}

# p99_beside CLIENT: wait of a victim's 100-byte operations, at 99 %, in us, while the
# other client has all places of the device busy.
p99_beside() {
	attack "$1" 200 || return 1
	AS_UID=1001 timeout 100 $H victim_zip 6 >/run/victim.log || return 1
	attack_over
	echo "INFO beside $1: $(cat /run/victim.log)" >>/run/info
	P99=$(sed -n 's/.*at 99 %: \([0-9]*\),.*/\1/p' /run/victim.log)
}

# The worst work costs a victim a few times the wait that it has beside a client that
# works well with as many queues. The bound is wide: the host may be busy.
fair_wait() {
	local well
	p99_beside load_zip && well=$P99 && p99_beside slow_zip || return 1
	echo "INFO p99 wait beside slow work: $P99 us, beside good work: $well us, $((P99 * 10 / well)) tenths" |
		tee -a /run/info
	[ "$P99" -lt $((well * 20)) ]
}

cp "$BUILD/test/vm/vm_hostile" $H
chmod 755 $H
chmod 1777 /run/tmp
check load load devices=zip,sec,hpre
check daemon start_daemon
open_to_all
if [ -e /run/kmod/fuse.ko ] && insmod /run/kmod/fuse.ko; then
	chmod 666 /dev/fuse
	never_answers
else
	skip fuse "no module fuse"
fi
no_end
check fair_wait_beside_slow_work fair_wait
check lists_cost_bounded_memory bounded_memory
[ ! -e /run/info ] || sed 's/^/INFO /;s/INFO INFO/INFO/' /run/info
stop_daemon
end
