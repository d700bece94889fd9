#!/bin/bash
# SPDX-License-Identifier: BSD-3-Clause
# Copyright(c) 2026 The hisi-pmd authors
#
# Look in the drivers for words that DPDK forbids. doc/dpdk-rules.md says why
# the exceptions below stay. Prints each other place; status 1 if there is one.

cd "$(dirname "$0")/.." || exit 2

# word WHY-EXCEPTION-PATTERN REGULAR-EXPRESSION: files that match the first may
# have the second.
found=0
word() {
	local places
	places=$(grep -rnE --include='*.[ch]' -- "$2" drivers |
		grep -vE "^($1):")
	[ -n "$places" ] || return
	echo "$places"
	found=1
}

MODEL='drivers/common/hisi_model/[^:]*'
COMPAT='drivers/common/hisi_qm/hisi_compat\.h'
VECTOR='drivers/crypto/hisi_sec/sec_short\.h|drivers/compress/hisi_zip/zip_short\.h'
TYPES='drivers/common/hisi_qm/hw/types\.h'

word "$MODEL|$COMPAT" '__atomic_|__ATOMIC_'
word "$COMPAT" '\<(rte_log|RTE_LOG|RTE_LOG_DP)\('
word '' '\<RTE_LOG_REGISTER\('
word '' '\<(printf|perror)\(|fprintf\((stdout|stderr)'
word '' '\<(rte_panic|rte_exit)\('
word "$MODEL|$TYPES|$VECTOR" '__attribute__'
word '' '%l+[xud]'
word '' 'rte_atomic[0-9][0-9]_|rte_smp_[rw]?mb\(|__sync_'
word "$MODEL" 'pthread_(create|join|detach|set(_?name_np|affinity_np)|attr_set)'
word '' '\<(__typeof__|__alignof__|__reserved)\>|#pragma|_Pragma'
word "$MODEL" '\<__builtin_'
# Only types are aligned with it; a member has alignas().
word '' '^[^{]*[a-z\])] *__rte_cache_aligned *;'
# DPDK's build wants each exported function of the model in a section of its own.
unflagged=$(awk '/^[a-z].*[ *]hisi_model_[a-z_]*\(/ && last != "HISI_MODEL_API" {
		print FILENAME ":" FNR ":" $0 " (no HISI_MODEL_API)" }
	{ last = $0 }' drivers/common/hisi_model/hisi_model.h)
if [ -n "$unflagged" ]; then
	echo "$unflagged"
	found=1
fi
exit $found
