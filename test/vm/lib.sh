# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Virtual machines for the kernel modules: a Debian kernel under QEMU (TCG,
# no KVM needed) whose root is the host's, read-only over 9p. Source it after
# common.sh. Used if set: VM_CACHE, where unpacked kernels are kept; VM_ARCH,
# what the machines are, x86_64 or aarch64. Of the latter, root is made of
# VM_SYSROOT, the tree, and VM_BUSYBOX; and modules are built with make's
# variables ARCH and CROSS_COMPILE in the environment.

VM_CACHE=${VM_CACHE:-$DEPS/vm}
VM_DIR=$TOP/test/vm
VM_ARCH=${VM_ARCH:-x86_64}
# Seconds for a script: what takes longer hangs, on a busy host too.
VM_LIMIT=${VM_LIMIT:-2400}

# Modules that root over 9p may need, in loading order.
VM_MODULES="virtio_ring virtio virtio_pci_modern_dev virtio_pci_legacy_dev
	virtio_pci netfs fscache 9pnet 9pnet_virtio 9p"
# Further modules for single cases.
VM_MORE_MODULES="af_alg algif_skcipher fuse"

# vm_missing: why no machine can be started here, empty if one can.
vm_missing() {
	[ "$(uname -m)" = x86_64 ] ||
		echo "the host is $(uname -m), the machines are x86-64"
	command -v qemu-system-x86_64 >/dev/null || echo "no qemu-system-x86_64"
	command -v busybox >/dev/null || echo "no busybox"
}

# vm_headers SERIES: folder of the newest installed headers of 6.1 or 6.12.
vm_headers() {
	ls -d /usr/src/linux-headers-"$1".*-amd64 2>/dev/null | sort -V |
		grep -v -e -cloud- -e -rt- | tail -n 1
}

# vm_newest_headers SERIES: package of the newest headers the mirror has.
vm_newest_headers() {
	apt-cache pkgnames "linux-headers-$1." | grep -E \
		"^linux-headers-${1//./\\.}\.[0-9]+(-[0-9]+|\+deb12)-amd64$" |
		sort -V | tail -n 1
}

# vm_need_headers SERIES: install the newest headers that the mirror has, if
# there are none.
vm_need_headers() {
	local package
	[ -z "$(vm_headers "$1")" ] || return 0
	package=$(vm_newest_headers "$1")
	if [ -z "$package" ]; then
		# Package lists may be absent or old.
		quiet apt-get -o APT::Update::Error-Mode=any update
		package=$(vm_newest_headers "$1")
	fi
	[ -n "$package" ] && (need_packages "$package")
}

# The compressed kernel inside a bzImage, by its magic number.
vm_unpack_kernel() {
	python3 - "$1" "$2" <<'PYTHON'
import lzma, subprocess, sys
image = open(sys.argv[1], 'rb').read()
for magic, tool in ((b'\x28\xb5\x2f\xfd', 'zstd'), (b'\xfd7zXZ\0', 'xz')):
    at = image.find(magic)
    if at < 0:
        continue
    if tool == 'xz':
        out = lzma.LZMADecompressor().decompress(image[at:])
    else:
        out = subprocess.run(['zstd', '-dqc'], input=image[at:],
                             stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL).stdout
    if out[:4] == b'\x7fELF':
        open(sys.argv[2], 'wb').write(out)
        sys.exit(0)
sys.exit('no kernel found in ' + sys.argv[1])
PYTHON
}

# vm_kernel ABI: set VM_VMLINUX and VM_LIBMODULES; fetch what is missing.
vm_kernel() {
	local abi=$1 dir=$VM_CACHE/$1 image=linux-image-$1
	VM_VMLINUX=$dir/vmlinux
	VM_LIBMODULES=$dir/root/lib/modules/$abi/kernel
	[ -s "$VM_VMLINUX" ] && [ -d "$VM_LIBMODULES" ] && return 0
	mkdir -p "$dir" || return 1
	if ! ls "$dir/${image}"_*.deb >/dev/null 2>&1; then
		say "fetching $image"
		(cd "$dir" && { quiet apt-get download "$image" ||
			{ quiet apt-get update &&
			quiet apt-get download "$image"; }; }) || return 1
	fi
	dpkg-deb -x "$dir/${image}"_*.deb "$dir/root" || return 1
	vm_unpack_kernel "$dir/root/boot/vmlinuz-$abi" "$VM_VMLINUX"
}

# vm_build HEADERS DIR: build the modules in DIR, from a copy of the sources as
# DKMS gets them and by its configuration; then the test's own module.
vm_build() {
	local dir=$2 m
	rm -rf "$dir"
	mkdir -p "$dir" && make -s -C "$TOP/kernel" dkms-tree \
		DESTDIR="$dir" || return 1
	(
		kernel_source_dir=$1 arch=$VM_ARCH
		cd "$dir"/usr/src/hisi-uacce-* && . ./dkms.conf || exit
		${MAKE[0]} CONFIG_DEBUG_INFO_BTF_MODULES= || exit
		for m in "${BUILT_MODULE_NAME[@]}"; do
			mv */"$m.ko" "$dir" || exit
		done
		cp -r "$VM_DIR/kmod" "$dir" && make -s -C "$1" M="$dir/kmod" \
			UACCE_SRC="$PWD" KBUILD_EXTRA_SYMBOLS="$PWD/Module.symvers" \
			CONFIG_DEBUG_INFO_BTF_MODULES= modules &&
			mv "$dir/kmod/vm_dummy.ko" "$dir"
	) >"$dir/build.log" 2>&1
}

# vm_build_beside HEADERS DIR: for a kernel with a uacce of its own, only the pin
# node is built, and needs nothing of ours. Leaves DIR/beside/uacce_pin.ko.
vm_build_beside() {
	local tree=$2/beside/usr/src
	rm -rf "$2/beside"
	{
		make -s -C "$TOP/kernel" dkms-tree DESTDIR="$2/beside" &&
			make -s -C "$tree"/hisi-uacce-* KDIR="$1" CONFIG_UACCE=m \
				CONFIG_DEBUG_INFO_BTF_MODULES=
	} >"$2/beside.log" 2>&1 || return 1
	[ "$(find "$tree" -name '*.ko' -printf '%f ')" = 'uacce_pin.ko ' ] &&
		mv "$tree"/*/pin/uacce_pin.ko "$2/beside/" &&
		[ -z "$(modinfo -F depends "$2/beside/uacce_pin.ko")" ] &&
		grep -q 'has a uacce of its own' "$2/beside.log"
}

# vm_initramfs FILE: busybox, the modules for 9p, and init.
vm_initramfs() {
	local d m f
	d=$(mktemp -d) || return 1
	mkdir -p "$d/bin" "$d/lib" "$d/r"
	cp "${VM_BUSYBOX:-$(command -v busybox)}" "$d/bin/busybox"
	install -m 755 "$VM_DIR/init" "$d/init"
	for m in $VM_MODULES $VM_MORE_MODULES; do
		f=$(find "$VM_LIBMODULES" -name "$m.ko" -o -name "$m.ko.xz" \
			2>/dev/null | head -n 1)
		case "$f" in
		'') continue ;; # built in, or not in this kernel
		*.xz) xz -dc "$f" >"$d/lib/$m.ko" ;;
		*) cp "$f" "$d/lib/$m.ko" ;;
		esac
	done
	echo "$VM_MODULES" >"$d/lib/order"
	(cd "$d" && find . | busybox cpio -o -H newc 2>/dev/null) | gzip -1 >"$1"
	rm -rf "$d"
}

# vm_qemu: set VM_QEMU, the program and what the machine is, and
# VM_KERNEL, what it wants on the kernel's command line.
vm_qemu() {
	case $VM_ARCH in
	x86_64)
		VM_KERNEL="console=ttyS0 no_timer_check"
		VM_QEMU=(qemu-system-x86_64 -M q35,accel=tcg -cpu max
			-device isa-debug-exit,iobase=0x501,iosize=1)
		;;
	aarch64)
		VM_KERNEL="console=ttyAMA0 SYSROOT=$VM_SYSROOT"
		VM_QEMU=(qemu-system-aarch64 -M virt,accel=tcg,gic-version=3
			-cpu "${VM_CPU:-max,pauth-impdef=on}")
		;;
	esac
}

# vm_boot LOG MODULES SCRIPT[:ARGUMENT...]...: run scripts of the tree as root
# of a machine with the modules of a folder; its lines go to LOG. LOG.end gets
# its status (0: all ended with 0), seconds, and seconds of CPU. Made for a
# subshell in the background. Used if set: VM_MEMORY, VM_APPEND; VM_ICOUNT: one
# CPU, and a clock that takes a nanosecond for every instruction.
# The kernel's looks at its timer and at what a CPU has done for 20 s are off: on
# a busy host they see the host.
vm_boot() {
	local log=$1 modules=$2 half=$((${VM_MEMORY:-1024} / 2)) rc
	local second=,cpus=1
	local -a VM_QEMU
	local -a cpus=(-smp 2,sockets=2,cores=1)
	[ -z "${VM_ICOUNT:-}" ] ||
		second='' cpus=(-smp 1 -icount shift=0,sleep=off)
	vm_qemu
	shift 2
	SECONDS=0
	timeout -k 5 $((VM_LIMIT * $#)) "${VM_QEMU[@]}" "${cpus[@]}" \
		-m $((half * 2)) -nodefaults \
		-no-reboot -display none -serial stdio \
		-object "memory-backend-ram,id=m0,size=${half}M" \
		-object "memory-backend-ram,id=m1,size=${half}M" \
		-numa node,nodeid=0,memdev=m0,cpus=0 \
		-numa node,nodeid=1,memdev=m1$second \
		-numa dist,src=0,dst=1,val=30 \
		-virtfs local,path=/,mount_tag=root,security_model=none,readonly=on,multidevs=remap \
		-kernel "$VM_VMLINUX" -initrd "$VM_INITRD" \
		-append "$VM_KERNEL quiet panic=-1 oops=panic mitigations=off sysctl.kernel.soft_watchdog=0 random.trust_cpu=on hugepages=0:${VM_HUGE:-48},1:${VM_HUGE:-48} ${VM_APPEND:-} -- $TOP $BUILD $modules $*" \
		</dev/null >"$log" 2>&1 &
	# The machine goes with whoever waits for it.
	trap 'kill '$! TERM
	wait $!
	rc=$?
	[ $rc != 124 ] || echo "HANG after $SECONDS s" >>"$log"
	# The guest writes its status plus 16, qemu doubles it and adds 1.
	[ $rc = 33 ] && rc=0
	# That of another architecture writes it to its console.
	[ "$VM_ARCH" = x86_64 ] || [ $rc != 0 ] ||
		grep -aq '^MACHINE 0' "$log" || rc=1
	times >"$log.times" # the second line is of children
	echo "$rc $SECONDS $(awk -F '[ms ]+' 'NR == 2 {
		printf "%d", ($1 + $3) * 60 + $2 + $4 }' "$log.times")" \
		>"$log.end"
}

# vm_counts PREFIX NAME PASSED FAILED SKIPPED
vm_counts() {
	counts "$1 $2" "${@:3}"
}

# vm_report LABEL LOG NUMBER: report the PASS, FAIL and SKIP lines of the log
# of a machine of so many scripts. LOG.end has its status, its seconds and, if
# known, its seconds of CPU.
vm_report() {
	local label=$1 log=$2 status seconds cpu kind name why
	local script=machine ended=0 wanted=$3
	read -r status seconds cpu <"$log.end"
	# shellcheck disable=SC2086 # of COUNTS, a name and three numbers
	while read -r kind name; do
		why=${name#*: }
		case "$kind" in
		SCRIPT) script=$name ;;
		END) ended=$((ended + 1)) ;;
		PASS) passed "$label $script $name" ;;
		FAIL) failed "$label $script ${name%%: *}" "$why" ;;
		SKIP) skipped "$label $script ${name%%: *}" "$why" ;;
		COUNTS) vm_counts "$label $script" $name ;;
		INFO) echo "INFO $name" ;;
		esac
	done < <(tr -d '\r' <"$log" |
		grep -aE '^((SCRIPT|PASS|FAIL|SKIP|COUNTS|INFO) |END$)')
	if [ "$status" != 0 ] || [ $ended != "$wanted" ]; then
		failed "$label machine" "$ended of $wanted scripts ended, status $status"
		grep -aE 'BUG|WARNING|Oops|RIP|panic|HANG|error' "$log" |
			head -n 20
		tail -n 40 "$log"
	fi
	echo "INFO $label machine: $seconds s${cpu:+, $cpu s of CPU}"
}

# Machines that run: process number, label, log, number of scripts.
VM_RUNNING=()
VM_NB=0

# Nothing outlives the suite.
vm_stop() {
	local m
	for m in "${VM_RUNNING[@]}"; do
		kill_job "${m%% *}"
	done
	wait
}

# vm_wait NUMBER: wait until fewer machines run, report those that ended.
vm_wait() {
	local pid label log number left m
	while [ ${#VM_RUNNING[@]} -ge "$1" ]; do
		wait -n
		left=()
		for m in "${VM_RUNNING[@]}"; do
			read -r pid label log number <<<"$m"
			if kill -0 "$pid" 2>/dev/null; then
				left+=("$m")
			else
				vm_report "$label" "$log" "$number"
			fi
		done
		VM_RUNNING=(${left[@]+"${left[@]}"})
	done
}

# vm_machine LABEL MODULES SCRIPT...: boot a machine that runs the scripts one
# after the other, in the background as soon as fewer than VM_AT_ONCE run.
# They are reported as they end; `vm_wait 1` waits for the last.
vm_machine() {
	local label=$1 modules=$2 log s
	local -a scripts=()
	shift 2
	for s in "$@"; do
		scripts+=("$s$(vm_arguments "$s")")
	done
	vm_wait "${VM_AT_ONCE:-2}"
	[ $VM_NB != 0 ] || on_exit vm_stop
	VM_NB=$((VM_NB + 1))
	log=$work/$label-$VM_NB.log
	echo "INFO $label machine of $*"
	vm_boot "$log" "$modules" "${scripts[@]}" &
	VM_RUNNING+=("$! $label $log $#")
}

# vm_vectors DIR: vectors of dpdk-test-crypto-perf for script end_to_end.
vm_vectors() {
	local v
	mkdir -p "$1" || return 1
	for v in aes-cbc-64 aes-cbc-1024 aes-gcm-1024; do
		[ -s "$1/$v.vector" ] || quiet /usr/bin/python3 \
			"$TOP/devtools/make-perf-vector.py" "${v%-*}" \
			"${v##*-}" "$1/$v.vector" || return 1
	done
}

# vm_arguments SCRIPT: its arguments, each after a colon, scaled with
# TEST_SCALE.
vm_arguments() {
	case "$1" in
	stress) awk -v s="${TEST_SCALE:-1}" -v seed="${TEST_SEED:-$RANDOM}" '
		function at_least(n, v) { return int(v < n ? n : v) }
		BEGIN { printf ":%d:%d:%d:%d", at_least(1, 4 * s),
			at_least(2000, 4000 * s), seed,
			at_least(300, 300 * s) }' ;;
	esac
}
