/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BD_TYPE
#define SEC_BD_TYPE 2

/**
 * @file
 * Descriptor type 2: where it has the words that differ per op (sec.md 3).
 * sec_bd2.c includes this file, then the code that it compiles for this type.
 */

#include "sec_pmd.h"

/** The descriptor. */
typedef struct hisi_sec_bd2 sec_bd;

/** Members. */
#define SEC_BD_A_LEN w4
#define SEC_BD_C_LEN w5
#define SEC_BD_OFFSETS w6

/** Fields. */
#define SEC_BD_CIPHER_OFFSET HISI_SEC2_W6_CIPHER_OFFSET
#define SEC_BD_DE HISI_SEC2_W0_DE
#define SEC_BD_SRC_TYPE HISI_SEC2_W0_SRC_TYPE
#define SEC_BD_DST_TYPE HISI_SEC2_W0_DST_TYPE

/** The data path of this type. */
#define SEC_BD_PATH sec_path_bd2

/** This type has no prefetch bit. */
static __rte_always_inline void
sec_bd_prefetch_cut(sec_bd *bd __rte_unused, uint32_t mask __rte_unused)
{
}

#endif /* SEC_BD_TYPE */
