/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA key: from the PEM file into a session of the device. */

#include <errno.h>
#include <string.h>

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <rte_cryptodev.h>
#include <rte_malloc.h>
#include <rte_memory.h>

#include "accel.h"
#include "chain.h"
#include "hisi_compat_app.h"

/* Numbers of a quintuple key, in memory that the device reaches. */
enum {
	KEY_N, KEY_E, KEY_P, KEY_Q, KEY_DP, KEY_DQ, KEY_QINV, KEY_NUMBERS
};

struct key_memory {
	uint8_t number[KEY_NUMBERS][CHAIN_KEY_LEN];
	size_t len[KEY_NUMBERS];
};

static const char * const number_names[KEY_NUMBERS] = {
	[KEY_N] = OSSL_PKEY_PARAM_RSA_N,
	[KEY_E] = OSSL_PKEY_PARAM_RSA_E,
	[KEY_P] = OSSL_PKEY_PARAM_RSA_FACTOR1,
	[KEY_Q] = OSSL_PKEY_PARAM_RSA_FACTOR2,
	[KEY_DP] = OSSL_PKEY_PARAM_RSA_EXPONENT1,
	[KEY_DQ] = OSSL_PKEY_PARAM_RSA_EXPONENT2,
	[KEY_QINV] = OSSL_PKEY_PARAM_RSA_COEFFICIENT1,
};

static EVP_PKEY *
read_pem(const char *path)
{
	/* A passphrase, so that libcrypto does not ask for one. */
	char none[] = "";
	FILE *f = fopen(path, "re");
	EVP_PKEY *key = NULL;

	if (f == NULL) {
		CHAIN_ERR("--key %s: %s", path, strerror(errno));
		return NULL;
	}
	key = PEM_read_PrivateKey(f, NULL, NULL, none);
	fclose(f);
	ERR_clear_error();
	if (key == NULL) {
		CHAIN_ERR("--key %s: no private key in PEM form without a passphrase",
			  path);
	} else if (!EVP_PKEY_is_a(key, "RSA") ||
		   EVP_PKEY_get_size(key) != CHAIN_KEY_LEN) {
		CHAIN_ERR("--key %s: not an RSA key of %d bits", path,
			  CHAIN_KEY_LEN * 8);
		EVP_PKEY_free(key);
		key = NULL;
	}
	return key;
}

static bool
get_numbers(const EVP_PKEY *key, struct key_memory *m)
{
	BIGNUM *b;
	int i, n;

	for (i = 0; i < KEY_NUMBERS; i++) {
		b = NULL;
		if (!EVP_PKEY_get_bn_param(key, number_names[i], &b))
			return false;
		n = BN_num_bytes(b);
		if (n > 0 && n <= CHAIN_KEY_LEN)
			m->len[i] = BN_bn2bin(b, m->number[i]);
		BN_clear_free(b);
		if (m->len[i] == 0)
			return false;
	}
	return true;
}

static rte_crypto_uint
number(struct key_memory *m, int i)
{
	return (rte_crypto_uint) {
		.data = m->number[i],
		.iova = rte_mem_virt2iova(m->number[i]),
		.length = m->len[i],
	};
}

static int
make_session(struct chain *c, struct key_memory *m)
{
	const struct chain_stage *st = &c->stage[CHAIN_UNWRAP];
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_RSA,
	};
	struct rte_crypto_asym_op unused;

	hisi_app_rsa_padding(&x, &unused)->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	x.rsa.n = number(m, KEY_N);
	x.rsa.e = number(m, KEY_E);
	x.rsa.key_type = RTE_RSA_KEY_TYPE_QT;
	x.rsa.qt.p = number(m, KEY_P);
	x.rsa.qt.q = number(m, KEY_Q);
	x.rsa.qt.dP = number(m, KEY_DP);
	x.rsa.qt.dQ = number(m, KEY_DQ);
	x.rsa.qt.qInv = number(m, KEY_QINV);
	if (rte_cryptodev_asym_session_create(st->dev_id, &x,
			c->asym_sessions, &c->asym_session) == 0)
		return 0;
	c->asym_session = NULL;
	CHAIN_ERR("device %s refuses the RSA key", st->device);
	return -1;
}

int
chain_key_load(struct chain *c)
{
	EVP_PKEY *key = read_pem(c->opt.key_file);
	struct key_memory *m;
	int ret = -1;

	if (key == NULL)
		return -1;
	m = rte_zmalloc(NULL, sizeof(*m), RTE_CACHE_LINE_SIZE);
	if (m == NULL)
		CHAIN_ERR("no memory for the RSA key");
	else if (!get_numbers(key, m))
		CHAIN_ERR("--key %s: a number of the key is missing",
			  c->opt.key_file);
	else
		ret = make_session(c, m);
	EVP_PKEY_free(key);
	if (m != NULL)
		explicit_bzero(m, sizeof(*m));
	rte_free(m);
	return ret;
}
