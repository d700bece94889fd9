# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Inside the machine: DPDK's own unmodified unit suites on queue files. Source
# it after guest.sh. Set by the caller, if at all: SEC_VDEV, HPRE_VDEV and
# ZIP_VDEV, what EAL is to make; DPDK_PROGRAM (dpdk_test.sh).

. "$TOP/test/suites/dpdk_test.sh"
N_PASSED=0 N_FAILED=0 N_SKIPPED=0
DPDK_LIMIT=800
DPDK_LOGS=/run/tmp
DRIVERS=/run/plug ALIASES=/run/alias

counts() {
	N_PASSED=$((N_PASSED + $2))
	N_FAILED=$((N_FAILED + $3))
	N_SKIPPED=$((N_SKIPPED + $4))
}

failed() {
	N_FAILED=$((N_FAILED + 1))
	echo "$1: $2"
}

# suite NAME ALIAS FLOOR LIBRARY VDEV
suite() {
	N_PASSED=0 N_FAILED=0 N_SKIPPED=0
	dpdk_test "$1" "$1" "$3" "$2" "$4" "$5"
	echo "COUNTS $1 $N_PASSED $N_FAILED $N_SKIPPED"
	[ $N_FAILED = 0 ] || FAILED=1
}

# dpdk_suites GENERATION ENGINE...: the suites for the engines; after plugins.
dpdk_suites() {
	local engine sec=293 hpre=6
	# No SM4 in modes of generation 3, no elliptic curves.
	[ "$1" != v2 ] || sec=253 hpre=4
	shift
	mkdir -m 700 $ALIASES
	cp "$BUILD"/test/dpdk/*.so $ALIASES/
	[ -n "${DPDK_PROGRAM:-}" ] || dpdk_program
	for engine in "$@"; do
		case $engine in
		hpre) suite cryptodev_octeontx_asym_autotest \
			alias_octeontx_hpre $hpre crypto_hisi_hpre \
			"${HPRE_VDEV:-crypto_hisi_hpre}" ;;
		zip) suite compressdev_autotest - 27 compress_hisi_zip \
			"${ZIP_VDEV:-compress_hisi_zip}" ;;
		sec) suite cryptodev_uadk_autotest alias_uadk_sec $sec \
			crypto_hisi_sec "${SEC_VDEV:-crypto_hisi_sec}" ;;
		*) fail "$engine" "is not hpre, zip or sec" ;;
		esac
	done
}
