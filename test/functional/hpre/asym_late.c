/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <stdlib.h>
#include <string.h>

#include "asym_late.h"

/* Behind each op of the pool. */
struct late {
	/* The op's operands; when it is bound the rest of the xform, too. */
	struct rte_crypto_asym_xform x;
	void *session;     /* Made for this op, or NULL. */
	void *of_test;     /* The session that the test gave. */
};

/* The xforms of all sessions. */
static struct kept {
	void *session;
	uint8_t dev;
	struct rte_crypto_asym_xform x;
} *kept;
static unsigned int nb_kept;

static struct late *
late_of(struct rte_crypto_op *op)
{
	return rte_crypto_op_ctod_offset(op, struct late *,
			sizeof(*op) + sizeof(struct rte_crypto_asym_op));
}

size_t
asym_late_size(void)
{
	return sizeof(struct late);
}

void
asym_late_init(struct rte_crypto_op *op)
{
	memset(late_of(op), 0, sizeof(struct late));
}

struct rte_crypto_rsa_padding *
asym_padding(struct rte_crypto_op *op)
{
	return hisi_app_rsa_padding(&late_of(op)->x, op->asym);
}

rte_crypto_uint *
asym_pkey(struct rte_crypto_op *op)
{
	return hisi_app_ecdsa_pkey(&late_of(op)->x, op->asym);
}

struct rte_crypto_ec_point *
asym_q(struct rte_crypto_op *op)
{
	return hisi_app_ecdsa_q(&late_of(op)->x, op->asym);
}

void
asym_late_keep(const struct asym_dev *dev, void *session,
	       const struct rte_crypto_asym_xform *x)
{
	struct kept *k;
	unsigned int i;

	/* The memory of a session that was freed is used again. */
	for (i = 0; i < nb_kept; i++)
		if (kept[i].session == session && kept[i].dev == dev->id)
			break;
	if (i == nb_kept) {
		k = realloc(kept, (nb_kept + 1) * sizeof(*kept));
		if (k == NULL)
			abort();
		kept = k;
		nb_kept++;
	}
	kept[i].session = session;
	kept[i].dev = dev->id;
	kept[i].x = *x;
}

static const struct rte_crypto_asym_xform *
xform_of(const struct asym_dev *dev, const struct rte_crypto_op *op)
{
	unsigned int i;

	if (op->sess_type == RTE_CRYPTO_OP_SESSIONLESS)
		return op->asym->xform;
	for (i = 0; i < nb_kept; i++)
		if (kept[i].session == op->asym->session &&
		    kept[i].dev == dev->id)
			return &kept[i].x;
	return NULL;
}

/* Add the operands of the op. @return whether there are any */
static bool
add_operands(struct rte_crypto_asym_xform *x, struct rte_crypto_op *op)
{
	struct rte_crypto_asym_op unused;

	switch (x->xform_type) {
	case RTE_CRYPTO_ASYM_XFORM_RSA:
		*hisi_app_rsa_padding(x, &unused) = *asym_padding(op);
		return HISI_RSA_PADDING_OF_SESSION;
	case RTE_CRYPTO_ASYM_XFORM_ECDSA:
		*hisi_app_ecdsa_pkey(x, &unused) = *asym_pkey(op);
		*hisi_app_ecdsa_q(x, &unused) = *asym_q(op);
		return HISI_EC_KEYS_OF_SESSION;
	default:
		return false;
	}
}

bool
asym_late_bind(struct asym_dev *dev, struct rte_crypto_op *op)
{
	const struct rte_crypto_asym_xform *from = xform_of(dev, op);
	struct late *l = late_of(op);
	struct rte_crypto_asym_xform x;

	if (from == NULL)
		return true;
	x = *from;
	if (!add_operands(&x, op))
		return true;
	l->x = x;
	if (op->sess_type == RTE_CRYPTO_OP_SESSIONLESS) {
		op->asym->xform = &l->x;
		return true;
	}
	if (rte_cryptodev_asym_session_create(dev->id, &l->x, dev->sessions,
					      &l->session) != 0) {
		dev->refused++;
		l->session = NULL;
		return false;
	}
	l->of_test = op->asym->session;
	op->asym->session = l->session;
	return true;
}

void
asym_late_unbind(struct asym_dev *dev, struct rte_crypto_op *op)
{
	struct late *l = late_of(op);

	if (l->session == NULL)
		return;
	rte_cryptodev_asym_session_free(dev->id, l->session);
	op->asym->session = l->of_test;
	l->session = NULL;
}
