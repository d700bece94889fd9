/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Translation of a process's addresses by the guest's VT-d tables. Every walk
 * begins anew: nothing tells this server that a translation has changed. The
 * tables are the guest's and may hold anything: at most five levels are
 * followed, and only memory that the client has shared is touched.
 */

#include <string.h>

#include "pcid.h"
#include "vtd.h"

/* A guest may change an entry while it is being marked, but not for ever. */
#define MARK_TRIES 16

static bool
word(struct pcid *d, uint64_t at, uint64_t *w)
{
	return pcid_guest_read(&d->guest, at, w, sizeof(*w)) == 0;
}

/* Root table, context table: the context entry of the function. */
static bool
context_entry(struct pcid *d, uint64_t *entry)
{
	uint32_t bus = d->iommu.source >> 8, devfn = d->iommu.source & 0xff;
	uint64_t at, root;

	if (HISI_GET64(VTD_RTADDR_TTM, d->iommu.root) !=
	    VTD_RTADDR_TTM_SCALABLE)
		return false;
	at = (d->iommu.root & VTD_TABLE) + bus * VTD_ROOT_SIZE +
	     devfn / VTD_CONTEXT_FUNCTIONS * sizeof(root);
	if (!word(d, at, &root) || (root & VTD_PRESENT) == 0)
		return false;
	at = (root & VTD_TABLE) +
	     devfn % VTD_CONTEXT_FUNCTIONS * VTD_CONTEXT_SIZE;
	return word(d, at, entry) && (*entry & VTD_PRESENT) != 0 &&
	       (*entry & VTD_CONTEXT_PASID_ENABLE) != 0;
}

/* PASID directory, PASID table: where the paging structures begin. */
static bool
pasid_entry(struct pcid *d, uint32_t pasid, uint64_t *table,
	    unsigned int *levels)
{
	uint32_t dir = pasid >> VTD_PASID_INDEX_BITS;
	uint32_t index = pasid & ((1U << VTD_PASID_INDEX_BITS) - 1);
	uint64_t context, e, w[3], flpm;

	if (!context_entry(d, &context) ||
	    dir >> (HISI_GET64(VTD_CONTEXT_PDTS, context) + 7) != 0 ||
	    !word(d, (context & VTD_TABLE) + dir * VTD_DIR_SIZE, &e) ||
	    (e & VTD_PRESENT) == 0 ||
	    pcid_guest_read(&d->guest, (e & VTD_TABLE) + index * VTD_PASID_SIZE,
			    w, sizeof(w)) != 0)
		return false;
	flpm = HISI_GET64(VTD_PASID_W2_FLPM, w[2]);
	if ((w[0] & VTD_PRESENT) == 0 ||
	    HISI_GET64(VTD_PASID_W0_PGTT, w[0]) != VTD_PGTT_FIRST_LEVEL ||
	    flpm > VTD_FLPM_5_LEVELS)
		return false;
	*table = w[2] & VTD_TABLE;
	*levels = flpm == VTD_FLPM_5_LEVELS ? 5 : 4;
	return true;
}

/* Check a paging entry and mark it as used, as the CPU does: the guest
 * decides by these bits which pages it may drop.
 */
static bool
follow(struct pcid *d, uint64_t at, unsigned int level, bool write,
       uint64_t *entry)
{
	const uint64_t need =
		VTD_FL_PRESENT | VTD_FL_USER | (write ? VTD_FL_WRITE : 0);
	uint64_t *p = (uint64_t *)(void *)pcid_guest_ptr(&d->guest, at,
							 sizeof(*p), true);
	unsigned int tries;
	uint64_t old, mark;

	if (p == NULL || (uintptr_t)p % sizeof(*p) != 0)
		return false;
	old = __atomic_load_n(p, __ATOMIC_ACQUIRE);
	for (tries = 0; tries < MARK_TRIES; tries++) {
		mark = VTD_FL_ACCESSED;
		if (write && (level == 1 || (old & VTD_FL_PAGE) != 0))
			mark |= VTD_FL_DIRTY;
		if ((old & need) != need)
			return false;
		/* Reserved in higher levels: a fault, which marks nothing. */
		if ((old & VTD_FL_PAGE) != 0 && level > VTD_FL_PAGE_LEVEL)
			return false;
		*entry = old;
		if ((old & mark) == mark ||
		    __atomic_compare_exchange_n(p, &old, old | mark, false,
						__ATOMIC_ACQ_REL,
						__ATOMIC_ACQUIRE))
			return true;
	}
	return false;
}

/* Bits of an address that an entry of a level leaves to the page. */
static unsigned int
shift_of(unsigned int level)
{
	return VTD_PAGE_SHIFT + (level - 1) * VTD_FL_INDEX_BITS;
}

static bool
canonical(uint64_t addr, unsigned int levels)
{
	uint64_t high = addr >> (shift_of(levels + 1) - 1);

	return high == 0 || high == UINT64_MAX >> (shift_of(levels + 1) - 1);
}

bool
pcid_vtd_translate(struct pcid *d, uint32_t pasid, uint64_t addr, bool write,
		   uint64_t *to, uint64_t *left)
{
	uint64_t table, entry, index, rest;
	unsigned int level;

	if (!pasid_entry(d, pasid, &table, &level) || !canonical(addr, level))
		return false;
	for (;; level--) {
		index = addr >> shift_of(level) &
			((1U << VTD_FL_INDEX_BITS) - 1);
		if (!follow(d, table + index * VTD_FL_SIZE, level, write,
			    &entry))
			return false;
		if (level == 1 || (entry & VTD_FL_PAGE) != 0)
			break;
		table = entry & VTD_TABLE;
	}
	rest = (1ULL << shift_of(level)) - 1;
	*to = (entry & VTD_TABLE & ~rest) | (addr & rest);
	*left = rest + 1 - (addr & rest);
	return true;
}
