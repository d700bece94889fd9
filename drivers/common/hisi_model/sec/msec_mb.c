/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: the manager of libipsec-mb. */

#include <stdlib.h>

#include "msec_mb.h"

/* The library asks for it, but does not say so in the type. */
#define ALIGNMENT 64

static void
manager_make(struct msec_engine *e)
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
		msec_mb_free(e);
}

IMB_MGR *
msec_mb_manager(struct msec_engine *e)
{
	if (e->mb == NULL && !e->mb_failed) {
		manager_make(e);
		e->mb_failed = e->mb == NULL;
	}
	return e->mb;
}

void
msec_mb_free(struct msec_engine *e)
{
	if (e->mb == NULL)
		return;
	model_wipe(e->mb, imb_get_mb_mgr_size());
	free(e->mb);
	e->mb = NULL;
}
