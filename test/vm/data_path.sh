# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The data path of DPDK programs: system calls, page faults, two processes at
# once, a child.

. "$TOP/test/vm/guest.sh"

# path EAL-OPTION... -- MODE...: the program, without hugepages by default.
path() {
	"$BUILD/test/vm/vm_path" -l 0 --no-pci --no-huge -m 16 --no-shconf \
		--no-telemetry --log-level 'lib.*:error' $PLUG "$@"
}

# System calls of a run of so many ops, in /run/trace.N.
traced() {
	strace -f -o "/run/trace.$1" "$BUILD/test/vm/vm_path" -l 0 --no-pci \
		--no-huge -m 16 --no-shconf --no-telemetry $PLUG \
		--vdev crypto_hisi_sec -- count "$1"
}

# Between the two marks, by the thread that makes them.
no_system_call() {
	traced 500 && traced 2000 || return 1
	awk '/MARK start/ { pid = $1; on = 1; next }
		/MARK stop/ { on = 0; stops++ }
		on && $1 == pid { print; n++ }
		END { exit n > 0 || stops != 1 }' /run/trace.2000
}

# As many calls for 500 ops as for 2000.
setup_once() {
	grep -c ioctl /run/trace.500 /run/trace.2000
	[ "$(grep -c ioctl /run/trace.500)" -gt 2 ] &&
		[ "$(grep -c ioctl /run/trace.500)" = \
			"$(grep -c ioctl /run/trace.2000)" ]
}

# Two programs with all addresses the same, and other data.
two_processes() {
	local a b opts="--base-virtaddr 0x7e0000000000"
	path $opts --vdev crypto_hisi_sec -- verify 600 1 1024 >/run/a 2>&1 &
	a=$!
	path $opts --vdev crypto_hisi_sec -- verify 600 2 1024 >/run/b 2>&1 &
	b=$!
	wait $a && wait $b && grep -h address /run/a /run/b &&
		cmp <(grep address /run/a) <(grep address /run/b)
}

# faults DEVARGS EAL-OPTION...: page faults of the device in a run.
faults() {
	local before args=$1
	shift
	before=$(counter "$sec" page_faults)
	path "$@" --vdev crypto_hisi_sec,"$args" -- verify 200 1 4096 >&2 &&
		echo $(($(counter "$sec" page_faults) - before))
}

pin_devarg() {
	local none with huge
	none=$(faults pin=0) && with=$(faults pin=1) || return 1
	echo "page faults: pin=0 $none, pin=1 $with"
	[ "$none" -gt 0 ] && [ "$with" = 0 ]
}

check load load devices=sec
check daemon start_daemon
plugins
sec=$(device sec2)
check DP1_no_system_call no_system_call
check DP2_setup_is_paid_once setup_once
check AS3_two_dpdk_processes two_processes
check FK5_child_enqueues_nothing path --vdev crypto_hisi_sec -- child 0
check pin_devarg_takes_page_faults_away pin_devarg
stop_daemon
end
