/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Private xforms. */

#include <errno.h>

#include "zip_pmd.h"

/* Code of a window size. The engine's 24 KiB has no log2 and is not offered. */
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
check_common(const struct zip_device *dev, enum rte_comp_algorithm algo,
	     enum rte_comp_checksum_type chksum,
	     enum rte_comp_hash_algorithm hash)
{
	uint64_t flags = dev->caps[0].comp_feature_flags;

	if (algo != RTE_COMP_ALGO_DEFLATE && algo != RTE_COMP_ALGO_NULL) {
		ZIP_LOG(ERR, "algorithm %d is not supported; DEFLATE (%d) and NULL (%d) are",
			algo, RTE_COMP_ALGO_DEFLATE, RTE_COMP_ALGO_NULL);
		return -ENOTSUP;
	}
	if (hash != RTE_COMP_HASH_ALGO_NONE) {
		ZIP_LOG(ERR, "hash algorithm %d is not supported; only none is",
			hash);
		return -ENOTSUP;
	}
	if (chksum == RTE_COMP_CHECKSUM_NONE)
		return 0;
	if (algo == RTE_COMP_ALGO_DEFLATE &&
	    ((chksum == RTE_COMP_CHECKSUM_CRC32 &&
	      (flags & RTE_COMP_FF_CRC32_CHECKSUM)) ||
	     (chksum == RTE_COMP_CHECKSUM_ADLER32 &&
	      (flags & RTE_COMP_FF_ADLER32_CHECKSUM))))
		return 0;
	ZIP_LOG(ERR, "checksum type %d is not supported with algorithm %d; DEFLATE has CRC32 (%d) or Adler-32 (%d), one of them at a time",
		chksum, algo, RTE_COMP_CHECKSUM_CRC32,
		RTE_COMP_CHECKSUM_ADLER32);
	return -ENOTSUP;
}

static int
check_compress(const struct zip_device *dev,
	       const struct rte_comp_compress_xform *c)
{
	int ret = check_common(dev, c->algo, c->chksum, c->hash_algo);

	if (ret != 0 || c->algo == RTE_COMP_ALGO_NULL)
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
		ZIP_LOG(ERR, "Huffman type %d is unknown; default (%d) to dynamic (%d) are taken, as a hint",
			c->deflate.huffman, RTE_COMP_HUFFMAN_DEFAULT,
			RTE_COMP_HUFFMAN_DYNAMIC);
		return -EINVAL;
	}
	return 0;
}

static int
check_decompress(const struct zip_device *dev,
		 const struct rte_comp_decompress_xform *d)
{
	int ret = check_common(dev, d->algo, d->chksum, d->hash_algo);

	if (ret != 0 || d->algo == RTE_COMP_ALGO_NULL)
		return ret;
	/* The engine decodes any window of DEFLATE; smaller ones need no code (4.2). */
	if (d->window_size > ZIP_WINDOW_MAX) {
		ZIP_LOG(ERR, "window of 2^%u bytes is not supported; up to 2^%u are",
			d->window_size, ZIP_WINDOW_MAX);
		return -EINVAL;
	}
	return 0;
}

/*
 * The engine's format: raw DEFLATE has no checksum, the others have theirs
 * in the trailer (8.3).
 */
static void
choose_format(const struct zip_device *dev, struct zip_xform *xform)
{
	xform->format = dev->plain_format;
	if (xform->chksum == RTE_COMP_CHECKSUM_CRC32)
		xform->format = HISI_ZIP_REQ_GZIP;
	else if (xform->chksum == RTE_COMP_CHECKSUM_ADLER32)
		xform->format = HISI_ZIP_REQ_ZLIB;
	xform->trailer = xform->format == HISI_ZIP_REQ_GZIP ? 8 :
			 xform->format == HISI_ZIP_REQ_ZLIB ? 4 : 0;
}

static enum zip_class
class_of(const struct zip_xform *xform, enum rte_comp_algorithm algo)
{
	if (algo == RTE_COMP_ALGO_NULL)
		return ZIP_CLASS_COPY;
	if (xform->trailer == 0)
		return ZIP_CLASS_PLAIN;
	/* The sink takes a trailer off the output. Decompression would want a
	 * trailer behind the input, which raw DEFLATE does not have.
	 */
	return xform->queue == ZIP_Q_COMPRESS ? ZIP_CLASS_TAIL :
						ZIP_CLASS_PIECES;
}

static void
template(const struct zip_device *dev, struct zip_xform *xform,
	 uint32_t window)
{
	struct hisi_zip_sqe *sqe = &xform->sqe;

	/* Stateless, new, last: all in one (4.1). */
	sqe->w7 = HISI_PREP(HISI_ZIP_W7_FINISH, 1) |
		  HISI_PREP(HISI_ZIP_W7_NEW, 1) |
		  HISI_PREP(HISI_ZIP_W7_SQE_TYPE, dev->sqe_type);
	sqe->w9 = HISI_PREP(HISI_ZIP_W9_REQ_TYPE, xform->format) |
		  HISI_PREP(HISI_ZIP_W9_WINDOW, window);
}

int
zip_xform_init(const struct zip_device *dev, const struct rte_comp_xform *x,
	       struct zip_xform *xform)
{
	uint32_t window = HISI_ZIP_WINDOW_32K;
	enum rte_comp_algorithm algo;
	int ret;

	memset(xform, 0, sizeof(*xform));
	switch (x->type) {
	case RTE_COMP_COMPRESS:
		ret = check_compress(dev, &x->compress);
		xform->queue = ZIP_Q_COMPRESS;
		xform->chksum = x->compress.chksum;
		algo = x->compress.algo;
		if (ret == 0 && algo == RTE_COMP_ALGO_DEFLATE)
			window = window_code(x->compress.window_size);
		break;
	case RTE_COMP_DECOMPRESS:
		ret = check_decompress(dev, &x->decompress);
		xform->queue = ZIP_Q_DECOMPRESS;
		xform->chksum = x->decompress.chksum;
		algo = x->decompress.algo;
		break;
	default:
		ZIP_LOG(ERR, "xform type %d is unknown; compression (%d) and decompression (%d) are offered",
			x->type, RTE_COMP_COMPRESS, RTE_COMP_DECOMPRESS);
		return -EINVAL;
	}
	if (ret != 0)
		return ret;
	choose_format(dev, xform);
	xform->owner = dev->tag + class_of(xform, algo);
	template(dev, xform, window);
	return 0;
}
