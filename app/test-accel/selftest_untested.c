/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Algorithms that a device offers and that have no test here. Each gets a row, so
 * that a reader does not take it for tested.
 */

#include <rte_cryptodev.h>

#include "accel.h"
#include "selftest.h"

static bool
sym_has_test(const struct rte_cryptodev_symmetric_capability *cap)
{
	const struct st_sym_vector *v;
	unsigned int i;

	for (i = 0; i < st_nb_sym_vectors; i++) {
		v = &st_sym_vectors[i];
		if ((cap->xform_type == RTE_CRYPTO_SYM_XFORM_CIPHER &&
		     v->cipher == cap->cipher.algo) ||
		    (cap->xform_type == RTE_CRYPTO_SYM_XFORM_AUTH &&
		     v->auth == cap->auth.algo) ||
		    (cap->xform_type == RTE_CRYPTO_SYM_XFORM_AEAD &&
		     v->aead == cap->aead.algo))
			return true;
	}
	return false;
}

void
st_crypto_untested(struct st_report *r, uint8_t dev_id)
{
	const struct rte_cryptodev_capabilities *cap;
	struct rte_cryptodev_info info;
	bool tested;

	rte_cryptodev_info_get(dev_id, &info);
	for (cap = info.capabilities;
	     cap != NULL && cap->op != RTE_CRYPTO_OP_TYPE_UNDEFINED; cap++) {
		tested = cap->op == RTE_CRYPTO_OP_TYPE_ASYMMETRIC ?
			 st_asym_has_test(cap->asym.xform_capa.xform_type) :
			 sym_has_test(&cap->sym);
		if (!tested)
			st_result(r, rte_cryptodev_name_get(dev_id),
				  accel_crypto_name(cap), ST_UNTESTED);
	}
}
