# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Errors of the hardware, made by its injection registers, and what the kernel
# driver says to them. Runs inside the machine, in init's shell and on the
# host's root.

# poke FUNCTION OFFSET [VALUE]: a register of BAR 2.
poke() {
	local base
	base=$(sed -n 3p "/sys/bus/pci/devices/$1/resource" | cut -d' ' -f1)
	shift
	busybox devmem $((base + $1)) 32 ${2:+$2}
}

# said FUNCTION TEXT WANT: the driver says TEXT, and WANT within two minutes. If
# not, says what it said and why that is not it.
said() {
	local n=0
	while ! dmesg | grep -q "$1: $3"; do
		n=$((n + 1))
		[ $n -gt 240 ] && break
		sleep 0.5
	done
	if ! dmesg | grep -q "$1: $2"; then
		echo "the driver does not say '$2'"
	elif [ $n -gt 240 ]; then
		echo "no '$3'"
	else
		return 0
	fi
	dmesg
	return 1
}

# inject FUNCTION OFFSET VALUE TEXT WANT: an error; afterwards its source is
# clear. Likewise.
inject() {
	dmesg -c >/dev/null
	poke "$1" "$2" "$3"
	said "$1" "$4" "$5" || return 1
	[ "$(poke "$1" 0x100000)" = 0x00000000 ] && return 0
	echo "source $(poke "$1" 0x100000) stays"
	return 1
}
