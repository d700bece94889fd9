# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Cases with the kernel's own users of the algorithms: AF_ALG, the random
# self-tests, tcrypt. They run inside the machine, sourced by init after
# cases.sh.

# AF_ALG: SEC's algorithms against the generic ones, on random data.
case_afalg() {
	modprobe algif_skcipher && modprobe algif_aead ||
		echo "FAIL afalg: no AF_ALG in this kernel"
	afalg "$KILOBYTES" "$SEED"
	quiet_so_far afalg && echo "PASS afalg messages"
}

# extra DRIVER ALGORITHM: the random self-tests of one algorithm. Wrong keys and
# lengths are among them, of which the driver tells; an error of the engine is
# none of that.
extra() {
	local bad min=0
	case $2 in
	gcm*)
		# The driver hands them to the engine, which refuses them
		# (sec.md 12.1, 13); later kernels do them in software.
		echo "SKIP extra $1 with tags under 8 bytes: hisi_sec2 of this kernel lets the engine refuse them"
		min=8
		;;
	esac
	dmesg -c >/dev/null
	insmod /sva/extra_tests.ko "driver=$1" "alg=$2" min_tag=$min \
		"fuzz_iterations=$FUZZ"
	rmmod extra_tests
	bad=$(dmesg | grep -v 'alg: extra crypto tests enabled' |
		grep -E 'alg: |WARNING|BUG|Oops|err_type|extra_tests: status -')
	if [ -z "$bad" ] && dmesg | grep -q 'extra_tests: status 0$'; then
		echo "PASS extra $1"
		return
	fi
	echo "FAIL extra $1: $(echo "$bad" | head -n 1)"
	echo "$bad" | sed 's/^/INFO dmesg /'
}

# The kernel's random self-tests on each algorithm that the drivers registered:
# against the generic implementations, with random keys, lengths, texts and
# layouts, 8 times FUZZ each. For other types than ciphers and AEAD the kernel
# has its vectors only.
case_extra() {
	local d
	dmesg -n 1
	for d in $DRIVERS; do
		[ -n "$(verdicts "$d")" ] ||
			echo "SKIP extra $d: it registers no algorithm on this generation"
		verdicts "$d" | while read -r driver name verdict; do
			extra "$driver" "$name"
		done
	done
	dmesg -c >/dev/null
}

# tcrypt DRIVER NAME LINES [PARAMETER...]: the kernel's test module, which does
# all its work while it is loaded and then refuses to stay (busybox tries twice,
# by either system call). It must have nothing to complain about, print LINES
# measurements at least of algorithms of the hisi drivers, and DRIVER must have
# sent descriptors.
tcrypt() {
	local d=$1 name=$2 lines=$3 before why='' n bad
	shift 3
	before=$(sent "$d")
	dmesg -c >/dev/null
	modprobe -q tcrypt "$@" 2>/dev/null && why="the module stayed"
	n=$(dmesg | awk '/testing speed of/ { on = /\(hisi_/ }
		on && /1 operation in/ { n++ } END { print n + 0 }')
	bad=$(dmesg -c | grep -Ev "$EXPECTED" | grep -E \
		'fail|error|WARNING|BUG|Oops|err_type|unexpected')
	[ -z "$bad" ] || why=$(echo "$bad" | head -n 1)
	[ "$n" -ge "$lines" ] || why="${why:-$n of $lines measurements}"
	[ "$(sent "$d")" -gt "$before" ] || why=${why:-nothing was sent}
	if [ -n "$why" ]; then
		echo "FAIL tcrypt $name: $why"
		echo "$bad" | sed 's/^/INFO dmesg /'
	else
		echo "PASS tcrypt $name"
		echo "INFO tcrypt $name: $n measurements, $(($(sent "$d") - before)) descriptors"
	fi
}

# tcrypt on SEC's algorithms, counted in cycles, which takes 12 turns of each
# length: eight requests at a time, both directions, by driver name for ciphers;
# by name, where the device comes first, for AEAD; one asynchronous request at a
# time; and its test mode, the kernel's vectors again. Of authenc it knows the
# one with SHA-1, and nothing of what HPRE and ZIP have.
case_tcrypt() {
	local d=hisi_sec2 length mode
	if [ -z "$(verdicts $d)" ]; then
		echo "SKIP tcrypt $d: it registers no algorithm on this generation"
		return
	fi
	dmesg -n 1
	verdicts $d | while read -r driver name verdict; do
		case $name in
		authenc* | gcm* | ccm*) continue ;;
		*des3*) length=24 ;;
		xts*) length=32 ;;
		*) length=16 ;;
		esac
		# Seven lengths of text.
		tcrypt $d "mb $driver" 14 mode=600 "alg=$driver" klen=$length \
			num_mb=8
	done
	for mode in 215 216 500 501 518 211 212; do
		has_mode $mode && tcrypt $d "speed mode $mode" 14 mode=$mode \
			num_mb=8
	done
	for mode in 4 10 35 37 55 56 155 191; do
		has_mode $mode && tcrypt $d "test mode $mode" 0 mode=$mode
	done
}

# has_mode MODE: whether the device has an algorithm of this mode of tcrypt.
has_mode() {
	local name
	case $1 in
	4 | 501) name='cbc(des3_ede)' ;;
	10 | 500) name='cbc(aes)' ;;
	35 | 211 | 215) name='gcm(aes)' ;;
	37 | 212 | 216) name='ccm(aes)' ;;
	55) name='gcm(sm4)' ;;
	56) name='ccm(sm4)' ;;
	155) name='authenc(hmac(sha1),cbc(aes))' ;;
	191 | 518) name='cbc(sm4)' ;;
	esac
	verdicts hisi_sec2 | grep -qF " $name "
}
