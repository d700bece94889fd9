/* SPDX-License-Identifier: BSD-3-Clause OR GPL-2.0
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The engines and their generations: one row for each, for drivers, model,
 * daemons and kernel code.
 * Datasheet: doc/hardware/qm.md; section numbers below refer to it.
 *
 * To add a generation, add its row to hisi_gen_get(). Code asks the row for
 * what differs (HISI_GEN_*), and compares generations nowhere.
 */

#ifndef HISI_HW_ENGINE_H
#define HISI_HW_ENGINE_H

#include "hpre.h"
#include "qm.h"
#include "qm_pf.h"
#include "sec.h"
#include "zip.h"

/** The engines. */
enum hisi_engine {
	HISI_ENGINE_SEC,
	HISI_ENGINE_HPRE,
	HISI_ENGINE_ZIP,
};

/** Number of engines; not an engine itself. */
#define HISI_NB_ENGINES 3

/** Facts that all generations of an engine share. */
struct hisi_engine_info {
	const char *name;       /**< In parameters: "sec", "hpre", "zip". */
	const char *uacce_name; /**< Before "-N": "hisi_sec2" (1). */
	uint16_t pci_device;    /**< Of the physical function (10.1). */
	uint16_t sqe_size;      /**< Bytes. */
	uint16_t qc_types;      /**< Types 0 to qc_types - 1 exist (2.5). */
	uint32_t result_words;  /**< Words of an SQE that it writes back. */
};

/**
 * The row of an engine.
 * @param engine an index from 0 on
 * @return NULL behind the last engine
 */
static inline const struct hisi_engine_info *
hisi_engine_get(unsigned int engine)
{
	static const struct hisi_engine_info rows[HISI_NB_ENGINES] = {
		[HISI_ENGINE_SEC] = {
			"sec", "hisi_sec2", HISI_PCI_DEV_SEC,
			sizeof(struct hisi_sec_sqe), HISI_SEC_QC_ALL + 1,
			HISI_SEC_RESULT_WORDS,
		},
		[HISI_ENGINE_HPRE] = {
			"hpre", "hisi_hpre", HISI_PCI_DEV_HPRE,
			sizeof(struct hisi_hpre_sqe), HISI_HPRE_QC_ECC + 1,
			HISI_HPRE_RESULT_WORDS,
		},
		[HISI_ENGINE_ZIP] = {
			"zip", "hisi_zip", HISI_PCI_DEV_ZIP,
			sizeof(struct hisi_zip_sqe),
			HISI_ZIP_QC_DECOMPRESS + 1, HISI_ZIP_RESULT_WORDS,
		},
	};

	return engine < HISI_NB_ENGINES ? &rows[engine] : NULL;
}

/* Features of a generation, one bit each (struct hisi_gen_info, has). */
/** A doorbell window for each queue, and isolation of functions (3.1). */
#define HISI_GEN_DB_WINDOWS HISI_BITS(0, 0)
/** Capability registers of the function (10.2). */
#define HISI_GEN_CAP_REGS HISI_BITS(1, 1)
/** SEC: descriptors of type 3, and what they alone can say. */
#define HISI_GEN_SEC_BD3 HISI_BITS(2, 2)
/** SEC: GCM in streams; tags of AEAD down to the lengths of sec.md 12.1. */
#define HISI_GEN_SEC_STREAM HISI_BITS(3, 3)
/** SEC: prefetches of lists and of long data are counted right (sec.md 12.3). */
#define HISI_GEN_SEC_PREFETCH HISI_BITS(6, 6)
/** HPRE: the algorithms on elliptic curves. */
#define HISI_GEN_HPRE_ECC HISI_BITS(4, 4)
/** ZIP: descriptors of type 3, and raw DEFLATE. */
#define HISI_GEN_ZIP_TYPE3 HISI_BITS(5, 5)

/** A generation. */
struct hisi_gen_info {
	uint16_t gen;       /**< HISI_QM_GEN*, higher is later. */
	uint8_t pci_rev;    /**< PCI revision id (10.1). */
	uint8_t subversion; /**< Register HISI_QM_SUBVERSION; 0 = not there. */
	uint32_t has;       /**< HISI_GEN_*. */
	const char *name;   /**< In parameters: "v2". */
	const char *api;    /**< Attribute api (2.2). */
	/** Attribute algorithms, a line for each class (2.3). */
	const char *algorithms[HISI_NB_ENGINES];
};

/**
 * The row of a generation.
 * @param index from 0 on, the oldest first
 * @return NULL behind the last one
 */
static inline const struct hisi_gen_info *
hisi_gen_get(unsigned int index)
{
	static const struct hisi_gen_info rows[] = {
		{
			HISI_QM_GEN2, HISI_PCI_REV_V2, 0,
			0,
			"v2", HISI_QM_API_PREFIX "2",
			{
				"cipher\ndigest\naead\n",
				"rsa\ndh\n",
				"zlib\ngzip\n",
			},
		},
		{
			HISI_QM_GEN3, HISI_PCI_REV_V3, 0,
			HISI_GEN_DB_WINDOWS | HISI_GEN_CAP_REGS |
			HISI_GEN_SEC_BD3 | HISI_GEN_HPRE_ECC |
			HISI_GEN_ZIP_TYPE3,
			"v3", HISI_QM_API_PREFIX "3",
			{
				"cipher\ndigest\naead\n",
				"rsa\ndh\necdh\necdsa\nsm2\nx25519\nx448\n",
				"zlib\ngzip\ndeflate\n",
			},
		},
		{
			HISI_QM_GEN5, HISI_PCI_REV_V3, HISI_QM_SUBVERSION_V5,
			HISI_GEN_DB_WINDOWS | HISI_GEN_CAP_REGS |
			HISI_GEN_SEC_BD3 | HISI_GEN_SEC_STREAM |
			HISI_GEN_SEC_PREFETCH |
			HISI_GEN_HPRE_ECC | HISI_GEN_ZIP_TYPE3,
			"v5", HISI_QM_API_PREFIX "5",
			{
				"cipher\ndigest\naead\n",
				"rsa\ndh\necdh\necdsa\nsm2\nx25519\nx448\n",
				"zlib\ngzip\ndeflate\n",
			},
		},
	};

	return index < sizeof(rows) / sizeof(rows[0]) ? &rows[index] : NULL;
}

/** The generations by name, for messages about a wrong one. */
#define HISI_GEN_NAMES "v2, v3, v5"
/** The generation of a model or virtual accelerator without a choice. */
#define HISI_GEN_DEFAULT HISI_QM_GEN3

/** The row of a generation's number. @return NULL if there is none */
static inline const struct hisi_gen_info *
hisi_gen_find(unsigned int gen)
{
	const struct hisi_gen_info *g;
	unsigned int i;

	for (i = 0; (g = hisi_gen_get(i)) != NULL && g->gen != gen; i++)
		;
	return g;
}

/** Whether two texts are the same; kernel and user space share no header. */
static inline int
hisi_text_equal(const char *a, const char *b)
{
	while (*a != '\0' && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/** The row of a generation's name, such as "v3". @return NULL if none */
static inline const struct hisi_gen_info *
hisi_gen_by_name(const char *name)
{
	const struct hisi_gen_info *g;
	unsigned int i;

	for (i = 0; (g = hisi_gen_get(i)) != NULL; i++)
		if (hisi_text_equal(g->name, name))
			break;
	return g;
}

/** The number of an engine's name, such as "sec"; HISI_NB_ENGINES if none. */
static inline unsigned int
hisi_engine_by_name(const char *name)
{
	unsigned int i;

	for (i = 0; i < HISI_NB_ENGINES; i++)
		if (hisi_text_equal(hisi_engine_get(i)->name, name))
			break;
	return i;
}

/**
 * Whether a generation has something.
 * @param gen a number that hisi_gen_find() knows; all others have nothing
 * @param what HISI_GEN_*
 */
static inline int
hisi_gen_has(unsigned int gen, uint32_t what)
{
	const struct hisi_gen_info *g = hisi_gen_find(gen);

	return g != NULL && (g->has & what) != 0;
}

/**
 * Bytes of the doorbell region of a queue (3.1): its window, or the
 * function's registers up to the page of the doorbell.
 * @param page bytes of a page of the host
 */
static inline unsigned long
hisi_gen_mmio_size(unsigned int gen, unsigned long page)
{
	if (hisi_gen_has(gen, HISI_GEN_DB_WINDOWS))
		return HISI_QM_DB_WINDOW;
	return (1 + HISI_QM_DB_V2_OFFSET / page) * page;
}

/**
 * Bytes of the region of rings and status words of a queue (3.2).
 * @param depth entries of each ring
 * @param page bytes of a page of the host
 */
static inline unsigned long
hisi_engine_dus_size(unsigned int engine, unsigned long depth,
		     unsigned long page)
{
	unsigned long rings = (hisi_engine_get(engine)->sqe_size +
			       sizeof(struct hisi_qm_cqe)) * depth;

	return (rings + page - 1) / page * page + page;
}

#endif /* HISI_HW_ENGINE_H */
