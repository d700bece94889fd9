#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Make a capture of a TCP transfer of real files between two network
# namespaces. Nothing of the machine's own network is touched.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

PACKETS=10000
BYTES=5000000
MTU=1500
ETHERNET_HEADER=14

usage() {
	cat <<USAGE
usage: devtools/make-capture.sh FILE
Captures a TCP transfer of files of this machine into FILE: at least $PACKETS
packets with payload, $BYTES bytes of payload, sizes mixed, no frame above
$((MTU + ETHERNET_HEADER)) bytes. Needs root, for network namespaces.
USAGE
}

case "${1:-}" in
-h | --help) usage; exit 0 ;;
-*) usage >&2; die "unknown option '$1'" ;;
'') usage >&2; die "the name of the file to write is missing" ;;
esac
[ $# = 1 ] || die "one file name is expected, $# arguments are given"
OUT=$1
[ -d "$(dirname "$OUT")" ] || die "there is no folder $(dirname "$OUT")"
need_root
for tool in ip ethtool tcpdump /usr/bin/python3; do
	command -v "$tool" >/dev/null ||
		die "$tool is missing: apt-get install iproute2 ethtool tcpdump python3"
done

A=hisi-a-$$
B=hisi-b-$$
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
on_exit rm -rf "$work"

# make_namespace NAME ADDRESS
make_namespace() {
	ip netns add "$1" 2>"$work/err" ||
		die "no network namespace: $(head -n 1 "$work/err"); a container needs the capability SYS_ADMIN"
	on_exit ip netns del "$1"
}

# set_up NAMESPACE DEVICE ADDRESS: no offloads, or frames would be longer than
# the link can carry and checksums not yet made.
set_up() {
	{
		ip -n "$1" addr add "$3" dev "$2" &&
			ip -n "$1" link set "$2" mtu $MTU up &&
			ip netns exec "$1" ethtool -K "$2" tx off rx off \
				sg off tso off gso off gro off
	} >"$work/err" 2>&1 ||
		die "cannot set up device $2: $(head -n 1 "$work/err")"
}

make_namespace "$A"
make_namespace "$B"
ip link add name hisi-a netns "$A" type veth peer name hisi-b netns "$B" \
	2>"$work/err" || die "no veth pair: $(head -n 1 "$work/err")"
set_up "$A" hisi-a 192.0.2.1/24
set_up "$B" hisi-b 192.0.2.2/24

# -Z root: it would else give up the right to write to the file.
ip netns exec "$B" tcpdump -i hisi-b -n -s 0 -B 65536 -U -Z root \
	-w "$work/pcap" 'ip and tcp' 2>"$work/tcpdump" &
dump=$!
on_exit kill_job "$dump"
for _ in $(seq 100); do
	grep -q 'listening on' "$work/tcpdump" && break
	kill -0 "$dump" 2>/dev/null ||
		die "tcpdump does not start: $(tail -n 1 "$work/tcpdump")"
	sleep 0.05
done

transfer="$TOP/devtools/capture-transfer.py"
ip netns exec "$B" timeout 60 /usr/bin/python3 "$transfer" receive \
	192.0.2.2 >"$work/receive" 2>&1 &
receiver=$!
on_exit kill_job "$receiver"
ip netns exec "$A" timeout 60 /usr/bin/python3 "$transfer" send 192.0.2.2 \
	"$PACKETS" "$BYTES" >"$work/send" 2>&1 ||
	die "the transfer failed: $(tail -n 1 "$work/send")"
wait "$receiver" || die "the receiver failed: $(tail -n 1 "$work/receive")"
sent=$(cat "$work/send")
[ "$sent" = "$(cat "$work/receive")" ] ||
	die "the receiver got $(cat "$work/receive") bytes, $sent were sent"

kill -INT "$dump"
wait "$dump"
dropped=$(sed -n 's/^\([0-9]*\) packets dropped by kernel.*/\1/p' "$work/tcpdump")
[ "${dropped:-x}" = 0 ] ||
	die "tcpdump lost ${dropped:-some} packets; try again with less load on the machine"
/usr/bin/python3 "$transfer" verify "$work/pcap" "$PACKETS" "$BYTES" \
	$((MTU + ETHERNET_HEADER)) >"$work/verify" 2>&1 ||
	die "the capture is not good enough: $(tail -n 1 "$work/verify")"
{ cp "$work/pcap" "$OUT.new" && mv "$OUT.new" "$OUT"; } ||
	die "$OUT cannot be written: is the disk full?"
say "$(cat "$work/verify")"
