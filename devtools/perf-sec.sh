#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Compare the SEC model, inline and on one core, with crypto_openssl:
# dpdk-test-crypto-perf on each in turn, medians of the ratios of their speeds.

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
SIZES=64,256,1024,2048,4096,8192,16384

usage() {
	cat <<USAGE
usage: devtools/perf-sec.sh [--json] [--build DIR] [--against DRIVER]
                            [--rounds N] [LOAD...]
Needs a build (default: build) and Debian's dpdk-dev. Prints for each load and
buffer size the median speeds of both drivers in Gbit/s and the median over
the rounds (default 7) of the ratio between them; more than 1: the model is
faster. The rounds alternate between the drivers.
  --against DRIVER  instead of crypto_openssl, for example crypto_aesni_mb
Loads, all if none is named:
$(printf '%s\n' "${LOADS[@]}" | sed 's/|.*//; s/^/  /')
USAGE
}

json=false
build=$TOP/build
rounds=7
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

# run DRIVER VDEV OPTION...: one run, prints lines "bytes Gbit/s".
run() {
	local driver=$1 vdev=$2
	shift 2
	timeout -k 5 300 dpdk-test-crypto-perf --no-huge -m 700 --no-pci \
		--file-prefix "hisi-perf-$$" --lcores "$lcores" \
		-d "$EAL_PLUGINS/librte_crypto_hisi_sec.so" --vdev "$vdev" -- \
		--devtype "$driver" --ptest throughput --total-ops 20000 \
		--burst-sz 32 --pool-sz 2048 --buffer-sz "$SIZES" --silent \
		--csv-friendly "$@" </dev/null >"$work/log" 2>&1
	# lcore, bytes, burst, enqueued, dequeued, two kinds of retries, Mops,
	# Gbit/s, cycles per op. Lost or failed ops must not count as fast.
	awk -F'[,;]' '/^[0-9]/ && NF >= 10 { print $2, $9; n++ }
		END { exit n == 0 }' "$work/log" || {
		tail -n 5 "$work/log" >&2
		die "$driver: no result"
	}
}

# The medians of a load's rounds: "bytes model other ratio" per size.
medians() {
	awk 'function median(v, n,   i, j, t) {
		for (i = 2; i <= n; i++)
			for (j = i; j > 1 && v[j - 1] > v[j]; j--) {
				t = v[j]; v[j] = v[j - 1]; v[j - 1] = t
			}
		return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
	}
	{
		if (!($1 in n)) order[++sizes] = $1
		n[$1]++
		other[$1, n[$1]] = $2; model[$1, n[$1]] = $3
	}
	END {
		for (s = 1; s <= sizes; s++) {
			b = order[s]
			for (i = 1; i <= n[b]; i++) {
				m[i] = model[b, i]; o[i] = other[b, i]
				r[i] = m[i] / o[i]
			}
			print b, median(m, n[b]), median(o, n[b]), \
				median(r, n[b])
		}
	}' "$1"
}

rows=()
for entry in "${LOADS[@]}"; do
	IFS='|' read -r name options <<<"$entry"
	if [ ${#want[@]} != 0 ] &&
		! printf '%s\n' "${want[@]}" | grep -qx -- "$name"; then
		continue
	fi
	: >"$work/rounds"
	for ((i = 0; i < rounds; i++)); do
		run "$other" "$other" $options >"$work/a" &&
			run crypto_hisi_sec crypto_hisi_sec,device=model \
				$options >"$work/b" || exit 1
		join <(sort "$work/a") <(sort "$work/b") | sort -n \
			>>"$work/rounds"
	done
	while read -r row; do
		rows+=("$name $row")
	done < <(medians "$work/rounds")
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
		printf "\"model_gbps\": %.3f, \"other_gbps\": %.3f, ", $3, $4
		printf "\"ratio\": %.2f}", $5
	}
	END { print "\n]}" }'
	exit 0
fi
echo "$machine; load average $load at the end; $rounds rounds"
printf '%-16s %6s %8s %14s %6s\n' load bytes model "$other" ratio
printf '%s\n' "${rows[@]}" |
	awk '{ printf "%-16s %6d %8.2f %14.2f %6.2f\n", $1, $2, $3, $4, $5 }'
