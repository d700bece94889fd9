/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SEC_BD_TYPE
#define SEC_BD_TYPE 3

/**
 * @file
 * Descriptor type 3: where it has the words that differ per op (sec.md 4).
 * sec_bd3.c includes this file, then the code that it compiles for this type.
 */

#include "sec_pmd.h"

/** The descriptor. */
typedef struct hisi_sec_bd3 sec_bd;

/** Members. */
#define SEC_BD_A_LEN w17
#define SEC_BD_C_LEN w18
#define SEC_BD_OFFSETS w16

/** Fields. */
#define SEC_BD_CIPHER_OFFSET HISI_SEC3_W16_CIPHER_OFFSET
#define SEC_BD_DE HISI_SEC3_W0_DE
#define SEC_BD_SRC_TYPE HISI_SEC3_W0_SRC_TYPE
#define SEC_BD_DST_TYPE HISI_SEC3_W0_DST_TYPE

/** The data path of this type. */
#define SEC_BD_PATH sec_path_bd3

/** Cut the word that has the prefetch bit to the mask of the session. */
static __rte_always_inline void
sec_bd_prefetch_cut(sec_bd *bd, uint32_t mask)
{
	bd->w14 &= mask;
}

#endif /* SEC_BD_TYPE */
