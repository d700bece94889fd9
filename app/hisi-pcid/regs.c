/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Registers of BAR 2. Most are plain storage; those below react. Registers of
 * the datasheet's read-only kind ignore writes.
 */

#include <string.h>

#include "pcid.h"

/* A write of bit 0 to one register completes at once in another. */
struct done_bit {
	uint32_t start;
	uint32_t done;
};

static const struct done_bit done_common[] = {
	{ HISI_QM_MEM_INIT, HISI_QM_MEM_INIT_DONE },
	{ HISI_SEC_MEM_INIT, HISI_SEC_MEM_INIT_DONE },
	{ HISI_HPRE_RDCHN_INIT, HISI_HPRE_RDCHN_INIT_DONE },
};

/* How the queue manager or an engine reports errors. */
struct error_regs {
	uint32_t source;
	uint32_t mask;
	bool mask_enables; /* A set bit of the mask lets the error through. */
	uint32_t inject;   /* 0 = none */
	uint32_t status;
	uint32_t report[3]; /* Correctable, fatal, non-fatal enable. */
};

static const struct error_regs qm_errors = {
	HISI_QM_ERR_SOURCE, HISI_QM_ERR_MASK, false, HISI_QM_ERR_INJECT,
	HISI_QM_ERR_STATUS,
	{ HISI_QM_ERR_CE, HISI_QM_ERR_FE, HISI_QM_ERR_NFE },
};

/* Indexed by enum hisi_engine. */
static const struct error_regs engine_errors[] = {
	[HISI_ENGINE_SEC] = {
		HISI_SEC_ERR_SOURCE, HISI_SEC_ERR_ENABLE, true, 0,
		HISI_SEC_ERR_STATUS,
		{ HISI_SEC_ERR_CE, HISI_SEC_ERR_FE, HISI_SEC_ERR_NFE },
	},
	[HISI_ENGINE_HPRE] = {
		HISI_HPRE_ERR_SOURCE, HISI_HPRE_ERR_MASK, false,
		HISI_HPRE_ERR_INJECT, HISI_HPRE_ERR_STATUS,
		{ HISI_HPRE_ERR_CE, HISI_HPRE_ERR_FE, HISI_HPRE_ERR_NFE },
	},
	[HISI_ENGINE_ZIP] = {
		HISI_ZIP_ERR_SOURCE, HISI_ZIP_ERR_MASK, false,
		HISI_ZIP_ERR_INJECT, HISI_ZIP_ERR_STATUS,
		{ HISI_ZIP_ERR_CE, HISI_ZIP_ERR_FE, HISI_ZIP_ERR_NFE },
	},
};

static uint32_t
unmasked(struct pcid *d, const struct error_regs *e)
{
	uint32_t mask = *pcid_reg(d, e->mask);

	return *pcid_reg(d, e->source) & (e->mask_enables ? mask : ~mask);
}

/* An error that is in no enable register is kept but not reported: so the
 * driver closes the bus master with an error of its own making (13.2).
 */
static void
errors_set(struct pcid *d, const struct error_regs *e, uint32_t bits)
{
	uint32_t reported = *pcid_reg(d, e->report[0]) |
			    *pcid_reg(d, e->report[1]) |
			    *pcid_reg(d, e->report[2]);

	*pcid_reg(d, e->source) |= bits;
	if ((unmasked(d, e) & bits & reported) != 0)
		pcid_interrupt(d, HISI_QM_VEC_ERR);
}

void
pcid_error(struct pcid *d, uint32_t bits)
{
	errors_set(d, &qm_errors, bits);
}

/* @return whether the register belongs to the error logic */
static bool
error_write(struct pcid *d, const struct error_regs *e, uint32_t offset,
	    uint32_t value)
{
	if (offset == e->source)
		*pcid_reg(d, offset) &= ~value;
	else if (e->inject != 0 && offset == e->inject)
		errors_set(d, e, value);
	else
		return offset == e->status;
	return true;
}

static void
vft_run(struct pcid *d)
{
	uint32_t table = *pcid_reg(d, HISI_QM_VFT_TABLE) & 3;
	uint32_t func = *pcid_reg(d, HISI_QM_VFT_FUNC) & 0xff;

	*pcid_reg(d, HISI_QM_VFT_READY) = 1;
	if (table > HISI_QM_VFT_SHAPER)
		return;
	if (*pcid_reg(d, HISI_QM_VFT_OP) != 0) {
		*pcid_reg(d, HISI_QM_VFT_DATA_LO) =
			HISI_LO32(d->vft[table][func]);
		*pcid_reg(d, HISI_QM_VFT_DATA_HI) =
			HISI_HI32(d->vft[table][func]);
		return;
	}
	d->vft[table][func] = HISI_U64(*pcid_reg(d, HISI_QM_VFT_DATA_LO),
				       *pcid_reg(d, HISI_QM_VFT_DATA_HI));
	if (table == HISI_QM_VFT_SQC && func == 0)
		pcid_queue_drop_from(d, pcid_queues(d));
}

static bool
hpre_cluster_write(struct pcid *d, uint32_t offset, uint32_t value)
{
	uint32_t base;

	if (d->engine != HISI_ENGINE_HPRE || offset < HISI_HPRE_CLUSTER ||
	    offset >= HISI_HPRE_CLUSTER +
			HISI_HPRE_CLUSTERS * HISI_HPRE_CLUSTER_STRIDE)
		return false;
	base = offset & ~(HISI_HPRE_CLUSTER_STRIDE - 1U);
	if (offset - base == HISI_HPRE_CLUSTER_STATUS)
		return true;
	if (offset - base != HISI_HPRE_CLUSTER_INIT)
		return false;
	*pcid_reg(d, offset) = value;
	if (value & 1)
		*pcid_reg(d, base + HISI_HPRE_CLUSTER_STATUS) =
			*pcid_reg(d, base + HISI_HPRE_CLUSTER_ENABLE);
	return true;
}

static bool
read_only(uint32_t offset)
{
	switch (offset) {
	case HISI_QM_DB_ISOLATION:
	case HISI_QM_CACHE_WB_DONE:
	case HISI_QM_SUBVERSION:
	case HISI_QM_ERR_FIFO_INFO:
	case HISI_QM_MEM_INIT_DONE:
	case HISI_QM_QUEUES:
	case HISI_QM_IDLE:
	case HISI_QM_MASTER_DRAINED:
	case HISI_SEC_MEM_INIT_DONE:
	case HISI_HPRE_RDCHN_INIT_DONE:
		return true;
	}
	return offset >= HISI_QM_CAP_FIRST && offset <= HISI_QM_CAP_LAST;
}

/* Registers that do something; the rest is storage. */
static bool
reacts(struct pcid *d, uint32_t offset, uint32_t value)
{
	switch (offset) {
	case HISI_QM_EQ_MASK:
	case HISI_QM_AEQ_MASK:
		*pcid_reg(d, offset) = value;
		pcid_event_unmask(d);
		return true;
	case HISI_QM_CACHE_WB_START:
		pcid_cache_write_back(d);
		*pcid_reg(d, HISI_QM_CACHE_WB_DONE) = 1;
		return true;
	case HISI_QM_VFT_START:
		if (value & 1)
			vft_run(d);
		return true;
	case HISI_QM_MASTER_SHUT:
		*pcid_reg(d, offset) = value;
		*pcid_reg(d, HISI_QM_MASTER_DRAINED) =
			value & 1 ? HISI_QM_MASTER_DRAINED_ALL : 0;
		return true;
	case HISI_QM_MSG_PENDING:
	case HISI_QM_MSG_SOURCE_LO:
	case HISI_QM_MSG_SOURCE_HI:
	case HISI_QM_AXI_FUNCS_LO:
	case HISI_QM_AXI_FUNCS_HI:
	case HISI_QM_MASTER_ROB_ECC:
		*pcid_reg(d, offset) &= ~value;
		return true;
	}
	return false;
}

static void
write32(struct pcid *d, uint32_t offset, uint32_t value)
{
	size_t i;

	if (read_only(offset) || reacts(d, offset, value) ||
	    error_write(d, &qm_errors, offset, value) ||
	    error_write(d, &engine_errors[d->engine], offset, value) ||
	    hpre_cluster_write(d, offset, value))
		return;
	*pcid_reg(d, offset) = value;
	for (i = 0; i < sizeof(done_common) / sizeof(done_common[0]); i++)
		if (offset == done_common[i].start && (value & 1))
			*pcid_reg(d, done_common[i].done) = 1;
	/* The command arrives in up to four stores, BUSY first (10.4). */
	if (offset == HISI_QM_MAILBOX + HISI_QM_MAILBOX_SIZE - sizeof(value))
		pcid_mailbox(d);
}

static uint32_t
read32(struct pcid *d, uint32_t offset)
{
	const struct error_regs *e = &engine_errors[d->engine];

	if (offset == qm_errors.status)
		return unmasked(d, &qm_errors);
	if (offset == e->status)
		return unmasked(d, e);
	return *pcid_reg(d, offset);
}

void
pcid_regs_read(struct pcid *d, uint32_t offset, uint8_t *buf, uint32_t count)
{
	uint32_t word, i;

	for (i = 0; i < count; i++) {
		word = read32(d, (offset + i) & ~3U);
		buf[i] = word >> ((offset + i) % 4 * 8) & 0xff;
	}
}

static bool
doorbell_write(struct pcid *d, uint32_t offset, const uint8_t *buf,
	       uint32_t count)
{
	uint64_t value;

	if (offset != HISI_QM_DB_V2_OFFSET &&
	    offset != HISI_QM_DB_EVENT_OFFSET)
		return false;
	/* A doorbell is one 64-bit store; parts of it are none (5). */
	if (count != sizeof(value))
		return true;
	memcpy(&value, buf, sizeof(value));
	pcid_doorbell(d, -1, value);
	return true;
}

void
pcid_regs_write(struct pcid *d, uint32_t offset, const uint8_t *buf,
		uint32_t count)
{
	uint32_t word, i, at, n;

	if (doorbell_write(d, offset, buf, count))
		return;
	for (i = 0; i < count; i += n) {
		at = (offset + i) & ~3U;
		n = 4 - (offset + i) % 4;
		if (n > count - i)
			n = count - i;
		/* Registers are 32 bits wide: narrow stores keep the rest. */
		word = *pcid_reg(d, at);
		memcpy((uint8_t *)&word + (offset + i) % 4, buf + i, n);
		write32(d, at, word);
	}
}
