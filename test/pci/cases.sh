# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Cases that run inside the machine; sourced by init.

DRIVERS="hisi_zip hisi_sec2 hisi_hpre"

# verdicts DRIVER: "driver-name type selftest" of what a driver registered.
verdicts() {
	awk -v mod="$1" -v RS= -F'\n' '{
		d = m = s = t = ""
		for (i = 1; i <= NF; i++) {
			split($i, kv, / *: /)
			if (kv[1] == "driver") d = kv[2]
			if (kv[1] == "module") m = kv[2]
			if (kv[1] == "selftest") s = kv[2]
			if (kv[1] == "type") t = kv[2]
		}
		if (m == mod) print d, t, s
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

# Probe: each driver binds to its function and says nothing worrying.
case_probe() {
	local d
	for d in $DRIVERS; do
		dmesg -c >/dev/null
		if ! modprobe "$d"; then
			echo "FAIL probe $d: the module does not load"
		elif [ -z "$(functions "$d")" ]; then
			echo "FAIL probe $d: no function bound"
		else
			echo "PASS probe $d"
		fi
		dmesg | sed 's/^/INFO dmesg /'
	done
}

# Self-tests of the kernel's crypto manager.
case_selftest() {
	local d
	for d in $DRIVERS; do
		settled "$d"
		[ -n "$(verdicts "$d")" ] ||
			echo "SKIP selftest $d: it registers no algorithm"
		verdicts "$d" | while read -r name type verdict; do
			if [ "$verdict" = passed ]; then
				echo "PASS selftest $d $name"
			else
				echo "FAIL selftest $d $name: $verdict"
			fi
		done
	done
}
