/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The mailbox (10.4). */

#include "pcid.h"

/** Status of a failed command: the datasheet only says "not 0". */
#define STATUS_FAILED 1

/** A command taken from the registers. */
struct command {
	uint8_t code;
	bool get;
	uint16_t queue;
	uint64_t data;
	bool answers; /**< data goes back into the registers. */
};

static bool
context(struct pcid *d, const struct command *c, bool cqc)
{
	struct hisi_qm_context ctx;

	if (c->queue >= pcid_queues(d))
		return false;
	if (c->get) {
		pcid_context_dump(d, c->queue, cqc, &ctx);
		return pcid_guest_write(&d->guest, c->data, &ctx,
					 sizeof(ctx)) == 0;
	}
	return pcid_guest_read(&d->guest, c->data, &ctx, sizeof(ctx)) == 0 &&
	       pcid_context_load(d, c->queue, cqc, &ctx);
}

static bool
event_context(struct pcid *d, const struct command *c, bool aeq)
{
	struct hisi_qm_context ctx = { { 0 } };

	if (c->get) {
		pcid_event_dump(d, aeq, &ctx);
		return pcid_guest_write(&d->guest, c->data, &ctx,
					 HISI_QM_EVENT_CONTEXT_SIZE) == 0;
	}
	return pcid_guest_read(&d->guest, c->data, &ctx,
				HISI_QM_EVENT_CONTEXT_SIZE) == 0 &&
	       pcid_event_load(d, aeq, &ctx);
}

static bool
table_base(struct command *c, uint64_t *base)
{
	if (c->get)
		c->data = *base;
	else
		*base = c->data;
	c->answers = c->get;
	return true;
}

static bool
flush(struct pcid *d)
{
	unsigned int qn, n = pcid_queues(d);

	for (qn = 0; qn < n; qn++)
		pcid_queue_stop(d, qn);
	return true;
}

/* Stop and flush are commands of generation 3 (section 1). */
static bool
stop(struct pcid *d, const struct command *c)
{
	if ((d->gen->has & HISI_GEN_CAP_REGS) == 0)
		return false;
	if (c->code == HISI_QM_MB_FLUSH)
		return flush(d);
	if (c->queue >= pcid_queues(d))
		return false;
	pcid_queue_stop(d, c->queue);
	return true;
}

/* There are no virtual functions: messages go nowhere, none is waiting. */
static bool
execute(struct pcid *d, struct command *c)
{
	switch (c->code) {
	case HISI_QM_MB_SQC:
	case HISI_QM_MB_CQC:
		return context(d, c, c->code == HISI_QM_MB_CQC);
	case HISI_QM_MB_EQC:
	case HISI_QM_MB_AEQC:
		return event_context(d, c, c->code == HISI_QM_MB_AEQC);
	case HISI_QM_MB_SQC_BASE:
		return table_base(c, &d->sqc_base);
	case HISI_QM_MB_CQC_BASE:
		return table_base(c, &d->cqc_base);
	case HISI_QM_MB_VFT:
		c->data = d->vft[HISI_QM_VFT_SQC][0];
		c->answers = true;
		return c->get;
	case HISI_QM_MB_STOP_QUEUE:
	case HISI_QM_MB_FLUSH:
		return stop(d, c);
	}
	return false;
}

void
pcid_mailbox(struct pcid *d)
{
	uint32_t *mb = pcid_reg(d, HISI_QM_MAILBOX);
	struct command c = {
		.code = HISI_GET(HISI_QM_MB_CMD, mb[0]),
		.get = (mb[0] & HISI_QM_MB_GET) != 0,
		.queue = HISI_GET(HISI_QM_MB_QUEUE, mb[0]),
		.data = HISI_U64(mb[1], mb[2]),
	};
	bool ok;

	if ((mb[0] & HISI_QM_MB_BUSY) == 0)
		return;
	ok = execute(d, &c);
	mb[0] &= ~(HISI_QM_MB_BUSY | HISI_QM_MB_STATUS);
	if (!ok)
		mb[0] |= HISI_PREP(HISI_QM_MB_STATUS, STATUS_FAILED);
	if (ok && c.answers) {
		mb[1] = HISI_LO32(c.data);
		mb[2] = HISI_HI32(c.data);
	}
}
