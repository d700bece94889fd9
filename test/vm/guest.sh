# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside the machine: what its scripts share. Set by init: TOP, BUILD, MODULES.
# In plain sh, as a machine may have nothing but busybox.

FAILED=0
DEBUG=/sys/kernel/debug/hisi_vacc
MODELD=$BUILD/app/hisi-modeld

# A search of all memory, minutes of a processor, is made once, at the end.
[ ! -e /sys/kernel/debug/kmemleak ] || echo scan=off >/sys/kernel/debug/kmemleak

pass() {
	echo "PASS $1"
}

fail() {
	FAILED=1
	echo "FAIL $1: $2"
}

skip() {
	echo "SKIP $1: $2"
}

# seconds: since the machine has started.
seconds() {
	cut -d. -f1 /proc/uptime
}

# check NAME COMMAND...: a case that passes if the command does.
check() {
	local name=$1 log=/run/tmp/check.log began
	began=$(seconds)
	shift
	if "$@" >$log 2>&1; then
		pass "$name"
	else
		fail "$name" "status $?"
		tail -n 40 $log
	fi
	[ $(($(seconds) - began)) -lt 10 ] ||
		echo "INFO $name took $(($(seconds) - began)) s"
}

# load [PARAMETER...]: the modules, the virtual accelerator with parameters.
load() {
	insmod "$MODULES/uacce.ko" && insmod "$MODULES/uacce_pin.ko" &&
		insmod "$MODULES/hisi_vacc.ko" "$@"
}

# start_daemon [OPTION...]: and wait until every device is served.
start_daemon() {
	local i n
	: >/run/modeld.log
	"$MODELD" "$@" >>/run/modeld.log 2>&1 &
	MODELD_PID=$!
	n=$(ls "$DEBUG" | wc -l)
	for i in $(seq 1000); do
		[ "$(grep -c serving /run/modeld.log)" = "$n" ] && return 0
		sleep 0.1
	done
	cat /run/modeld.log
	return 1
}

stop_daemon() {
	kill "${1:--TERM}" $MODELD_PID
	wait $MODELD_PID 2>/dev/null
}

# device ENGINE: the uacce name of the first device of zip, sec2 or hpre.
device() {
	ls /sys/class/uacce | grep "^hisi_$1-" | head -n 1
}

# counter DEVICE NAME
counter() {
	cat "$DEBUG/$1/$2"
}

# plugins: the drivers of the build where only root can write. EAL loads all
# drivers of DPDK, which is most of a program's start: here it finds those only
# that DPDK's own programs link, and mempool_ring.
plugins() {
	local dir=/run/pmds all k
	local keep="bus_pci bus_vdev mempool_ring mempool_stack net_bond
		net_null net_ring event_skeleton crypto_scheduler"
	PLUG="-d /run/plug"
	[ ! -d /run/plug ] || return 0
	mkdir -p -m 700 /run/plug $dir
	cp "$BUILD"/drivers/*.so /run/plug/
	for all in /usr/lib/*/dpdk/pmds-*; do
		for k in $keep; do
			cp -a "$all/librte_$k.so"* $dir/
		done
		mount --bind $dir "$all"
	done
}

# unload: the modules of the tree that are loaded, users first. A file of a
# process that has ended may be open for a moment still.
unload() {
	local m i
	for m in vm_dummy hisi_vacc uacce_pin uacce; do
		for i in $(seq 100); do
			[ -e /sys/module/$m ] || break
			rmmod $m && break
			sleep 0.1
		done
		[ ! -e /sys/module/$m ] || return 1
	done
}

# Memory that nobody points to, on a kernel that looks for it. What is found
# once may be a pointer on its way; what is found twice is lost. A search takes
# minutes, so the last script of a machine makes it for all.
kmemleak() {
	local node=/sys/kernel/debug/kmemleak i
	[ -e $node ] && [ "${LAST:-1}" = 1 ] || return 0
	for i in 1 2; do
		sleep 6 # younger objects are not looked at
		echo scan >$node
	done
	cat $node >/run/kmemleak
	head -n 40 /run/kmemleak
	if [ -s /run/kmemleak ]; then
		fail kmemleak "$(grep -c '^unreferenced' /run/kmemleak) objects"
	else
		pass kmemleak
	fi
}

# The modules can go, and the kernel has nothing to complain about.
end() {
	local bad
	check unload unload
	kmemleak
	dmesg | tr -d '\0' >/run/kernel.log
	[ -s /run/kernel.log ] || fail kernel_log "cannot be read"
	bad=$(grep -E 'BUG:|kernel BUG|WARNING|Oops|KASAN|possible (circular|recursive)|INFO: task|lockdep is turned off|locking correctness|unreferenced|refcount_t' \
		/run/kernel.log)
	if [ -n "$bad" ]; then
		fail kernel_log "$(echo "$bad" | head -n 1)"
		grep -E -A 25 'BUG|WARNING|Oops|possible' /run/kernel.log |
			head -n 80
	else
		pass kernel_log
	fi
	echo END
	exit $FAILED
}
