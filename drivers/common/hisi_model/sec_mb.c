/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: the manager of libipsec-mb. */

#include <stdlib.h>

#include "sec_mb.h"

/* The library asks for it, but does not say so in the type. */
#define ALIGNMENT 64

static void
manager_make(struct sec_engine *e)
{
	void *mem;

	/* Memory of our own, because it has to be wiped. */
	if (posix_memalign(&mem, ALIGNMENT, imb_get_mb_mgr_size()) != 0)
		return;
	e->mb = imb_set_pointers_mb_mgr(mem, 0, 1);
	if (e->mb == NULL) {
		free(mem);
		return;
	}
	init_mb_mgr_auto(e->mb, NULL);
	if (imb_get_errno(e->mb) != 0)
		sec_mb_free(e);
}

IMB_MGR *
sec_mb_manager(struct sec_engine *e)
{
	if (e->mb == NULL && !e->mb_failed) {
		manager_make(e);
		e->mb_failed = e->mb == NULL;
	}
	return e->mb;
}

void
sec_mb_free(struct sec_engine *e)
{
	if (e->mb == NULL)
		return;
	model_wipe(e->mb, imb_get_mb_mgr_size());
	free(e->mb);
	e->mb = NULL;
}
