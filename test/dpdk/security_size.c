/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * To be preloaded into dpdk-test for ipsec_autotest: the dummy security ops
 * of that suite lack session_get_size, and rte_security_session_create() of
 * DPDK 22.11 calls it all the same. Here it gets one that says 0 bytes, which
 * is what the dummies use.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include <rte_security.h>
#include <rte_security_driver.h>

#include "hisi_compat_app.h"

typedef void *(*create_t)(hisi_security_ctx handle,
			  struct rte_security_session_conf *conf,
			  struct rte_mempool *mp);

void *rte_security_session_create(hisi_security_ctx handle,
				  struct rte_security_session_conf *conf,
				  struct rte_mempool *mp);

static unsigned int
no_size(void *device)
{
	(void)device;
	return 0;
}

void *
rte_security_session_create(hisi_security_ctx handle,
			    struct rte_security_session_conf *conf,
			    struct rte_mempool *mp)
{
	create_t real = (create_t)dlsym(RTLD_NEXT,
					"rte_security_session_create");
	struct rte_security_ctx *instance = handle;
	struct rte_security_ctx fixed;
	struct rte_security_ops ops;
	void *session;

	if (real == NULL) {
		fprintf(stderr, "security_size: no rte_security_session_create to call\n");
		abort();
	}
	if (instance == NULL || instance->ops == NULL ||
	    instance->ops->session_get_size != NULL)
		return real(handle, conf, mp);
	ops = *instance->ops;
	ops.session_get_size = no_size;
	fixed = *instance;
	fixed.ops = &ops;
	session = real(&fixed, conf, mp);
	instance->sess_cnt = fixed.sess_cnt;
	return session;
}
