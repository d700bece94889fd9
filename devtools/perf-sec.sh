#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Compare the SEC model, inline and on one core, with crypto_openssl:
# dpdk-test-crypto-perf on each in turn, medians of the ratios of their speeds.
# The CPU time of the process is what counts: other load on the machine makes
# it vary less than the speeds that the program itself prints.

set -u
TOP=$(cd "$(dirname "$0")/.." && pwd)
. "$TOP/devtools/lib.sh"

# Load|options of dpdk-test-crypto-perf.
CBC="--cipher-algo aes-cbc --cipher-key-sz 16 --cipher-iv-sz 16"
SHA="--auth-op generate --digest-sz 32"
LOADS=(
	"aes-cbc|--optype cipher-only $CBC --cipher-op encrypt"
	"aes-cbc-decrypt|--optype cipher-only $CBC --cipher-op decrypt"
	"aes-gcm|--optype aead --aead-algo aes-gcm --aead-key-sz 16 --aead-iv-sz 12 --aead-aad-sz 16 --aead-op encrypt --digest-sz 16"
	"cbc-hmac-sha256|--optype cipher-then-auth $CBC --cipher-op encrypt $SHA --auth-algo sha2-256-hmac --auth-key-sz 32"
	"sha256|--optype auth-only $SHA --auth-algo sha2-256 --auth-key-sz 0"
)
SIZES='64 256 1024 4096 8192 16384'
# Ops of a run that is nearly nothing but start and end; bytes that the ops of
# a long run stand for, each of which is worth 300 bytes by itself.
SHORT=64
WORK=800000000

usage() {
	cat <<USAGE
usage: devtools/perf-sec.sh [--json] [--build DIR] [--against DRIVER]
                            [--rounds N] [LOAD...]
Needs a build (default: build) and Debian's dpdk-dev. Prints for each load and
buffer size the CPU time of an op on both drivers, in nanoseconds, and how
many times as fast as the other one the model is: medians of N rounds (default
5). The rounds alternate between the drivers.
  --against DRIVER  instead of crypto_openssl, for example crypto_aesni_mb
Loads, all if none is named:
$(printf '%s\n' "${LOADS[@]}" | sed 's/|.*//; s/^/  /')
USAGE
}

json=false
build=$TOP/build
rounds=5
other=crypto_openssl
want=()
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--json) json=true ;;
	--build | --rounds | --against)
		[ $# -ge 2 ] || die "$1 needs a value"
		case "$1" in
		--build) build=$2 ;;
		--rounds) rounds=$2 ;;
		--against) other=$2 ;;
		esac
		shift
		;;
	-*) usage >&2; die "unknown option '$1'" ;;
	*)
		printf '%s\n' "${LOADS[@]}" | grep -q "^$1|" ||
			die "unknown load '$1'; see --help"
		want+=("$1")
		;;
	esac
	shift
done
[ "$rounds" -ge 1 ] 2>/dev/null || die "--rounds $rounds is no number from 1 on"
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
eal_plugin_dir "$build/drivers" >&2
lcores=$(eal_lcores)

# cpu DRIVER BYTES OPS OPTION...: print the CPU seconds of a run.
cpu() {
	local driver=$1 vdev=$1 bytes=$2 ops=$3 TIMEFORMAT='%U %S'
	shift 3
	[ "$driver" != crypto_hisi_sec ] || vdev=$vdev,device=model
	{ time timeout -k 5 300 dpdk-test-crypto-perf --no-huge -m 128 \
		--no-pci --file-prefix "hisi-perf-$$" --lcores "$lcores" \
		-d "$EAL_PLUGINS/librte_crypto_hisi_sec.so" --vdev "$vdev" -- \
		--devtype "$driver" --ptest throughput --total-ops "$ops" \
		--burst-sz 32 --pool-sz 1024 --buffer-sz "$bytes" --silent \
		--csv-friendly "$@" </dev/null >"$work/log" 2>&1; } \
		2>"$work/time"
	# lcore, bytes, burst, ops enqueued, ops dequeued, ...
	awk -F'[,;]' -v n="$ops" '/^[0-9]/ && $4 >= n && $5 >= n { ok = 1 }
		END { exit !ok }' "$work/log" || {
		tail -n 5 "$work/log" >&2
		die "$driver: no result"
	}
	awk '{ print $1 + $2 }' "$work/time"
}

# nanoseconds DRIVER BYTES OPTION...: of CPU time per op; what a run costs
# before and after its ops is taken away.
nanoseconds() {
	local driver=$1 bytes=$2 ops few many
	shift 2
	ops=$((SHORT + WORK / (bytes + 300)))
	few=$(cpu "$driver" "$bytes" $SHORT "$@") &&
		many=$(cpu "$driver" "$bytes" $ops "$@") || exit 1
	awk "BEGIN { print ($many - $few) / ($ops - $SHORT) * 1e9 }"
}

# medians FILE: of lines "model-ns other-ns": both and their ratio.
medians() {
	local f
	for f in '$1' '$2' '$2 / $1'; do
		awk "{ print $f }" "$1" | sort -g |
			awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
	done | paste -sd' '
}

rows=()
for entry in "${LOADS[@]}"; do
	IFS='|' read -r name options <<<"$entry"
	if [ ${#want[@]} != 0 ] &&
		! printf '%s\n' "${want[@]}" | grep -qx -- "$name"; then
		continue
	fi
	for bytes in $SIZES; do
		: >"$work/rounds"
		for ((i = 0; i < rounds; i++)); do
			o=$(nanoseconds "$other" "$bytes" $options) &&
				m=$(nanoseconds crypto_hisi_sec "$bytes" \
					$options) || exit 1
			echo "$m $o" >>"$work/rounds"
		done
		rows+=("$name $bytes $(medians "$work/rounds")")
	done
done

machine="$(sed -n 's/^model name[[:space:]]*: *//p' /proc/cpuinfo | head -n 1)"
machine="${machine:-$(uname -m)}, $(nproc) CPUs"
load=$(cut -d' ' -f1 /proc/loadavg)
if $json; then
	printf '%s\n' "${rows[@]}" | awk -v m="$machine" -v l="$load" \
		-v o="$other" -v n="$rounds" '
	BEGIN {
		printf "{\"machine\": \"%s\", \"load\": %s, ", m, l
		printf "\"against\": \"%s\", \"rounds\": %d, \"rows\": [", o, n
	}
	{
		if (NR > 1) printf ","
		printf "\n  {\"load\": \"%s\", \"bytes\": %d, ", $1, $2
		printf "\"model_ns\": %.0f, \"other_ns\": %.0f, ", $3, $4
		printf "\"ratio\": %.2f}", $5
	}
	END { print "\n]}" }'
	exit 0
fi
echo "$machine; load average $load at the end; $rounds rounds"
printf '%-16s %6s %9s %15s %6s\n' load bytes "model ns" "$other" ratio
printf '%s\n' "${rows[@]}" |
	awk '{ printf "%-16s %6d %9.0f %15.0f %6.2f\n", $1, $2, $3, $4, $5 }'
