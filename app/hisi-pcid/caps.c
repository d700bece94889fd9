/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Identity and capability registers per engine (11). */

#include "pcid.h"

/** First capability register that differs between the engines. */
#define CAP_ENGINE 0x3124

/* 0x3100 on; the text of section 11.1 names the fields. */
static const uint32_t caps_common[] = {
	0x00006F01, 0x04000800, 0x04000400, 0x00010000, 0x00010001,
	0x00010003, 0x00010002, 0x00040003, 0x00000014,
};

/* CAP_ENGINE on (11.2). */
static const uint32_t caps_zip[] = {
	0x00007C77, 0x00006C77, 0x00000008, 0x00001FFE, 0x000007FE,
	0x00000001, 0x12050203, 0x001C0003, 0x00000030, 0x0000003F,
	0x000000D5, 0x000000D5, 0x0000002A, 0x0000002A, 0x0000002A,
};

/* 11.3 and sec.md 14: cores 1 to 4 do everything. */
static const uint32_t caps_sec[] = {
	0x00007C77, 0x00006C77, 0x00000008, 0x00060177, 0x00000177,
	0x0000C088, 0x00110404, 0x0000000F, 0x018670CF, 0x0000395C,
	0xFFFFFFFF, 0x00003FFF, 0xFFFFFFFF, 0x00003FFF, 0xFFFFFFFF,
	0x00003FFF, 0xFFFFFFFF, 0x00003FFF, 0xFFFFFFFF, 0x00003FFF,
};

/* 11.3 and hpre.md 2: cores 1 to 8 everything, 9 and 10 SM2. */
static const uint32_t caps_hpre[] = {
	0x00007C37, 0x00006C37, 0x00000008, 0x01FFFC3E, 0x00BFFC3E,
	0x00000001, 0x00120A0A, 0x000003FF, 0x00000027, 0x0000007F,
	0x0000007F, 0x0000007F, 0x0000007F, 0x0000007F, 0x0000007F,
	0x0000007F, 0x0000007F, 0x0000007F, 0x00000010, 0x00000010,
};

static void
fill(struct pcid *d, uint32_t offset, const uint32_t *words, size_t size)
{
	size_t i;

	for (i = 0; i < size / sizeof(uint32_t); i++)
		*pcid_reg(d, offset + i * sizeof(uint32_t)) = words[i];
}

void
pcid_caps_fill(struct pcid *d)
{
	*pcid_reg(d, HISI_QM_QUEUES) =
		HISI_PREP(HISI_QM_QUEUES_TOTAL, HISI_MODEL_MAX_QUEUES) |
		HISI_PREP(HISI_QM_QUEUES_PER_FUNC, HISI_MODEL_MAX_QUEUES);
	/* V1 and V2 have no capability registers (11). */
	if ((d->gen->has & HISI_GEN_CAP_REGS) == 0)
		return;
	*pcid_reg(d, HISI_QM_DB_ISOLATION) = 1;
	if (d->gen->subversion != 0)
		*pcid_reg(d, HISI_QM_SUBVERSION) = d->gen->subversion;
	fill(d, HISI_QM_CAP_FIRST, caps_common, sizeof(caps_common));
	switch (d->engine) {
	case HISI_ENGINE_SEC:
		fill(d, CAP_ENGINE, caps_sec, sizeof(caps_sec));
		break;
	case HISI_ENGINE_HPRE:
		fill(d, CAP_ENGINE, caps_hpre, sizeof(caps_hpre));
		break;
	case HISI_ENGINE_ZIP:
		fill(d, CAP_ENGINE, caps_zip, sizeof(caps_zip));
		break;
	}
}
