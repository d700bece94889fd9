# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Functions shared by the project's shell scripts. Source it with
# `. devtools/lib.sh` after setting TOP to the top of the tree.

DEPS="$TOP/.deps"

# One clear line and a non-zero status; nothing else.
die() {
	echo "${0##*/}: error: $*" >&2
	exit 1
}

say() {
	echo "== $*"
}

need_root() {
	[ "$(id -u)" = 0 ] ||
		die "must run as root (it installs packages and mounts hugepages); try: sudo $0"
}

# need_debian: this is a Debian whose packages the scripts know. Those of 12 and
# 13 have the same names.
need_debian() {
	local VERSION_ID='' ID=''
	[ -r /etc/os-release ] && . /etc/os-release
	case "${ID:-unknown} ${VERSION_ID:-}" in
	"debian 12" | "debian 13") ;;
	*) die "made for Debian 12 and 13, this is '${ID:-unknown}${VERSION_ID:+ $VERSION_ID}'; elsewhere install DPDK and build by hand, see README.md" ;;
	esac
}

# need_space DIR MEGABYTES
need_space() {
	local have
	[ -d "$1" ] || die "$1 is not a folder; create it, or set TMPDIR to one that exists"
	have=$(df -Pm "$1" | awk 'NR==2 { print $4 }')
	[ "${have:-0}" -ge "$2" ] ||
		die "$1 has ${have:-0} MB free, $2 MB are needed; make room and start again"
}

# Run a command with its output in a log; on failure show the end of it.
quiet() {
	local log
	log=$(mktemp) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
	if ! "$@" >"$log" 2>&1; then
		tail -n 15 "$log" >&2
		rm -f "$log"
		return 1
	fi
	rm -f "$log"
}

# need_packages PACKAGE...: install what is missing.
need_packages() {
	local p missing=''
	for p in "$@"; do
		dpkg-query -W -f='${Status}' "$p" 2>/dev/null |
			grep -q 'ok installed' || missing="$missing $p"
	done
	[ -n "$missing" ] || return 0
	say "installing$missing"
	export DEBIAN_FRONTEND=noninteractive
	# Package lists may be absent or old; only then ask the network.
	if ! apt-get install -y --no-install-recommends $missing \
		>/dev/null 2>&1; then
		say "updating the package lists and trying again"
		quiet apt-get -o APT::Update::Error-Mode=any update ||
			die "apt-get update failed: is there a network, and do /etc/apt/sources.list* name a Debian mirror?"
		quiet apt-get install -y --no-install-recommends $missing ||
			die "apt-get could not install:$missing"
	fi
}

# The packages everything is built and run with.
BUILD_PACKAGES="build-essential meson ninja-build pkg-config
	python3 python3-pyelftools dpdk dpdk-dev libdpdk-dev libssl-dev
	zlib1g-dev libisal-dev libpcap-dev libjansson-dev libcmocka-dev
	libarchive-dev libnuma-dev ca-certificates valgrind"
# Optional, for x86 only: the model's speed.
[ "$(dpkg --print-architecture 2>/dev/null)" != amd64 ] ||
	BUILD_PACKAGES="$BUILD_PACKAGES libipsec-mb-dev"

# setup_and_build DIR [MESON-OPTION...]: set up everything for a build and
# build it in DIR. With BUILD_WHAT=tests it builds only meson's tests and the
# plugins for EAL.
setup_and_build() {
	local dir=$1 targets=()
	shift
	need_space "$TOP" 600
	need_packages $BUILD_PACKAGES
	"$TOP/devtools/get-sdk.sh" || exit 1
	[ -z "${SDK:-}" ] || set -- "$@" "-Dsdk=$(realpath "$SDK")"
	if [ ! -f "$dir/build.ninja" ]; then
		say "configuring ${dir#"$TOP"/}"
		quiet meson setup "$dir" "$TOP" "$@" || die "meson setup failed"
	fi
	if [ "${BUILD_WHAT:-all}" = tests ]; then
		mapfile -t targets < <(ninja -C "$dir" -t targets all |
			sed -nE 's#^((drivers|test/dpdk)/[^/]*\.so): .*#\1#p')
		targets+=(meson-test-prereq)
	fi
	say "building ${dir#"$TOP"/}"
	quiet ninja -C "$dir" "${targets[@]}" || die "the build failed"
}

# on_exit COMMAND ARGUMENT...: run it when the script ends, whatever ends it.
# The command that was registered last runs first.
ON_EXIT=()
on_exit() {
	if [ ${#ON_EXIT[@]} = 0 ]; then
		trap run_on_exit EXIT
		trap 'exit 129' HUP
		trap 'exit 130' INT
		trap 'exit 143' TERM
	fi
	ON_EXIT+=("$(printf '%q ' "$@")")
}

run_on_exit() {
	local i
	# A second signal must not stop the cleaning up half-way.
	trap '' HUP INT TERM
	for ((i = ${#ON_EXIT[@]} - 1; i >= 0; i--)); do
		eval "${ON_EXIT[i]}" >/dev/null 2>&1
	done
}

# kill_job PID: end a background job of this script, if it still runs; the
# number may long be that of another process.
kill_job() {
	jobs -pr | grep -qx "$1" && kill "$1" 2>/dev/null
}

# eal_lcores: print two lcores for EAL, on CPUs that this process may use.
eal_lcores() {
	local list part cpus=() i
	list=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)
	for part in ${list//,/ }; do
		for ((i = ${part%-*}; i <= ${part#*-}; i++)); do
			cpus+=("$i")
		done
	done
	echo "0@${cpus[0]:-0},1@${cpus[1]:-${cpus[0]:-0}}"
}

# eal_memory_args MEGABYTES: set the array EAL_MEMORY to EAL options that give
# a process so much memory: free hugepages, else hugepages reserved until the
# script ends, else normal pages. Says which.
eal_memory_args() {
	local nr=/proc/sys/vm/nr_hugepages kb need free old
	EAL_MEMORY=(--no-huge -m "$1")
	kb=$(awk '/^Hugepagesize:/ { print $2 }' /proc/meminfo)
	free=$(awk '/^HugePages_Free:/ { print $2 }' /proc/meminfo)
	if [ -z "$kb" ]; then
		say "this kernel has no hugepages: using normal pages"
		return
	fi
	need=$((($1 * 1024 + kb - 1) / kb))
	if [ "$free" -ge "$need" ]; then
		say "using $need of the $free free hugepages"
		EAL_MEMORY=(--in-memory -m "$1")
		return
	fi
	old=$(cat $nr)
	on_exit set_hugepages "$old"
	set_hugepages $((old + need - free)) 2>/dev/null
	free=$(awk '/^HugePages_Free:/ { print $2 }' /proc/meminfo)
	if [ "$free" -ge "$need" ]; then
		say "reserved $need hugepages; the old number, $old, comes back at the end"
		EAL_MEMORY=(--in-memory -m "$1")
		return
	fi
	set_hugepages "$old" 2>/dev/null
	say "no hugepages are free: using normal pages"
}

set_hugepages() {
	echo "$1" >/proc/sys/vm/nr_hugepages
}

# world_writable DIR: whether DIR or a folder above it is.
world_writable() {
	local d
	d=$(realpath "$1") || return 0
	while :; do
		[ -n "$(find "$d" -maxdepth 0 -perm -o=w)" ] && return 0
		[ "$d" = / ] && return 1
		d=$(dirname "$d")
	done
}

# eal_plugin_dir DIR: set EAL_PLUGINS to a folder from which EAL loads the
# drivers of DIR. That is DIR, unless all may write to it or to a folder above
# it, which EAL refuses: then it is a copy that only root can change.
eal_plugin_dir() {
	local base
	EAL_PLUGINS=$1
	world_writable "$1" || return 0
	for base in /var/lib /root /opt; do
		if [ ! -d "$base" ] || world_writable "$base"; then
			continue
		fi
		findmnt -no OPTIONS -T "$base" | grep -qw noexec && continue
		EAL_PLUGINS=$(mktemp -d -p "$base" hisi-pmd.XXXXXX) || continue
		on_exit rm -rf "$EAL_PLUGINS"
		cp "$1"/*.so "$EAL_PLUGINS" ||
			die "cannot copy the drivers to $EAL_PLUGINS: is the disk full?"
		say "all may write to $1 or a folder above it: loading a copy of the drivers, in $EAL_PLUGINS until the end"
		return 0
	done
	die "all may write to $1 or a folder above it, EAL refuses to load drivers from there, and there is no better place; move the project"
}
