// SPDX-License-Identifier: GPL-2.0
/* Copyright(c) 2026 The hisi-pmd authors */

/*
 * The wire format in a kernel module: the headers must stand alone there, and
 * their own asserts and these must hold with the kernel's types and flags.
 */

#include <linux/build_bug.h>
#include <linux/module.h>

#include "engine.h"
#include "hpre.h"
#include "qm.h"
#include "sec.h"
#include "zip.h"

static_assert(sizeof(struct hisi_qm_cqe) == 16);
static_assert(sizeof(struct hisi_qm_sge) == 32);
static_assert(sizeof(struct hisi_sec_sqe) == 128);
static_assert(sizeof(struct hisi_sec_bd2) == 128);
static_assert(sizeof(struct hisi_sec_bd3) == 128);
static_assert(sizeof(struct hisi_hpre_sqe) == 64);
static_assert(sizeof(struct hisi_zip_sqe) == 128);
/* qm.md 5.1 and 6.2: command, index, phase. */
static_assert(HISI_PREP64(HISI_QM_DB_CMD, 1) == 1ULL << 12);
static_assert(HISI_PREP64(HISI_QM_DB_INDEX, 1) == 1ULL << 32);
static_assert(HISI_PREP(HISI_QM_CQE_W3_PHASE, 1) == 1U << 16);

MODULE_DESCRIPTION("Compile test of the wire format headers");
MODULE_LICENSE("GPL");
