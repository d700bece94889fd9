/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_SEC_MB_H
#define MODEL_SEC_MB_H

/**
 * @file
 * SEC model: libipsec-mb, which is for x86 and optional. Its manager belongs
 * to an engine.
 */

#include "sec.h"

#ifdef HISI_MODEL_IPSEC_MB

/* No old names: some are those of functions of libcrypto. */
#define NO_COMPAT_IMB_API_053
#include <intel-ipsec-mb.h>

/** The manager; NULL if the library does not work on this CPU. */
IMB_MGR *sec_mb_manager(struct sec_engine *e);

/** Wipe and free the manager, if there is one. */
void sec_mb_free(struct sec_engine *e);

#else

static inline struct IMB_MGR *
sec_mb_manager(struct sec_engine *e)
{
	(void)e;
	return NULL;
}

static inline void
sec_mb_free(struct sec_engine *e)
{
	(void)e;
}

#endif

#endif /* MODEL_SEC_MB_H */
