# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Cases with processes as users of the queues; they run inside the machine,
# sourced by init after cases.sh.

# bytes NUMBER VALUE: little-endian.
bytes() {
	local i
	for i in $(seq 0 $(($1 - 1))); do
		printf "\\x$(printf %02x $((($2 >> (8 * i)) & 255)))"
	done
}

# config FUNCTION OFFSET NUMBER VALUE: into configuration space.
config() {
	bytes "$3" "$4" | dd of="/sys/bus/pci/devices/$1/config" bs="$3" \
		seek=$(($2 / $3)) conv=notrunc 2>/dev/null
}

# tell_tables: say to each function where the IOMMU has its tables, and its own
# number (doc/pci.md). 0xFED90020 is VT-d's root table address register.
tell_tables() {
	local d f root slot
	root=$(devmem 0xFED90020 64)
	[ $((root & 0xC00)) = $((0x400)) ] ||
		echo "FAIL sva: the IOMMU is not in scalable mode, $root"
	for d in $DRIVERS; do
		for f in $(functions "$d"); do
			slot=${f#0000:??:}
			config "$f" 0xC8 4 $((root & 0xFFFFFFFF))
			config "$f" 0xCC 4 $((root >> 32 & 0xFFFFFFFF))
			config "$f" 0xD0 2 $((0x$(echo "$f" | cut -c6-7) << 8 |
				0x${slot%.*} << 3 | ${slot#*.}))
		done
	done
}

# SVA on this kernel. Before case_probe: drivers give queues to processes too,
# on generation 2 to them alone, and say so.
case_sva() {
	local n=0 patch=/sys/kernel/livepatch/sva_x86
	OPTIONS="uacce_mode=1"
	EXPECTED="$EXPECTED|HW V2 not both use uacce sva mode"
	echo "INFO IOMMU capabilities $(devmem 0xFED90008 64) $(devmem 0xFED90010 64)"
	insmod /sva/sva_x86.ko
	while [ "$(cat $patch/enabled $patch/transition)" != "1
0" ]; do
		n=$((n + 1))
		[ $n -gt 120 ] && break
		sleep 0.5
	done
	if [ $n -le 120 ]; then
		echo "PASS sva"
	else
		echo "FAIL sva: the kernel is not patched"
	fi
	dmesg -c >/dev/null
}

# A queue file for each function.
case_nodes() {
	local d
	for d in $DRIVERS; do
		if [ -c /dev/$d-* ]; then
			echo "PASS nodes $(ls /dev/$d-*)"
		else
			echo "FAIL nodes $d: no /dev/$d-*"
		fi
	done
}

# host_root: the host's root over 9p, read-only, in /r, once.
host_root() {
	local d
	[ ! -d /r/proc ] || return 0
	for d in virtio_pci 9pnet_virtio 9p; do
		modprobe $d
	done
	mkdir -p /r
	mount -t 9p -o trans=virtio,version=9p2000.L,ro,cache=loose,msize=262144 \
		root /r || return 1
	for d in proc sys dev; do
		mount -o bind /$d /r/$d
	done
	mount -o bind /sys/kernel/debug /r/sys/kernel/debug
	mount -t tmpfs -o mode=755 run /r/run
	mkdir -p /r/run/lock /r/run/tmp /r/dev/shm /r/dev/hugepages
	ln -s /proc/self/fd /dev/fd 2>/dev/null
	mount -t tmpfs shm /r/dev/shm
	mount -t hugetlbfs huge /r/dev/hugepages
	ifconfig lo up 2>/dev/null
	cp /bin/afalg /r/run/ 2>/dev/null
}

# on_host COMMAND...: run it there.
on_host() {
	HOME=/run TMPDIR=/run/tmp TOP=$TOP BUILD=$BUILD GEN=$GEN \
		ROUNDS=$ROUNDS SEED=$SEED PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin \
		chroot /r "$@" </dev/null 2>&1
}

# Programs of the host's root, on the queue files.
case_user() {
	tell_tables
	host_root || { echo "FAIL user: no root over 9p"; return; }
	insmod /sva/uacce_pin.ko ||
		echo "FAIL user: uacce_pin does not load beside the kernel's uacce"
	dmesg -c >/dev/null
	on_host /bin/bash "$TOP/test/pci/user.sh" ||
		echo "FAIL user: user.sh ends with status $?"
	quiet_so_far user && echo "PASS user messages"
}

# What ./demo-vm.sh prints last: the drivers come again and give out queues.
case_list() {
	local d
	rmmod $DRIVERS
	case_sva
	for d in $DRIVERS; do
		loaded $d || echo "FAIL list $d: does not come again"
	done
	host_root || { echo "FAIL list: no root over 9p"; return; }
	echo "SHOW"
	echo "SHOW dpdk-test-accel list"
	on_host "$BUILD/app/dpdk-test-accel" list | sed 's/^/SHOW /'
}
