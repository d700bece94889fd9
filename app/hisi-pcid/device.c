/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The function as a whole: creation, reset, end. */

#define _GNU_SOURCE /* POLLRDHUP */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "pcid.h"

/* Registers that do not start at 0 (17, question 10). */
static void
regs_reset(struct pcid *d)
{
	memset(d->regs, 0, HISI_QM_BAR_REGS_SIZE);
	*pcid_reg(d, HISI_QM_VFT_READY) = 1;
	*pcid_reg(d, HISI_QM_PEH_VENDOR) = HISI_PCI_VENDOR;
	*pcid_reg(d, HISI_QM_IDLE) = 1;
	/* Interrupts wait for the driver (12.1, steps 22, 23 and 31). */
	*pcid_reg(d, HISI_QM_EQ_MASK) = 1;
	*pcid_reg(d, HISI_QM_AEQ_MASK) = 1;
	*pcid_reg(d, HISI_QM_ERR_MASK) = UINT32_MAX;
	if (d->engine == HISI_ENGINE_ZIP)
		*pcid_reg(d, HISI_ZIP_ERR_MASK) = UINT32_MAX;
	if (d->engine == HISI_ENGINE_HPRE)
		*pcid_reg(d, HISI_HPRE_ERR_MASK) = UINT32_MAX;
	pcid_caps_fill(d);
}

void
pcid_controller_reset(struct pcid *d)
{
	d->resets++;
	pcid_queue_drop_from(d, 0);
	memset(&d->eq, 0, sizeof(d->eq));
	memset(&d->aeq, 0, sizeof(d->aeq));
	memset(d->vft, 0, sizeof(d->vft));
	d->sqc_base = 0;
	d->cqc_base = 0;
	regs_reset(d);
}

void
pcid_flr(struct pcid *d)
{
	pcid_controller_reset(d);
	pcid_config_reset(d);
}

void
pcid_reset(struct pcid *d)
{
	d->iommu.root = 0;
	d->iommu.source = 0;
	pcid_flr(d);
}

bool
pcid_stopping(struct pcid *d)
{
	struct pollfd p = { .fd = d->stop, .events = POLLIN };

	if (!d->stopping && poll(&p, 1, 0) > 0)
		d->stopping = true;
	return d->stopping;
}

bool
pcid_client_left(const struct pcid *d)
{
	struct pollfd p = { .fd = d->conn, .events = POLLRDHUP };

	return d->conn >= 0 && poll(&p, 1, 0) > 0;
}

/* The queue's doorbell executes it, see queue.c. */
static void
work(struct hisi_model_queue *q, void *mem_ctx)
{
	(void)q;
	(void)mem_ctx;
}

/* A guest's descriptor may take seconds. Neither the signal to end nor the next
 * client waits for it.
 */
static bool
slice(void *mem_ctx)
{
	struct pcid_space *space = mem_ctx;

	return !pcid_stopping(space->device) &&
	       !pcid_client_left(space->device);
}

int
pcid_create(struct pcid *d)
{
	const struct hisi_model_conf conf = {
		.engine = d->engine,
		.gen = d->gen->gen,
		.nb_queues = HISI_MODEL_MAX_QUEUES,
		.mem = &pcid_memory,
		.work = work,
		.slice = slice,
	};
	unsigned int i;
	int ret;

	for (i = 0; i < HISI_QM_NB_VEC; i++)
		d->msi[i] = -1;
	d->conn = -1;
	d->space.device = d;
	d->regs = malloc(HISI_QM_BAR_REGS_SIZE);
	if (d->regs == NULL)
		return -ENOMEM;
	ret = hisi_model_create(&conf, &d->model);
	if (ret != 0) {
		free(d->regs);
		d->regs = NULL;
		return ret;
	}
	pcid_reset(d);
	return 0;
}

void
pcid_destroy(struct pcid *d)
{
	pcid_queue_drop_from(d, 0);
	hisi_model_destroy(d->model);
	free(d->regs);
}
