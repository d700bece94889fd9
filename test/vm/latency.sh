# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# The gain of pinning, with 20 us for each page fault of the device, and what
# an operation costs here and in the kernel. For a machine of one CPU whose
# clock counts instructions, so that the times are the same on a busy host.

. "$TOP/test/vm/guest.sh"

# ratio SIZE TOTAL IN-FLIGHT: an op through a queue file and through AF_ALG.
ratio() {
	"$BUILD/test/vm/vm_path" -l 0 --no-pci --no-huge -m 16 --no-shconf \
		--no-telemetry --log-level 'lib.*:error' $PLUG \
		--vdev crypto_hisi_sec -- ratio "$@" >/run/ratio 2>&1 ||
		{ cat /run/ratio; return 1; }
	sed -n 's/^RATIO/INFO ratio,/p' /run/ratio
}

insmod /run/kmod/af_alg.ko
insmod /run/kmod/algif_skcipher.ko
check load load devices=sec
check daemon start_daemon
plugins
"$MODELD" --device "$(device sec2)" --delay-us 20
"$BUILD/test/vm/vm_latency" || FAILED=1
"$MODELD" --device "$(device sec2)" --delay-us 0
for size in 64 1024; do
	for inflight in 1 32; do
		check "ratio_${size}_$inflight" ratio $size 500 $inflight
		grep INFO /run/tmp/check.log
	done
done
stop_daemon
end
