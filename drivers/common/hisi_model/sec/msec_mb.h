/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_MB_H
#define MSEC_MB_H

/**
 * @file
 * SEC model: libipsec-mb, which is for x86 and optional. Its manager belongs
 * to an engine.
 */

#include "msec.h"

#ifdef HISI_MODEL_IPSEC_MB

/* No old names: some are those of functions of libcrypto. */
#define NO_COMPAT_IMB_API_053
#include <intel-ipsec-mb.h>

/** The manager; NULL if the library does not work on this CPU. */
IMB_MGR *msec_mb_manager(struct msec_engine *e);

/** Wipe and free the manager, if there is one. */
void msec_mb_free(struct msec_engine *e);

#else

static inline struct IMB_MGR *
msec_mb_manager(struct msec_engine *e)
{
	(void)e;
	return NULL;
}

static inline void
msec_mb_free(struct msec_engine *e)
{
	(void)e;
}

#endif

#endif /* MSEC_MB_H */
