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

need_debian12() {
	local id='' VERSION_ID='' ID=''
	[ -r /etc/os-release ] && . /etc/os-release
	id="${ID:-unknown} ${VERSION_ID:-}"
	[ "$id" = "debian 12" ] ||
		die "made for Debian 12, this is '${id% }'; elsewhere install DPDK 22.11 and build by hand, see README.md"
}

# need_space DIR MEGABYTES
need_space() {
	local have
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
	if ! quiet apt-get install -y --no-install-recommends $missing; then
		say "updating the package lists and trying again"
		quiet apt-get update ||
			die "apt-get update failed: is there a network, and do /etc/apt/sources.list* name a Debian mirror?"
		quiet apt-get install -y --no-install-recommends $missing ||
			die "apt-get could not install:$missing"
	fi
}

# The packages everything is built and run with.
BUILD_PACKAGES="build-essential meson ninja-build pkg-config
	python3 python3-pyelftools dpdk dpdk-dev libdpdk-dev libssl-dev
	zlib1g-dev libisal-dev libpcap-dev libjansson-dev libcmocka-dev
	libarchive-dev libnuma-dev ca-certificates"

# Set up everything for a build and build it in DIR (default build).
setup_and_build() {
	local dir=${1:-$TOP/build}
	need_space "$TOP" 600
	need_packages $BUILD_PACKAGES
	"$TOP/devtools/get-sdk.sh" || exit 1
	if [ ! -f "$dir/build.ninja" ]; then
		say "configuring ${dir#"$TOP"/}"
		quiet meson setup "$dir" "$TOP" || die "meson setup failed"
	fi
	say "building ${dir#"$TOP"/}"
	quiet ninja -C "$dir" || die "the build failed"
}
