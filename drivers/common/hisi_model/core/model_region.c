/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Mapping of the regions of a queue (qm.md 3). */

#include "model.h"

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_mmap)
int
hisi_model_mmap(struct hisi_model_queue *queue, unsigned int region,
		size_t size, void **addr)
{
	int ret = 0;

	if (region > HISI_QM_REGION_DUS || size == 0)
		return -EINVAL;
	pthread_mutex_lock(&queue->lock);
	if (queue->state == MODEL_Q_ZOMBIE)
		ret = -ENXIO;
	else if (queue->dus == NULL)
		ret = -EINVAL;
	else if (queue->mapped[region])
		ret = -EEXIST;
	else if (region == HISI_QM_REGION_DUS ? size != queue->dus_size :
						size > queue->mmio_size)
		ret = -EINVAL;
	else {
		queue->mapped[region] = true;
		*addr = region == HISI_QM_REGION_DUS ? queue->dus :
						       queue->mmio;
	}
	pthread_mutex_unlock(&queue->lock);
	return ret;
}

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_munmap)
int
hisi_model_munmap(struct hisi_model_queue *queue, unsigned int region)
{
	if (region > HISI_QM_REGION_DUS || !queue->mapped[region])
		return -EINVAL;
	queue->mapped[region] = false;
	return 0;
}
