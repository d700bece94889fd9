/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Event queues of the function, and interrupts (10.5, 10.6). */

#include <sys/time.h>
#include <unistd.h>

#include "pcid.h"

/** Bytes of an entry of either ring (10.6). */
#define ENTRY_SIZE 4

/*
 * Write to the client's descriptor. It does not wait unless the client, who
 * has it too, makes it; SIGALRM ends that after a second.
 */
static void
raise_vector(int fd)
{
	const struct itimerval second = { { 1, 0 }, { 1, 0 } };
	const struct itimerval never = { { 0, 0 }, { 0, 0 } };
	const uint64_t one = 1;

	setitimer(ITIMER_REAL, &second, NULL);
	/* A full counter means that the client has not looked yet: no loss. */
	if (write(fd, &one, sizeof(one)) < 0) {
		/* Nothing to be done about it. */
	}
	setitimer(ITIMER_REAL, &never, NULL);
}

void
pcid_interrupt(struct pcid *d, unsigned int vector)
{
	d->interrupts++;
	if (d->msi[vector] >= 0)
		raise_vector(d->msi[vector]);
}

/* One interrupt per doorbell, while there are entries beyond the head. */
static void
eq_signal(struct pcid *d, struct pcid_eq *eq)
{
	bool aeq = eq == &d->aeq;
	uint32_t mask = aeq ? HISI_QM_AEQ_MASK : HISI_QM_EQ_MASK;

	if (!eq->valid || !eq->armed || eq->used == 0 ||
	    (*pcid_reg(d, mask) & 1) != 0)
		return;
	eq->armed = false;
	pcid_interrupt(d, aeq ? HISI_QM_VEC_AEQ : HISI_QM_VEC_EQ);
}

/* @return false if the ring is full or its memory is not there */
static bool
eq_put(struct pcid *d, struct pcid_eq *eq, uint32_t entry)
{
	if (!eq->valid || eq->used == eq->depth)
		return false;
	entry |= HISI_PREP(HISI_QM_EQE_PHASE, eq->phase);
	if (pcid_guest_write(&d->guest,
			      eq->base + (uint64_t)eq->tail * ENTRY_SIZE,
			      &entry, sizeof(entry)) != 0) {
		pcid_error(d, HISI_QM_ERR_AXI_WRITE);
		return true;
	}
	eq->used++;
	if (++eq->tail == eq->depth) {
		eq->tail = 0;
		eq->phase = !eq->phase;
	}
	eq_signal(d, eq);
	return true;
}

void
pcid_event_queue(struct pcid *d, uint16_t qn)
{
	if (!eq_put(d, &d->eq, HISI_PREP(HISI_QM_EQE_QN, qn)) && d->eq.valid)
		pcid_event_async(d, HISI_QM_AEQE_EQ_OVERFLOW, 0);
}

void
pcid_event_async(struct pcid *d, uint32_t type, uint16_t qn)
{
	eq_put(d, &d->aeq, HISI_PREP(HISI_QM_EQE_QN, qn) |
			   HISI_PREP(HISI_QM_AEQE_TYPE, type));
}

void
pcid_event_doorbell(struct pcid *d, bool aeq, uint32_t index)
{
	struct pcid_eq *eq = aeq ? &d->aeq : &d->eq;
	uint32_t freed;

	if (!eq->valid || index >= eq->depth)
		return;
	freed = (index + eq->depth - eq->head) % eq->depth;
	eq->used -= freed < eq->used ? freed : eq->used;
	eq->head = index;
	eq->armed = true;
	eq_signal(d, eq);
}

void
pcid_event_unmask(struct pcid *d)
{
	eq_signal(d, &d->eq);
	eq_signal(d, &d->aeq);
}

bool
pcid_event_load(struct pcid *d, bool aeq, const struct hisi_qm_context *ctx)
{
	struct pcid_eq *eq = aeq ? &d->aeq : &d->eq;

	eq->base = HISI_U64(ctx->w[1], ctx->w[2]);
	eq->depth = HISI_GET(HISI_QM_EQC_W6_DEPTH, ctx->w[6]) + 1;
	eq->phase = (ctx->w[6] & HISI_QM_EQC_W6_PHASE) != 0;
	eq->head = 0;
	eq->tail = 0;
	eq->used = 0;
	eq->armed = true;
	eq->valid = true;
	return true;
}

void
pcid_event_dump(const struct pcid *d, bool aeq, struct hisi_qm_context *ctx)
{
	const struct pcid_eq *eq = aeq ? &d->aeq : &d->eq;

	*ctx = (struct hisi_qm_context){ { 0 } };
	ctx->w[0] = HISI_PREP(HISI_QM_CTX_W0_HEAD, eq->head) |
		    HISI_PREP(HISI_QM_CTX_W0_TAIL, eq->tail);
	ctx->w[1] = HISI_LO32(eq->base);
	ctx->w[2] = HISI_HI32(eq->base);
	ctx->w[6] = HISI_PREP(HISI_QM_EQC_W6_DEPTH, eq->depth - 1) |
		    HISI_PREP(HISI_QM_EQC_W6_PHASE, eq->phase);
}
