/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Capabilities. */

#include <errno.h>

#include "zip_pmd.h"

/* Chains of segments, and xforms that several ops may use at a time. */
#define FLAGS_COMMON \
	(RTE_COMP_FF_OOP_SGL_IN_SGL_OUT | RTE_COMP_FF_OOP_SGL_IN_LB_OUT | \
	 RTE_COMP_FF_OOP_LB_IN_SGL_OUT | RTE_COMP_FF_SHAREABLE_PRIV_XFORM)

/*
 * The descriptor has no field for a Huffman type. The engine chooses, and an
 * xform's type is taken as a hint (zip.md 4.3).
 */
#define FLAGS_DEFLATE \
	(FLAGS_COMMON | RTE_COMP_FF_HUFFMAN_FIXED | \
	 RTE_COMP_FF_HUFFMAN_DYNAMIC | RTE_COMP_FF_STATEFUL_COMPRESSION | \
	 RTE_COMP_FF_STATEFUL_DECOMPRESSION)

/* Tags are addresses here, so that no other driver has them by chance. */
#define NB_TAGS 16
#define TAG_SIZE 8
static const char tags[NB_TAGS][TAG_SIZE];

_Static_assert(ZIP_CLASS_STREAM < TAG_SIZE, "classes overlap");

int
zip_caps_init(struct zip_device *zip)
{
	bool zlib = hisi_qm_dev_has_alg(zip->qm, "zlib");
	bool gzip = hisi_qm_dev_has_alg(zip->qm, "gzip");
	bool type3 = hisi_gen_has(zip->qm->gen, HISI_GEN_ZIP_TYPE3);
	bool deflate = hisi_qm_dev_has_alg(zip->qm, "deflate") && type3;
	struct rte_compressdev_capabilities *c = zip->caps;

	if (!zlib && !deflate) {
		ZIP_LOG(ERR, "%s: %s, generation v%u, has neither zlib nor raw DEFLATE, one of which compressdev needs; its algorithms are: %s",
			zip->qm->vdev_name, zip->qm->name, zip->qm->gen,
			zip->qm->algorithms);
		return -ENOTSUP;
	}
	zip->sqe_type = type3 ? HISI_ZIP_SQE_TYPE3 : HISI_ZIP_SQE_TYPE0;
	zip->plain_format = deflate ? HISI_ZIP_REQ_DEFLATE :
				      HISI_ZIP_REQ_ZLIB;
	zip->tag = (uintptr_t)tags[zlib | gzip << 1 | deflate << 2 |
				   type3 << 3];
	c->algo = RTE_COMP_ALGO_DEFLATE;
	c->comp_feature_flags = FLAGS_DEFLATE |
		(zlib ? RTE_COMP_FF_ADLER32_CHECKSUM : 0) |
		(gzip ? RTE_COMP_FF_CRC32_CHECKSUM : 0);
	c->window_size.min = ZIP_WINDOW_MIN;
	c->window_size.max = ZIP_WINDOW_MAX;
	c->window_size.increment = 1;
	c++;
	c->algo = RTE_COMP_ALGO_NULL;
	c->comp_feature_flags = FLAGS_COMMON;
	c++;
	c->algo = RTE_COMP_ALGO_UNSPECIFIED;
	return 0;
}
