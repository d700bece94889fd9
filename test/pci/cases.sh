# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Cases that run inside the machine; sourced by init.

DRIVERS="hisi_zip hisi_sec2 hisi_hpre"
# Parameters of the drivers.
OPTIONS=
# Messages of the drivers that are no errors: SEC reports each wrong
# authentication tag, and the self-tests contain many.
EXPECTED='flag\[3\], icv\[2\]|sec_cb_status_check: .* callbacks suppressed'
EXPECTED="$EXPECTED|SMMU Opened|taints kernel|tainting kernel|cryptd: max_cpu"
EXPECTED="$EXPECTED|optimization enabled|FLR resetting|FLR reset complete"
EXPECTED="$EXPECTED|Registered PF_ALG|enabling device \(0000 -> 0002\)"
# Said of a slow host.
EXPECTED="$EXPECTED|hrtimer: interrupt took|clocksource: "

# verdicts DRIVER: "driver-name name selftest" of what a driver registered.
verdicts() {
	awk -v mod="$1" -v RS= -F'\n' '{
		d = m = s = n = ""
		for (i = 1; i <= NF; i++) {
			split($i, kv, / *: /)
			if (kv[1] == "driver") d = kv[2]
			if (kv[1] == "module") m = kv[2]
			if (kv[1] == "selftest") s = kv[2]
			if (kv[1] == "name") n = kv[2]
		}
		if (m == mod) print d, n, s
	}' /proc/crypto
}

# functions DRIVER: PCI addresses bound to a driver.
functions() {
	(cd "/sys/bus/pci/drivers/$1" 2>/dev/null && ls -d 0000:*) 2>/dev/null
}

# settled DRIVER: wait until no self-test of its algorithms is under way.
settled() {
	local n=0
	while verdicts "$1" | grep -vq ' passed$'; do
		n=$((n + 1))
		[ $n -gt 120 ] && return 1
		sleep 0.5
	done
}

# quiet_so_far CASE: nothing was said since the last look that is not
# expected; what was said is shown.
quiet_so_far() {
	local said
	said=$(dmesg -c | grep -Ev "$EXPECTED")
	[ -z "$said" ] && return 0
	echo "$said" | sed 's/^/INFO dmesg /'
	echo "FAIL $1 messages: $(echo "$said" | head -n 1)"
	return 1
}

# sent DRIVER: descriptors the driver has sent, of its debugfs counters.
sent() {
	cat "/sys/kernel/debug/$1"/*/*_dfx/send_cnt 2>/dev/null |
		awk '{ s += $1 } END { print s + 0 }'
}

# queues DRIVER: how many queues the driver gives to its function.
queues() {
	cat "/sys/module/$1/parameters/pf_q_num"
}

# Probe: each driver binds to its function and says nothing worrying.
case_probe() {
	local d
	dmesg -c >/dev/null
	# Only Debian's kernels lack it, and SEC falls back to it.
	modprobe sm4_generic || echo "FAIL probe sm4_generic: does not load"
	for d in $DRIVERS; do
		if ! modprobe "$d" $OPTIONS; then
			echo "FAIL probe $d: the module does not load"
		elif [ -z "$(functions "$d")" ]; then
			echo "FAIL probe $d: no function bound"
		else
			echo "PASS probe $d"
		fi
		settled "$d" || echo "FAIL probe $d: self-tests do not end"
		quiet_so_far "probe $d" && echo "PASS probe $d messages"
	done
}

# Self-tests of the kernel's crypto manager. It also says "passed" where an
# algorithm could not be made for want of a fallback; that is a message, which
# fails the case probe. And each driver must have given its device work.
case_selftest() {
	local d
	for d in $DRIVERS; do
		if [ -z "$(verdicts "$d")" ]; then
			echo "SKIP selftest $d: it registers no algorithm on this generation"
			continue
		fi
		verdicts "$d" | while read -r driver name verdict; do
			if [ "$verdict" = passed ]; then
				echo "PASS selftest $d $driver"
			else
				echo "FAIL selftest $d $driver: $verdict"
			fi
		done
		if [ "$(sent "$d")" -gt 0 ]; then
			echo "PASS selftest $d sent $(sent "$d") descriptors"
		else
			echo "FAIL selftest $d: no descriptor was sent"
		fi
	done
}

# What ./demo-vm.sh prints.
case_show() {
	local d f
	echo "SHOW function      device     rev   driver     queues  descriptors"
	for d in $DRIVERS; do
		for f in $(functions "$d"); do
			cd "/sys/bus/pci/devices/$f" || continue
			printf 'SHOW %s  %s:%s  %s  %-9s  %6s  %11s\n' "$f" \
				"$(cut -c3- vendor)" "$(cut -c3- device)" \
				"$(cat revision)" "$d" "$(queues "$d")" \
				"$(sent "$d")"
			cd /
		done
	done
	echo "SHOW"
	echo "SHOW self-test  driver     algorithm"
	for d in $DRIVERS; do
		[ -n "$(verdicts "$d")" ] ||
			echo "SHOW -          $d   none on this generation"
		verdicts "$d" | while read -r driver name verdict; do
			printf 'SHOW %-9s  %-9s  %s\n' "$verdict" "$d" "$name"
		done
	done
}

# loaded DRIVER: load it; it must bind and its self-tests must pass.
loaded() {
	modprobe "$1" $OPTIONS && [ -n "$(functions "$1")" ] && settled "$1"
}

# The drivers go and come again ROUNDS times, each alone, then with what they share.
case_reload() {
	local d i n=$ROUNDS
	for d in $DRIVERS; do
		for i in $(seq "$n"); do
			rmmod "$d" && loaded "$d" && continue
			echo "FAIL reload $d: round $i"
			continue 2
		done
		quiet_so_far "reload $d" && echo "PASS reload $d, $n times"
	done
	rmmod $DRIVERS && rmmod hisi_qm && rmmod uacce ||
		echo "FAIL reload all: a module cannot be removed"
	for d in $DRIVERS; do
		loaded "$d" || echo "FAIL reload all: $d"
	done
	quiet_so_far "reload all" && echo "PASS reload all"
}

# Unbind and bind the function ROUNDS times.
case_rebind() {
	local d f i n=$ROUNDS
	for d in $DRIVERS; do
		f=$(functions "$d")
		for i in $(seq "$n"); do
			echo "$f" >"/sys/bus/pci/drivers/$d/unbind"
			[ -z "$(functions "$d")" ] || break
			echo "$f" >"/sys/bus/pci/drivers/$d/bind"
			[ "$(functions "$d")" = "$f" ] && settled "$d" || break
			i=done
		done
		if [ "$i" != done ]; then
			echo "FAIL rebind $d: round $i"
		elif quiet_so_far "rebind $d"; then
			echo "PASS rebind $d, $n times"
		fi
	done
}

# Function-level reset through sysfs, ten times ROUNDS, under a driver that is
# bound. Then its self-tests must pass again when it comes again.
case_reset() {
	local d f i n=$((10 * ROUNDS))
	for d in $DRIVERS; do
		f=$(functions "$d")
		dmesg -c >/dev/null
		for i in $(seq "$n"); do
			echo 1 >"/sys/bus/pci/devices/$f/reset" || break
		done
		i=$(dmesg | grep -c "$f: FLR reset complete")
		if [ "$i" != "$n" ]; then
			echo "FAIL reset $d: $i of $n resets completed"
		elif ! { rmmod "$d" && loaded "$d"; }; then
			echo "FAIL reset $d: does not come again"
		elif quiet_so_far "reset $d"; then
			echo "PASS reset $d, $n times"
		fi
	done
}

# error DRIVER NAME OFFSET VALUE TEXT ACTION: inject an error; the driver must
# name it with TEXT, and then either reset the controller or clear the error.
error() {
	local f why want='Controller reset complete'
	f=$(functions "$1")
	[ "$6" = clear ] && want=$5
	if why=$(inject "$f" "$3" "$4" "$5" "$want"); then
		echo "PASS error $1 $2: $6"
		return
	fi
	echo "FAIL error $1 $2: $(echo "$why" | head -n 1)"
	echo "$why" | sed 1d | sed 's/^/INFO dmesg /'
}

# Errors that the hardware reports, by its injection registers: the driver
# names them, and resets the controller when it must (qm.md 13). Afterwards
# the function works: its self-tests pass when the driver comes again.
case_error() {
	local d
	for d in $DRIVERS; do
		error $d "random tag" 0x10000C 0x1000 "qm_db_random_invalid" \
			clear
		error $d "doorbell time-out" 0x10000C 0x400 "qm_db_timeout" \
			reset
		error $d "multi-bit ECC" 0x10000C 0x4 "qm_ecc_mbit" reset
		case $d in
		hisi_zip)
			error $d "engine AXI" 0x3010A8 0x4 \
				"zip_axi_rresp_err" reset
			error $d "engine ECC" 0x3010A8 0x2 "zip_ecc_2bit_err" reset
			;;
		hisi_hpre)
			error $d "engine ECC" 0x301500 0x2 "core_ecc_2bit_err" \
				reset
			;;
		*) echo "SKIP error $d engine: no injection register is known" ;;
		esac
		dmesg -c >/dev/null
		rmmod $d && loaded $d || echo "FAIL error $d: does not come again"
		quiet_so_far "error $d" && echo "PASS error $d, works afterwards"
	done
}
