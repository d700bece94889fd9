/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Placeholder until the SEC engine is written: refuses everything. */

#include "model.h"
static const char *algs(unsigned int gen) { (void)gen; return "none\n"; }
static int ctx_new(struct model_exec *x) { (void)x; return 0; }
static void ctx_none(struct model_exec *x) { (void)x; }
static void fail(struct model_exec *x, uint32_t *sqe, uint32_t code) { (void)x; (void)sqe; (void)code; }
static void run(struct model_exec *x, uint32_t *sqe) { (void)x; (void)sqe; }
static bool failed(const uint32_t *sqe) { (void)sqe; return true; }
const struct model_engine_ops model_sec_ops = { .uacce_name = "hisi_sec2", .sqe_size = 128, .sqe_log2 = 7, .qc_types = 1, .result_words = 0xf0000000, .algorithms = algs, .ctx_new = ctx_new, .ctx_wipe = ctx_none, .ctx_free = ctx_none, .exec = run, .fail = fail, .failed = failed };
