#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# About: the model as PCI functions under the kernel's own drivers
# Minutes: 25
#
# PCI_ONLY, if set, names the machines to run: x86-v3 x86-v2 sva-v3 sva-v2
# arm64-v3 arm64-v2.

. "$(dirname "$0")/common.sh"
. "$TOP/test/vm/lib.sh"
. "$TOP/test/pci/lib.sh"
. "$TOP/test/pci/arm64.sh"

why=$(pci_missing)
if [ -n "$why" ]; then
	skipped "all machines" "$why"
	suite_end
fi
work=$(mktemp -d) || die "cannot write to ${TMPDIR:-/tmp}"
on_exit rm -rf "$work"
SECONDS=0
if ! pci_setup; then
	failed "set-up" "see above"
	suite_end
fi
echo "INFO set-up: $SECONDS s"

# 20 rounds of each kind, 200 resets, 5 MiB for each algorithm of SEC; scaled
# with TEST_SCALE, 5 of which makes hundreds of all. In CI, 2 rounds, 20 resets
# and 512 KiB.
PCI_ROUNDS=$(awk -v s="${TEST_SCALE:-1}" \
	'BEGIN { n = int(20 * s); print n < 2 ? 2 : n }')
PCI_KILOBYTES=$((PCI_ROUNDS * 256))
# Machines of a busy host are slow.
PCI_LIMIT=$((1800 + 60 * PCI_ROUNDS))

# wanted NAME...: one of these machines is to run.
wanted() {
	local n
	for n in "$@"; do
		case " ${PCI_ONLY:-$n} " in
		*" $n "*) return 0 ;;
		esac
	done
	return 1
}

# machine NAME GEN CASE...: boot, and report what the cases say.
machine() {
	local name=$1 gen=$2 log=$work/$1.log
	shift 2
	wanted "$name" || return
	SECONDS=0
	pci_boot "$log" "$gen" "$@"
	echo "$? $SECONDS" >"$log.end"
	grep -a '^hisi-pcid: client gone' "$log"
	vm_report "$name" "$log" 1
}

machine x86-v3 v3 probe selftest reload rebind reset error afalg extra tcrypt
machine x86-v2 v2 probe selftest reload rebind reset error afalg extra tcrypt
if vm_vectors "$BUILD/vm/vectors"; then
	PCI_USER=1
	machine sva-v3 v3 sva probe nodes user
	machine sva-v2 v2 sva probe nodes user
	PCI_USER=0
else
	failed "machines with SVA" "no vectors for dpdk-test-crypto-perf"
fi
SECONDS=0
if ! wanted arm64-v3 arm64-v2; then
	:
elif pci_setup_arm64; then
	echo "INFO arm64 set-up: $SECONDS s"
	machine arm64-v3 v3 probe selftest error
	machine arm64-v2 v2 probe selftest error
else
	failed "arm64 set-up" "see above"
fi
[ $((N_PASSED + N_FAILED)) != 0 ] ||
	failed "PCI_ONLY=$PCI_ONLY" "no machine has such a name"
suite_end
