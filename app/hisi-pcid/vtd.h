/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VTD_H
#define VTD_H

/**
 * @file
 * Tables of Intel VT-d in scalable mode, as far as requests with a PASID and
 * first-level translation need them. Written from the architecture
 * specification of VT-d, chapter 9, whose names are used. Words are
 * little-endian, tables 4 KiB pages unless said otherwise.
 */

#include "hw/types.h"

#define VTD_PAGE_SHIFT 12
/** Address of a table in any entry that has one. */
#define VTD_TABLE HISI_BITS64(51, 12)
/** Entry of any table but those for paging is there. */
#define VTD_PRESENT HISI_BITS64(0, 0)

/* Root table address register. */
#define VTD_RTADDR_TTM HISI_BITS64(11, 10)
#define VTD_RTADDR_TTM_SCALABLE 1

/* Root entry, two words: the buses' lower and upper 128 functions. */
#define VTD_ROOT_SIZE 16
#define VTD_CONTEXT_FUNCTIONS 128

/* Scalable-mode context entry; word 0. */
#define VTD_CONTEXT_SIZE 32
#define VTD_CONTEXT_PASID_ENABLE HISI_BITS64(3, 3)
/** Number of directory entries: 2 to the power of 7 and this. */
#define VTD_CONTEXT_PDTS HISI_BITS64(11, 9)

/* PASID directory entry, and number of the table behind it. */
#define VTD_DIR_SIZE 8
#define VTD_PASID_INDEX_BITS 6

/* PASID table entry; words 0 and 2. */
#define VTD_PASID_SIZE 64
#define VTD_PASID_W0_PGTT HISI_BITS64(8, 6)
#define VTD_PGTT_FIRST_LEVEL 1
#define VTD_PASID_W2_FLPM HISI_BITS64(3, 2)
#define VTD_FLPM_4_LEVELS 0
#define VTD_FLPM_5_LEVELS 1

/* First-level paging entry. */
#define VTD_FL_SIZE 8
#define VTD_FL_INDEX_BITS 9
#define VTD_FL_PRESENT HISI_BITS64(0, 0)
#define VTD_FL_WRITE HISI_BITS64(1, 1)
#define VTD_FL_USER HISI_BITS64(2, 2)
#define VTD_FL_ACCESSED HISI_BITS64(5, 5)
#define VTD_FL_DIRTY HISI_BITS64(6, 6)
/** Entry of level 2 or 3 is a page; reserved in higher ones. */
#define VTD_FL_PAGE HISI_BITS64(7, 7)
/** Highest level whose entries can be pages. */
#define VTD_FL_PAGE_LEVEL 3

#endif /* VTD_H */
