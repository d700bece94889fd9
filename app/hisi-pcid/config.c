/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file PCI configuration space: header, capabilities. */

#include <linux/pci_regs.h>
#include <string.h>

#include "pcid.h"

/* Where the capabilities lie; the datasheet leaves it open. */
#define CAP_EXP 0x40
#define CAP_MSI 0x80
#define CAP_PM 0xB0
#define CAP_ATS 0x100
#define CAP_PRI 0x120
#define CAP_PASID 0x140
/* Of this server, not of the hardware. A 1 written to the first word resets
 * the controller: behind the firmware's methods, see test/pci/ssdt.asl. The
 * others tell where the guest's IOMMU has its tables, see doc/pci.md.
 */
#define CAP_OURS 0xC0
#define CAP_OURS_SIZE 20
#define CAP_OURS_RESET (CAP_OURS + 4)
#define CAP_OURS_ROOT (CAP_OURS + 8)
#define CAP_OURS_SOURCE (CAP_OURS + 16)

/* Bits of a PASID: the field of a context (10.5). */
#define PASID_BITS 16
/* Page requests at a time; none is ever made. */
#define PRI_REQUESTS 32

/* QEMU's ids of emulated devices: whoever reads the function's subsystem, and
 * the drivers do (discovery/qm_uacce.c), sees that it is no silicon.
 */
#define SUBSYSTEM_VENDOR 0x1AF4
#define SUBSYSTEM_ID 0x1100

/* Class: processing accelerator. */
#define CLASS_ACCELERATOR 0x12

/* MSI: log2 of the vectors offered, bits 3:1 of its flags. */
#define MSI_VECTORS_LOG2 2
_Static_assert(1 << MSI_VECTORS_LOG2 == HISI_QM_NB_VEC, "MSI vectors");

static void
put16(uint8_t *p, uint16_t v)
{
	p[0] = v & 0xff;
	p[1] = v >> 8;
}

static void
put32(uint8_t *p, uint32_t v)
{
	put16(p, v & 0xffff);
	put16(p + 2, v >> 16);
}

static uint16_t
get16(const uint8_t *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

/* Value and bits that software may change. */
static void
field16(struct pcid *d, uint32_t at, uint16_t value, uint16_t mask)
{
	put16(d->config + at, value);
	put16(d->config_mask + at, mask);
}

static uint32_t
get32(const uint8_t *p)
{
	return get16(p) | (uint32_t)get16(p + 2) << 16;
}

static void
field32(struct pcid *d, uint32_t at, uint32_t value, uint32_t mask)
{
	put32(d->config + at, value);
	put32(d->config_mask + at, mask);
}

/* Two 64-bit memory BARs: registers and doorbell windows (10.1). */
static void
bars(struct pcid *d)
{
	const uint32_t type = PCI_BASE_ADDRESS_MEM_TYPE_64 |
			      PCI_BASE_ADDRESS_MEM_PREFETCH;
	uint64_t windows = (uint64_t)HISI_MODEL_MAX_QUEUES * HISI_QM_DB_WINDOW;

	field32(d, PCI_BASE_ADDRESS_2, type,
		(uint32_t)~(HISI_QM_BAR_REGS_SIZE - 1ULL));
	field32(d, PCI_BASE_ADDRESS_3, 0, UINT32_MAX);
	if ((d->gen->has & HISI_GEN_DB_WINDOWS) == 0)
		return;
	field32(d, PCI_BASE_ADDRESS_4, type, (uint32_t)~(windows - 1));
	field32(d, PCI_BASE_ADDRESS_5, 0, UINT32_MAX);
}

static void
cap_express(struct pcid *d)
{
	field16(d, CAP_EXP, PCI_CAP_ID_EXP | CAP_MSI << 8, 0);
	field16(d, CAP_EXP + PCI_EXP_FLAGS, 2 | PCI_EXP_TYPE_ENDPOINT << 4, 0);
	field32(d, CAP_EXP + PCI_EXP_DEVCAP,
		PCI_EXP_DEVCAP_RBER | PCI_EXP_DEVCAP_FLR, 0);
	/* Function-level reset is an action, the bit reads 0. */
	field16(d, CAP_EXP + PCI_EXP_DEVCTL, 0,
		(uint16_t)~PCI_EXP_DEVCTL_BCR_FLR);
	field32(d, CAP_EXP + PCI_EXP_LNKCAP,
		PCI_EXP_LNKCAP_SLS_2_5GB | 1 << 4, 0);
	field16(d, CAP_EXP + PCI_EXP_LNKSTA,
		PCI_EXP_LNKSTA_CLS_2_5GB | PCI_EXP_LNKSTA_NLW_X1, 0);
	field32(d, CAP_EXP + PCI_EXP_DEVCAP2, PCI_EXP_DEVCAP2_EE_PREFIX, 0);
}

static void
cap_msi(struct pcid *d)
{
	field16(d, CAP_MSI, PCI_CAP_ID_MSI | CAP_PM << 8, 0);
	field16(d, CAP_MSI + PCI_MSI_FLAGS,
		PCI_MSI_FLAGS_64BIT | PCI_MSI_FLAGS_MASKBIT |
			MSI_VECTORS_LOG2 << 1,
		PCI_MSI_FLAGS_ENABLE | PCI_MSI_FLAGS_QSIZE);
	field32(d, CAP_MSI + PCI_MSI_ADDRESS_LO, 0, ~3U);
	field32(d, CAP_MSI + PCI_MSI_ADDRESS_HI, 0, UINT32_MAX);
	field16(d, CAP_MSI + PCI_MSI_DATA_64, 0, UINT16_MAX);
	field32(d, CAP_MSI + PCI_MSI_MASK_64, 0, (1 << HISI_QM_NB_VEC) - 1);
}

static void
cap_power(struct pcid *d)
{
	field16(d, CAP_PM, PCI_CAP_ID_PM | CAP_OURS << 8, 0);
	field16(d, CAP_PM + PCI_PM_PMC, 3, 0);
	field16(d, CAP_PM + PCI_PM_CTRL, PCI_PM_CTRL_NO_SOFT_RESET,
		PCI_PM_CTRL_STATE_MASK);
}

static void
cap_ours(struct pcid *d)
{
	field16(d, CAP_OURS, PCI_CAP_ID_VNDR, 0);
	d->config[CAP_OURS + PCI_CAP_FLAGS] = CAP_OURS_SIZE;
	/* No reset of the function moves the guest's tables. */
	field32(d, CAP_OURS_ROOT, HISI_LO32(d->iommu.root), UINT32_MAX);
	field32(d, CAP_OURS_ROOT + 4, HISI_HI32(d->iommu.root), UINT32_MAX);
	field16(d, CAP_OURS_SOURCE, d->iommu.source, UINT16_MAX);
}

/* A kernel looks for these before it gives a function a process's address
 * space. Translations and pages are never asked for: the tables are walked
 * (vtd.c).
 */
static void
caps_extended(struct pcid *d)
{
	field32(d, CAP_ATS, PCI_EXT_CAP_ID_ATS | 1 << 16 | CAP_PRI << 20, 0);
	field16(d, CAP_ATS + PCI_ATS_CAP, PCI_ATS_CAP_PAGE_ALIGNED, 0);
	field16(d, CAP_ATS + PCI_ATS_CTRL, 0, PCI_ATS_CTRL_ENABLE | 0x1F);
	field32(d, CAP_PRI, PCI_EXT_CAP_ID_PRI | 1 << 16 | CAP_PASID << 20,
		0);
	field16(d, CAP_PRI + PCI_PRI_CTRL, 0, PCI_PRI_CTRL_ENABLE);
	field16(d, CAP_PRI + PCI_PRI_STATUS,
		PCI_PRI_STATUS_STOPPED | PCI_PRI_STATUS_PASID, 0);
	field32(d, CAP_PRI + PCI_PRI_MAX_REQ, PRI_REQUESTS, 0);
	field32(d, CAP_PRI + PCI_PRI_ALLOC_REQ, 0, UINT32_MAX);
	field32(d, CAP_PASID, PCI_EXT_CAP_ID_PASID | 1 << 16, 0);
	field16(d, CAP_PASID + PCI_PASID_CAP, PASID_BITS << 8, 0);
	field16(d, CAP_PASID + PCI_PASID_CTRL, 0, PCI_PASID_CTRL_ENABLE);
}

void
pcid_config_reset(struct pcid *d)
{
	memset(d->config, 0, sizeof(d->config));
	memset(d->config_mask, 0, sizeof(d->config_mask));
	field16(d, PCI_VENDOR_ID, HISI_PCI_VENDOR, 0);
	field16(d, PCI_DEVICE_ID, hisi_engine_get(d->engine)->pci_device, 0);
	field16(d, PCI_COMMAND, 0,
		PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER | PCI_COMMAND_PARITY |
			PCI_COMMAND_SERR | PCI_COMMAND_INTX_DISABLE);
	field16(d, PCI_STATUS, PCI_STATUS_CAP_LIST, 0);
	d->config[PCI_REVISION_ID] = d->gen->pci_rev;
	d->config[PCI_CLASS_DEVICE + 1] = CLASS_ACCELERATOR;
	field16(d, PCI_SUBSYSTEM_VENDOR_ID, SUBSYSTEM_VENDOR, 0);
	field16(d, PCI_SUBSYSTEM_ID, SUBSYSTEM_ID, 0);
	d->config[PCI_CAPABILITY_LIST] = CAP_EXP;
	d->config_mask[PCI_CACHE_LINE_SIZE] = UINT8_MAX;
	d->config_mask[PCI_INTERRUPT_LINE] = UINT8_MAX;
	bars(d);
	cap_express(d);
	cap_msi(d);
	cap_power(d);
	cap_ours(d);
	caps_extended(d);
}

void
pcid_config_read(const struct pcid *d, uint32_t offset, uint8_t *buf,
		 uint32_t count)
{
	memcpy(buf, d->config + offset, count);
}

void
pcid_config_write(struct pcid *d, uint32_t offset, const uint8_t *buf,
		  uint32_t count)
{
	const uint32_t devctl = CAP_EXP + PCI_EXP_DEVCTL;
	uint8_t asked[2] = { 0, 0 };
	bool controller = false;
	uint32_t i, at;

	for (i = 0; i < count; i++) {
		at = offset + i;
		d->config[at] = (d->config[at] & ~d->config_mask[at]) |
				(buf[i] & d->config_mask[at]);
		if (at >= devctl && at < devctl + sizeof(asked))
			asked[at - devctl] = buf[i];
		if (at == CAP_OURS_RESET)
			controller = (buf[i] & 1) != 0;
	}
	d->iommu.root = HISI_U64(get32(d->config + CAP_OURS_ROOT),
				 get32(d->config + CAP_OURS_ROOT + 4));
	d->iommu.source = get16(d->config + CAP_OURS_SOURCE);
	if ((get16(asked) & PCI_EXP_DEVCTL_BCR_FLR) != 0)
		pcid_flr(d);
	else if (controller)
		pcid_controller_reset(d);
}
