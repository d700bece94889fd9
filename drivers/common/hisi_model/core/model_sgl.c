/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Scatter lists as the device walks them (qm.md 8). */

#include <errno.h>

#include "model.h"

/* Cut an entry to the part wanted and note it. */
static inline int
sge_take(struct model_exec *x, const struct hisi_qm_sge *sge,
	 uint64_t *offset, uint64_t *len)
{
	uint64_t n;

	if (sge->len == 0 || sge->len > HISI_QM_SGE_MAX_LEN)
		return -EINVAL;
	if (*offset >= sge->len) {
		*offset -= sge->len;
		return 0;
	}
	n = sge->len - *offset;
	if (n > *len)
		n = *len;
	if (model_seg_add(x, sge->addr + *offset, n) != 0)
		return -ENOMEM;
	*offset = 0;
	*len -= n;
	return 0;
}

static inline int
sgl_header_read(struct model_exec *x, uint64_t addr, struct hisi_qm_sgl *sgl)
{
	if (addr % HISI_QM_SGL_ALIGN != 0)
		return -EINVAL;
	if (model_mem_read(x, "sgl", addr, sgl, sizeof(*sgl)) != 0)
		return -EFAULT;
	if (sgl->used > sgl->capacity || sgl->capacity > HISI_QM_SGL_MAX_SGE)
		return -EINVAL;
	return 0;
}

/* Take the entries of a list until len is 0. */
static int
sgl_entries(struct model_exec *x, uint64_t addr, unsigned int used,
	    uint64_t *offset, uint64_t *len)
{
	struct hisi_qm_sge sge;
	unsigned int i;
	int ret = 0;

	for (i = 0; i < used && *len > 0 && ret == 0; i++) {
		ret = model_mem_read(x, "sge", addr + i * sizeof(sge), &sge,
				     sizeof(sge));
		if (ret == 0)
			ret = sge_take(x, &sge, offset, len);
	}
	return ret;
}

/*
 * The walk ends with the byte count of the request, not with the list; only
 * the used count and next are relied on (17, questions 7 to 9).
 */
int
model_sgl_walk(struct model_exec *x, uint64_t addr, uint64_t offset,
	       uint64_t len)
{
	struct hisi_qm_sgl sgl;
	unsigned int list;
	int ret;

	for (list = 0; list < HISI_QM_SGL_MAX_CHAIN; list++) {
		/* A list has up to 255 entries. */
		if (list > 0 && !model_go_on(x))
			return -EFAULT;
		ret = sgl_header_read(x, addr, &sgl);
		if (ret == 0)
			ret = sgl_entries(x, addr + sizeof(sgl), sgl.used,
					  &offset, &len);
		if (ret != 0)
			return ret;
		if (len == 0)
			return 0;
		if (sgl.next == 0)
			break;
		addr = sgl.next;
	}
	return -EINVAL;
}
