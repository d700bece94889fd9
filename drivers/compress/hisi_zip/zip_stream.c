/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Create and free streams. */

#include <errno.h>

#include <rte_malloc.h>

#include "zip_stream.h"

int
zip_stream_create(struct rte_compressdev *dev, const struct rte_comp_xform *x,
		  void **stream)
{
	const struct zip_device *zip = dev->data->dev_private;
	struct zip_user_stream *us;
	uint8_t *mem;
	int ret;

	if (x == NULL || stream == NULL)
		return -EINVAL;
	us = rte_zmalloc_socket("hisi_zip_stream", sizeof(*us),
				RTE_CACHE_LINE_SIZE, dev->data->socket_id);
	mem = rte_zmalloc_socket("hisi_zip_context", ZIP_MEM_SIZE,
				 RTE_CACHE_LINE_SIZE, dev->data->socket_id);
	ret = us != NULL && mem != NULL ? zip_xform_init(zip, x, &us->x) :
					  -ENOMEM;
	if (ret == 0 && us->x.owner == zip->tag + ZIP_CLASS_COPY) {
		ZIP_LOG(ERR, "the NULL algorithm has no streams; use stateless ops");
		ret = -ENOTSUP;
	}
	if (ret != 0) {
		rte_free(mem);
		rte_free(us);
		return ret;
	}
	us->x.owner = zip->tag + ZIP_CLASS_STREAM;
	zip_stream_init(&us->s, &us->x, mem, false);
	*stream = us;
	return 0;
}

int
zip_stream_free(struct rte_compressdev *dev, void *stream)
{
	struct zip_user_stream *us = stream;

	RTE_SET_USED(dev);
	if (us == NULL)
		return -EINVAL;
	if (rte_atomic_load_explicit(&us->s.nb_ended, rte_memory_order_acquire) !=
	    us->s.nb_begun) {
		ZIP_LOG(ERR, "an op of the stream is in flight; dequeue it before freeing the stream");
		return -EBUSY;
	}
	/* Context and buffers hold the application's data. */
	hisi_memzero(us->s.mem, ZIP_MEM_SIZE);
	rte_free(us->s.mem);
	rte_free(us);
	return 0;
}
