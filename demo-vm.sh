#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# A virtual machine with the model's PCI functions under the kernel's drivers.

set -u
TOP=$(cd "$(dirname "$0")" && pwd)
. "$TOP/devtools/lib.sh"
. "$TOP/test/vm/lib.sh"
. "$TOP/test/pci/lib.sh"

usage() {
	cat <<USAGE
usage: ./demo-vm.sh [--gen v2|v3]
Installs what is missing, builds, and boots Debian's 6.12 kernel in a virtual
machine with three PCI functions of the software model. There the kernel's own
hisi_zip, hisi_sec2 and hisi_hpre, built unmodified from Debian's linux-source
package, are loaded. Prints the functions, and the verdict of the kernel's
self-test on each algorithm; then they give their queues to processes, and
dpdk-test-accel lists them. Needs root, Debian 12 on x86-64 and, the first
time, 4 GB in .deps/.
  --gen GEN   generation of the accelerators (default v3)
  --help      print this help
USAGE
}

GEN=v3
while [ $# -gt 0 ]; do
	case "$1" in
	-h | --help) usage; exit 0 ;;
	--gen)
		case "${2:-}" in
		v2 | v3) GEN=$2 ;;
		*) die "--gen ${2:-}: not one of v2, v3" ;;
		esac
		shift
		;;
	*) usage >&2; die "unknown argument '$1'" ;;
	esac
	shift
done

need_root
need_debian
why=$(pci_missing)
[ -z "$why" ] || die "no machine can be started: $why"
need_space "$TOP" 500
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}: is the disk full?"
on_exit rm -rf "$work"
BUILD=$TOP/build
setup_and_build "$BUILD"
pci_setup || die "the set-up failed, see above"
say "set up after $SECONDS s; booting Linux $PCI_ABI with three functions of generation $GEN"

SECONDS=0
PCI_USER=1
pci_boot "$work/log" "$GEN" probe show list
rc=$?
grep -aE '^(FAIL|SKIP)' "$work/log"
sed -n 's/^SHOW \{0,1\}//p' "$work/log"
grep -aq '^FAIL' "$work/log" && rc=1
if [ $rc != 0 ]; then
	tail -n 20 "$work/log" >&2
	die "the machine did not do what it should, its last lines are above"
fi
say "booted, tested and ended in $SECONDS s"
