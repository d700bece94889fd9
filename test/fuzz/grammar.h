/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef GRAMMAR_H
#define GRAMMAR_H

/**
 * @file
 * A generator of descriptors that are good, with their keys, data and scatter
 * lists; and of descriptors in which one thing is broken. Random descriptors
 * end in a refusal nearly always and never get to the engines' work.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hw/engine.h"

/** Bytes of the memory that descriptors refer to. */
#define GRAMMAR_ARENA (4U << 20)
/** Words of the longest descriptor. */
#define GRAMMAR_WORDS 32

/** State of a generator. */
struct grammar {
	uint64_t rng;            /**< Anything but 0. */
	uint8_t *arena;          /**< GRAMMAR_ARENA bytes, aligned to 64. */
	enum hisi_engine engine;
	const struct hisi_gen_info *gen;
	uint32_t qc_type;        /**< Of the queue that takes the descriptors. */
	size_t used;             /**< Bytes of the arena that are given out. */
	uint8_t *list[2];        /**< Scatter lists of the last descriptor. */
	unsigned int lists;
};

/** Make a good descriptor; what an earlier one used is written over. */
void grammar_good(struct grammar *g, uint32_t *w);

/** Break one thing of the descriptor that grammar_good() made last. */
void grammar_break(struct grammar *g, uint32_t *w);

/** Whether a completed descriptor tells of success. */
bool grammar_succeeded(const struct grammar *g, const uint32_t *w);

/* For the files of the grammar. */

/** A random number below n, n > 0. */
uint32_t grammar_below(struct grammar *g, uint32_t n);

/** len bytes of the arena. They hold random data. */
uint8_t *grammar_bytes(struct grammar *g, size_t len);

/** A length: short as a rule, up to 128 KiB, a multiple of step. */
uint32_t grammar_len(struct grammar *g, uint32_t step);

/**
 * A scatter list, maybe a chain of several, whose entries are a buffer in
 * pieces of random length.
 */
uint8_t *grammar_list(struct grammar *g, uint8_t *buf, size_t len);

/** Good descriptors of the engines. */
void grammar_sec(struct grammar *g, uint32_t *w);
void grammar_hpre(struct grammar *g, uint32_t *w);
void grammar_zip(struct grammar *g, uint32_t *w);

#endif /* GRAMMAR_H */
