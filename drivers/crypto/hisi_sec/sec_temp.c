/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Sessions of session-less ops. */

#include "sec_pmd.h"

const struct sec_session *
sec_temp_session(struct sec_qp *qp, struct rte_crypto_op *op,
		 struct sec_cookie *cookie)
{
	struct sec_session *s;

	cookie->temp = NULL;
	if (op->sess_type != RTE_CRYPTO_OP_SESSIONLESS) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_SESSION;
		hisi_qm_op_error(qp->qm.pair, "session type %d is not supported",
			     op->sess_type);
		return NULL;
	}
	if (qp->session_pool == NULL || op->sym->xform == NULL) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		hisi_qm_op_error(qp->qm.pair, "session-less, but %s",
			     op->sym->xform == NULL ? "without an xform" :
			     "the queue pair was set up without mp_session");
		return NULL;
	}
	if (rte_mempool_get(qp->session_pool, (void **)&cookie->temp) != 0) {
		cookie->temp = NULL;
		op->status = RTE_CRYPTO_OP_STATUS_ERROR;
		hisi_qm_op_error(qp->qm.pair, "session-less, and the session pool %s is empty",
			     qp->session_pool->name);
		return NULL;
	}
	s = CRYPTODEV_GET_SYM_SESS_PRIV(cookie->temp);
	if (sec_session_init(qp->dev, op->sym->xform, s) != 0) {
		op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		sec_temp_session_put(qp, cookie);
		return NULL;
	}
	return s;
}

void
sec_temp_session_put(struct sec_qp *qp, struct sec_cookie *cookie)
{
	struct sec_session *s;

	if (cookie->temp == NULL)
		return;
	s = CRYPTODEV_GET_SYM_SESS_PRIV(cookie->temp);
	hisi_memzero(s, sizeof(*s));
	rte_mempool_put(qp->session_pool, cookie->temp);
	cookie->temp = NULL;
}
