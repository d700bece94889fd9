/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Long work on a descriptor, in slices. */

#include "model.h"

static _Thread_local struct model_exec *here;

bool
model_go_on(struct model_exec *x)
{
	struct hisi_model_queue *q = x->queue;

	if (x->given_up)
		return false;
	if (atomic_load_explicit(&q->stop, memory_order_relaxed) ||
	    (q->model->slice != NULL && !q->model->slice(q->mem_ctx)))
		x->given_up = true;
	return !x->given_up;
}

bool
model_go_on_here(void)
{
	return here == NULL || model_go_on(here);
}

void
model_slice_owner(struct model_exec *x)
{
	here = x;
}
