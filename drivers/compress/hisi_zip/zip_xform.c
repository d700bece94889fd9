/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Private xforms and capabilities. */

#include <errno.h>

#include "zip_pmd.h"

/* The descriptor has no field for a level or a Huffman type: the engine
 * chooses, and both are accepted as hints (zip.md 4.3).
 */
const struct rte_compressdev_capabilities zip_caps[] = {
	{
		.algo = RTE_COMP_ALGO_DEFLATE,
		.comp_feature_flags = RTE_COMP_FF_OOP_SGL_IN_SGL_OUT |
				      RTE_COMP_FF_OOP_SGL_IN_LB_OUT |
				      RTE_COMP_FF_OOP_LB_IN_SGL_OUT |
				      RTE_COMP_FF_SHAREABLE_PRIV_XFORM |
				      RTE_COMP_FF_HUFFMAN_FIXED |
				      RTE_COMP_FF_HUFFMAN_DYNAMIC,
		.window_size = {
			.min = ZIP_WINDOW_MIN,
			.max = ZIP_WINDOW_MAX,
			.increment = 1,
		},
	},
	RTE_COMP_END_OF_CAPABILITIES_LIST()
};

/* Code of a window size; 24 KiB has no power of two to name it. */
static uint32_t
window_code(uint8_t log2)
{
	static const uint8_t code[] = {
		HISI_ZIP_WINDOW_4K, HISI_ZIP_WINDOW_8K, HISI_ZIP_WINDOW_16K,
		HISI_ZIP_WINDOW_32K,
	};

	return code[RTE_MIN(log2, ZIP_WINDOW_MAX) - ZIP_WINDOW_MIN];
}

static int
check_common(enum rte_comp_algorithm algo, enum rte_comp_checksum_type chksum,
	     enum rte_comp_hash_algorithm hash)
{
	if (algo != RTE_COMP_ALGO_DEFLATE) {
		ZIP_LOG(ERR, "algorithm %d is not supported; DEFLATE is",
			algo);
		return -ENOTSUP;
	}
	if (chksum != RTE_COMP_CHECKSUM_NONE) {
		ZIP_LOG(ERR, "checksum type %d is not supported; only none is",
			chksum);
		return -ENOTSUP;
	}
	if (hash != RTE_COMP_HASH_ALGO_NONE) {
		ZIP_LOG(ERR, "hash algorithm %d is not supported; only none is",
			hash);
		return -ENOTSUP;
	}
	return 0;
}

static int
check_compress(const struct rte_comp_compress_xform *c)
{
	int ret = check_common(c->algo, c->chksum, c->hash_algo);

	if (ret != 0)
		return ret;
	if (c->window_size < ZIP_WINDOW_MIN ||
	    c->window_size > ZIP_WINDOW_MAX) {
		ZIP_LOG(ERR, "window of 2^%u bytes is not supported; 2^%u to 2^%u are",
			c->window_size, ZIP_WINDOW_MIN, ZIP_WINDOW_MAX);
		return -EINVAL;
	}
	if (c->level < RTE_COMP_LEVEL_PMD_DEFAULT ||
	    c->level > RTE_COMP_LEVEL_MAX || c->level == RTE_COMP_LEVEL_NONE) {
		ZIP_LOG(ERR, "level %d is not supported; %d and %d to %d are, and the engine takes them as a hint",
			c->level, RTE_COMP_LEVEL_PMD_DEFAULT,
			RTE_COMP_LEVEL_MIN, RTE_COMP_LEVEL_MAX);
		return -EINVAL;
	}
	if (c->deflate.huffman > RTE_COMP_HUFFMAN_DYNAMIC) {
		ZIP_LOG(ERR, "Huffman type %d is unknown", c->deflate.huffman);
		return -EINVAL;
	}
	return 0;
}

static int
check_decompress(const struct rte_comp_decompress_xform *d)
{
	int ret = check_common(d->algo, d->chksum, d->hash_algo);

	if (ret != 0)
		return ret;
	/* Any window of DEFLATE is decoded, whatever is said here (4.2). */
	if (d->window_size > ZIP_WINDOW_MAX) {
		ZIP_LOG(ERR, "window of 2^%u bytes is not supported; up to 2^%u are",
			d->window_size, ZIP_WINDOW_MAX);
		return -EINVAL;
	}
	return 0;
}

static void
template(struct hisi_zip_sqe *sqe, uint32_t window)
{
	memset(sqe, 0, sizeof(*sqe));
	/* Stateless, new, last: all in one (4.1). */
	sqe->w7 = HISI_PREP(HISI_ZIP_W7_FINISH, 1) |
		  HISI_PREP(HISI_ZIP_W7_NEW, 1) |
		  HISI_PREP(HISI_ZIP_W7_SQE_TYPE, HISI_ZIP_SQE_TYPE3);
	sqe->w9 = HISI_PREP(HISI_ZIP_W9_REQ_TYPE, HISI_ZIP_REQ_DEFLATE) |
		  HISI_PREP(HISI_ZIP_W9_WINDOW, window);
}

int
zip_xform_init(const struct zip_device *dev, const struct rte_comp_xform *x,
	       struct zip_xform *xform)
{
	int ret;

	memset(xform, 0, sizeof(*xform));
	xform->owner = dev;
	switch (x->type) {
	case RTE_COMP_COMPRESS:
		ret = check_compress(&x->compress);
		if (ret != 0)
			return ret;
		xform->queue = ZIP_Q_COMPRESS;
		template(&xform->sqe, window_code(x->compress.window_size));
		return 0;
	case RTE_COMP_DECOMPRESS:
		ret = check_decompress(&x->decompress);
		if (ret != 0)
			return ret;
		xform->queue = ZIP_Q_DECOMPRESS;
		template(&xform->sqe, HISI_ZIP_WINDOW_32K);
		return 0;
	}
	ZIP_LOG(ERR, "xform type %d is unknown", x->type);
	return -EINVAL;
}
