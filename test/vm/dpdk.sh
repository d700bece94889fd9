# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# DPDK's own unmodified unit suites on queue files. Arguments: the engines,
# hpre, zip, sec; none: all of them.

. "$TOP/test/vm/guest.sh"
. "$TOP/test/suites/dpdk_test.sh"
N_PASSED=0 N_FAILED=0 N_SKIPPED=0
DPDK_LIMIT=800
DPDK_LOGS=/run/tmp

counts() {
	N_PASSED=$((N_PASSED + $2))
	N_FAILED=$((N_FAILED + $3))
	N_SKIPPED=$((N_SKIPPED + $4))
}

failed() {
	N_FAILED=$((N_FAILED + 1))
	echo "$1: $2"
}

# suite NAME ALIAS FLOOR LIBRARY
suite() {
	N_PASSED=0 N_FAILED=0 N_SKIPPED=0
	dpdk_test "$1" "$1" "$3" "$2" "$4" "$4"
	echo "COUNTS $1 $N_PASSED $N_FAILED $N_SKIPPED"
	[ $N_FAILED = 0 ] || FAILED=1
}

check load load devices=zip,sec,hpre
check daemon start_daemon
plugins
DRIVERS=/run/plug ALIASES=/run/alias
mkdir -m 700 $ALIASES
cp "$BUILD"/test/dpdk/*.so $ALIASES/
dpdk_program
export PATIENCE_PID=$MODELD_PID
[ $# -gt 0 ] || set -- hpre zip sec
for engine in "$@"; do
	case $engine in
	hpre) suite cryptodev_octeontx_asym_autotest alias_octeontx_hpre 6 \
		crypto_hisi_hpre ;;
	zip) suite compressdev_autotest - 27 compress_hisi_zip ;;
	sec) suite cryptodev_uadk_autotest alias_uadk_sec 293 crypto_hisi_sec ;;
	*) fail "$engine" "is not hpre, zip or sec" ;;
	esac
done
stop_daemon
end
