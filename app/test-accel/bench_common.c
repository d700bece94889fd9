/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file What the kinds of operations of command bench share. */

#include <string.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>
#include <rte_cryptodev.h>
#include <rte_memory.h>

#include "bench.h"

static const struct rte_cryptodev_asymmetric_xform_capability *
capability(const struct st_crypto *d, enum rte_crypto_asym_xform_type type)
{
	const struct rte_cryptodev_asym_capability_idx idx = { .type = type };

	return rte_cryptodev_asym_capability_get(d->id, &idx);
}

bool
bench_has_xform(const struct st_crypto *d,
		enum rte_crypto_asym_xform_type type)
{
	return capability(d, type) != NULL;
}

bool
bench_has_op(const struct st_crypto *d, enum rte_crypto_asym_xform_type type,
	     enum rte_crypto_asym_op_type op, size_t len)
{
	const struct rte_cryptodev_asymmetric_xform_capability *cap =
		capability(d, type);

	return cap != NULL &&
	       rte_cryptodev_asym_xform_capability_check_optype(cap, op) &&
	       (len == 0 ||
		rte_cryptodev_asym_xform_capability_check_modlen(cap, len) ==
		0);
}

rte_crypto_param
bench_param(uint8_t *data, size_t len)
{
	rte_crypto_param p = {
		.data = data,
		.iova = rte_mem_virt2iova(data),
		.length = len,
	};

	return p;
}

rte_crypto_param
bench_number(const EVP_PKEY *pkey, const char *name, uint8_t *to, size_t len)
{
	BIGNUM *n = NULL;
	int used = 0;

	if (EVP_PKEY_get_bn_param(pkey, name, &n) == 1) {
		if (len == 0)
			len = BN_num_bytes(n);
		if (len <= BENCH_LEN)
			used = BN_bn2binpad(n, to, len);
	}
	BN_clear_free(n);
	return bench_param(to, used > 0 ? used : 0);
}

const char *
bench_session(struct bench *b, struct rte_crypto_asym_xform *x)
{
	if (rte_cryptodev_asym_session_create(b->dev->id, x,
			b->dev->asym_sessions, &b->session) == 0)
		return NULL;
	b->session = NULL;
	return "the session is refused";
}

bool
bench_signature_contexts(struct bench *b, int padding)
{
	b->sign = EVP_PKEY_CTX_new(b->pkey, NULL);
	b->verify = EVP_PKEY_CTX_new(b->pkey, NULL);
	if (b->sign == NULL || b->verify == NULL ||
	    EVP_PKEY_sign_init(b->sign) != 1 ||
	    EVP_PKEY_verify_init(b->verify) != 1)
		return false;
	return padding == 0 ||
	       (EVP_PKEY_CTX_set_rsa_padding(b->sign, padding) == 1 &&
		EVP_PKEY_CTX_set_rsa_padding(b->verify, padding) == 1);
}

struct rte_crypto_asym_op *
bench_op(struct bench *b, struct bench_slot *s)
{
	memset(s->op->asym, 0, sizeof(*s->op->asym));
	rte_crypto_op_attach_asym_session(s->op, b->session);
	return s->op->asym;
}

void
bench_close(struct bench *b)
{
	if (b->session != NULL)
		rte_cryptodev_asym_session_free(b->dev->id, b->session);
	EVP_PKEY_CTX_free(b->sign);
	EVP_PKEY_CTX_free(b->verify);
	EVP_PKEY_free(b->pkey);
	b->session = NULL;
	b->sign = NULL;
	b->verify = NULL;
	b->pkey = NULL;
}

/* The op comes back; any status will do. */
static const char *
run(struct bench *b, struct bench_slot *s)
{
	const char *why;

	b->kind->renew(s->op);
	why = st_crypto_run(b->dev, s->op);
	b->lost = why != NULL && strcmp(why, ST_NOT_TAKEN) != 0;
	return why;
}

const char *
bench_once(struct bench *b, struct bench_slot *s)
{
	const char *why = run(b, s);

	if (why != NULL)
		return why;
	return s->op->status == RTE_CRYPTO_OP_STATUS_SUCCESS ? NULL :
	       "an op ended with an error";
}

const char *
bench_check_refusal(struct bench *b, struct bench_slot *s)
{
	const char *why;

	s->peer[BENCH_LEN / 8 - 1] ^= 1;
	why = run(b, s);
	if (why == NULL && s->op->status == RTE_CRYPTO_OP_STATUS_SUCCESS)
		why = "a damaged signature is accepted";
	s->peer[BENCH_LEN / 8 - 1] ^= 1;
	return why;
}
