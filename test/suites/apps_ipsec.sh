# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# DPDK's example ipsec-secgw for the suite apps: two gateways, 1 on
# crypto_hisi_sec and 2 on a driver that is not ours, each with its host in a
# network namespace of its own, and an ESP tunnel between them:
#
#	host 1 - net_tap p1 - gateway 1 - w1 --+ namespace
#	host 2 - net_tap p2 - gateway 2 - w2 --+ "wire"
#
# Source it after eal_plugin_dir. Used: WORK, a folder with ipsec-secgw built.

SECGW=$WORK/ipsec-secgw/build/ipsec-secgw
TCP=$TOP/test/suites/apps_tcp.py
NS=hisi-$$
HEX20=de:ad:be:ef:01:23:45:67:89:ab:cd:ef:fe:dc:ba:98:76:54:32:10
# No interface has it: gateways are promiscuous, and the bridge floods.
NOBODY=02:00:00:00:00:99
# crypto_aesni_mb exists on x86 only.
PEER=crypto_openssl
[ "$(uname -m)" = x86_64 ] && PEER=crypto_aesni_mb
GATEWAYS=()

# at WHERE COMMAND...: run it in the namespace WHERE: 1, 2 or wire.
at() {
	local where=$1
	shift
	ip netns exec "$NS-$where" "$@"
}

# namespaces: make them, without anything that sends packets unasked.
namespaces() {
	local n
	for n in 1 2 wire; do
		on_exit ip netns del "$NS-$n"
		ip netns add "$NS-$n" &&
			at $n sysctl -qw net.ipv6.conf.all.disable_ipv6=1 \
				net.ipv6.conf.default.disable_ipv6=1 || return
	done
	ip -n "$NS-wire" link add name br0 type bridge mcast_snooping 0 &&
		ip -n "$NS-wire" link set br0 up
}

# gateway_config N ALGORITHM...: write it. It lets nothing by in clear.
gateway_config() {
	local me=$1 peer=$((3 - $1))
	shift
	cat >"$WORK/secgw$me.cfg" <<-END
	sp ipv4 out esp protect 7 pri 1 src 10.0.0.$me/32 dst 10.0.0.$peer/32 sport 0:65535 dport 0:65535
	sp ipv4 in esp protect 7 pri 1 src 10.0.0.$peer/32 dst 10.0.0.$me/32 sport 0:65535 dport 0:65535
	sa out 7 $* mode ipv4-tunnel src 192.0.2.$me dst 192.0.2.$peer
	sa in 7 $* mode ipv4-tunnel src 192.0.2.$peer dst 192.0.2.$me
	rt ipv4 dst 192.0.2.$peer/32 port 0
	rt ipv4 dst 10.0.0.$peer/32 port 0
	rt ipv4 dst 10.0.0.$me/32 port 1
	neigh port 0 $NOBODY
	neigh port 1 02:00:00:00:0$me:01
	END
}

# gateway_start N LCORE VDEV: both gateways get the options SECGW_OPTIONS too.
SECGW_OPTIONS=()
gateway_start() {
	local n=$1 lcore=$2 vdev=$3 i
	timeout -k 5 300 ip netns exec "$NS-$n" stdbuf -oL "$SECGW" \
		--no-huge -m 512 --no-pci --file-prefix "$NS-$n" \
		--lcores "0@$lcore" -d "$EAL_PLUGINS" --vdev "$vdev" \
		--vdev "net_tap0,iface=w$n,mac=02:00:00:00:0$n:00" \
		--vdev "net_tap1,iface=p$n,mac=02:00:00:00:0$n:01" \
		-- -p 3 -u 1 -P --config '(0,0,0),(1,0,0)' \
		"${SECGW_OPTIONS[@]}" -f "$WORK/secgw$n.cfg" </dev/null >"$WORK/log$n" 2>&1 &
	GATEWAYS+=($!)
	on_exit kill_job $!
	for ((i = 0; i < 60; i++)); do
		grep -q 'entering main loop' "$WORK/log$n" && return
		kill -0 $! 2>/dev/null || return 1
		sleep 1
	done
	return 1
}

# connect N: give host N its address, and plug its gateway into the wire. The
# bridge's end of the wire gets another address than the gateway's, or the
# bridge would take frames to the gateway for its own.
connect() {
	local n=$1 peer=$((3 - $1))
	ip -n "$NS-$n" link set "w$n" netns "$NS-wire" &&
		ip -n "$NS-wire" link set "w$n" \
			address "06:00:00:00:00:0$n" master br0 up &&
		ip -n "$NS-$n" link set "p$n" mtu 1400 up &&
		ip -n "$NS-$n" addr add "10.0.0.$n/32" dev "p$n" &&
		ip -n "$NS-$n" route add "10.0.0.$peer" dev "p$n" &&
		ip -n "$NS-$n" neigh add "10.0.0.$peer" lladdr $NOBODY \
			dev "p$n"
}

# capture: record what passes over the wire.
capture() {
	local i
	ip netns exec "$NS-wire" tcpdump -U --immediate-mode -Z root -s 128 \
		-i w1 -w "$WORK/wire.pcap" 2>"$WORK/log" &
	GATEWAYS+=($!)
	on_exit kill_job $!
	for ((i = 0; i < 30; i++)); do
		grep -q '^tcpdump: listening' "$WORK/log" && return
		sleep 1
	done
	return 1
}

# stop: end what was started; the taps vanish with their gateways.
stop() {
	local pid
	for pid in "${GATEWAYS[@]}"; do
		kill_job "$pid"
	done
	wait "${GATEWAYS[@]}" 2>/dev/null
	GATEWAYS=()
}

# look: take what was captured by now; the file goes on growing.
look() {
	cp "$WORK/wire.pcap" "$WORK/seen.pcap"
}

# frames FILTER: print how many of the frames of the last look it selects.
frames() {
	tcpdump -nr "$WORK/seen.pcap" "$1" 2>/dev/null | wc -l
}

# only_esp: whether the gateways sent ESP, both, and nothing else.
only_esp() {
	local n esp all inner
	look
	for n in 1 2; do
		esp=$(frames "src 192.0.2.$n and dst 192.0.2.$((3 - n)) and esp")
		all=$(frames "ether src 02:00:00:00:0$n:00")
		inner=$(frames "net 10.0.0.0/24")
		if [ "$esp" = 0 ] || [ "$esp" != "$all" ] || [ "$inner" != 0 ]
		then
			echo "gateway $n sent $all frames, $esp of them ESP; $inner with the hosts' addresses in clear"
			return 1
		fi
		echo "$esp ESP packets from gateway $n"
	done
}

# tcp FROM TO BYTES: send so many random ones from host to host.
tcp() {
	local pid
	head -c "$3" /dev/urandom >"$WORK/sent"
	rm -f "$WORK/got"
	at "$2" "$TCP" receive "10.0.0.$2" "$WORK/got" &
	pid=$!
	at "$1" "$TCP" send "10.0.0.$2" "$WORK/sent"
	if ! wait $pid; then
		echo "TCP from host $1 to host $2 broke"
		return 1
	fi
	if ! cmp "$WORK/sent" "$WORK/got"; then
		echo "host $2 did not get what host $1 sent"
		return 1
	fi
}

# pings COUNT SECONDS: print how many host 2 answered, the last in that time.
pings() {
	at 1 ping -q -c "$1" -i 0.05 -W "$2" -s 1200 10.0.0.2 2>&1 |
		sed -n 's/.* \([0-9]*\) received.*/\1/p'
}

# tunnel_is_up: wait until a ping is answered. What is sent before the kernel
# has noticed the carrier of an interface is lost, which is no fault.
tunnel_is_up() {
	local i
	for ((i = 0; i < 20; i++)); do
		[ "$(pings 1 1)" = 1 ] && return
	done
	echo 'host 2 answered none of 20 pings, one a second'
	return 1
}

# traffic: 100 pings, 10 MB one way and 1 MB the other; says what is wrong, or
# the numbers.
traffic() {
	answers 100 && tcp 1 2 10000000 && tcp 2 1 1000000 && only_esp
}

# some_traffic: a tenth of it.
some_traffic() {
	answers 10 && tcp 1 2 1000000 && tcp 2 1 100000 && only_esp
}

# answers COUNT: whether host 2 answers so many pings, all of them.
answers() {
	local n
	tunnel_is_up || return
	n=$(pings "$1" 20)
	[ "$n" = "$1" ] && return
	echo "host 2 answered ${n:-none} of $1 pings"
	return 1
}

# forged: whether gateway 2 refuses what gateway 1 sent with another key: it
# must have seen 5 packets at least, refused them, and let no ping be answered.
forged() {
	local n esp=0 refused=0 i
	for ((i = 0; i < 10 && (esp < 5 || refused < 5); i++)); do
		n=$(pings 5 3)
		[ "$n" = 0 ] || break
		look
		esp=$(frames 'src 192.0.2.1 and dst 192.0.2.2 and esp')
		refused=$(grep -c 'failed crypto op' "$WORK/log2")
	done
	echo "${n:-none} of 5 pings answered, $esp ESP packets sent, $refused refused"
	[ "$n" = 0 ] && [ "$esp" -ge 5 ] && [ "$refused" -ge 5 ]
}

# tunnel GEN ALGORITHMS-1 ALGORITHMS-2: start both gateways, with the
# algorithms and keys of each, and record.
tunnel() {
	local gen=$1 lcores
	gateway_config 1 "$2"
	gateway_config 2 "$3"
	lcores=$(eal_lcores)
	gateway_start 1 "$(sed 's/^0@//; s/,.*//' <<<"$lcores")" \
		"crypto_hisi_sec,device=model,gen=$gen" &&
		gateway_start 2 "${lcores##*@}" "$PEER" &&
		connect 1 && connect 2 && capture
}

# ipsec LABEL CHECK GEN ALGORITHMS-1 ALGORITHMS-2: a case, with CHECK the
# function that decides.
ipsec() {
	local label="ipsec-secgw $3 $1" check=$2 said
	shift 2
	if ! tunnel "$@"; then
		tail -n 5 "$WORK/log1" "$WORK/log2"
		failed "$label" 'the gateways do not start'
	elif said=$($check 2>&1); then
		passed "$label: ${said//$'\n'/, }"
	else
		tail -n 5 "$WORK/log1" "$WORK/log2"
		failed "$label" "$said"
	fi
	stop
}

# hex BYTES: so many key bytes, different ones, as the example wants them.
hex() {
	local i text=
	for ((i = 1; i <= $1; i++)); do
		text+=$(printf ':%02x' $((i * 37 % 256)))
	done
	echo "${text#:}"
}

# secgw_modes LABEL GEN ALGORITHMS [OPTION...]: a case of the example's own code
# for ESP, and one of librte_ipsec (-l) with the OPTIONs.
secgw_modes() {
	local label=$1 gen=$2 algorithms=$3
	shift 3
	SECGW_OPTIONS=()
	ipsec "$label" some_traffic "$gen" "$algorithms" "$algorithms"
	secgw_library "$label" "$gen" "$algorithms" "$@"
}

# secgw_library LABEL GEN ALGORITHMS [OPTION...]: the second of them alone.
secgw_library() {
	local label=$1 gen=$2 algorithms=$3
	shift 3
	SECGW_OPTIONS=(-l "$@")
	ipsec "-l${*:+ $*} $label" some_traffic "$gen" "$algorithms" \
		"$algorithms"
	SECGW_OPTIONS=()
}

# ipsec_cases: all of them.
ipsec_cases() {
	local aes="cipher_algo aes-128-cbc cipher_key ${HEX20:0:47}"
	local sha1="$aes auth_algo sha1-hmac auth_key $HEX20"
	local sha256
	local gcm="aead_algo aes-128-gcm aead_key $HEX20"
	local gen
	sha256="auth_algo sha256-hmac auth_key $(hex 32)"

	for gen in v2 v3; do
		ipsec 'aes-cbc, hmac-sha1' traffic $gen "$sha1" "$sha1"
	done
	ipsec aes-gcm traffic v3 "$gcm" "$gcm"
	ipsec 'aes-gcm, wrong key' forged v3 "$gcm" "${gcm/de:ad/de:ae}"

	secgw_library 'aes-cbc, hmac-sha1' v2 "$sha1"
	secgw_modes 'aes-256-cbc, hmac-sha256' v2 \
		"cipher_algo aes-256-cbc cipher_key $(hex 32) $sha256"
	secgw_modes '3des-cbc, hmac-sha256' v3 \
		"cipher_algo 3des-cbc cipher_key $(hex 24) $sha256"
	# 8 bytes of the counter block are declared, 16 are written.
	secgw_modes 'aes-ctr, hmac-sha1' v3 \
		"cipher_algo aes-128-ctr cipher_key $HEX20 auth_algo sha1-hmac auth_key $HEX20"
	secgw_modes aes-256-gcm v5 "aead_algo aes-256-gcm aead_key $(hex 36)"
	secgw_library aes-gcm v3 "$gcm" -w 64 -e
	# The example's own code for ESP has no GMAC.
	secgw_library aes-gmac v3 \
		"cipher_algo null auth_algo aes-gmac auth_key $HEX20"
	PEER=crypto_null secgw_modes null v3 'cipher_algo null auth_algo null'
}

if [ ! -c /dev/net/tun ]; then
	skipped ipsec-secgw 'there is no /dev/net/tun'
elif ! namespaces; then
	skipped ipsec-secgw 'network namespaces and bridges cannot be made here'
else
	ipsec_cases
fi
