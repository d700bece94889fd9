/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA: encrypt, decrypt, sign, verify; both kinds of private key. */

#include <string.h>

#include <openssl/bn.h>
#include <rte_cryptodev.h>
#include <rte_malloc.h>
#include <rte_memory.h>

#include "hisi_compat_app.h"
#include "selftest.h"

#define MAX_BYTES 256

/* Key, operands and results, in memory that a device can reach. */
struct rsa_memory {
	uint8_t n[MAX_BYTES], e[MAX_BYTES], d[MAX_BYTES];
	uint8_t p[MAX_BYTES], q[MAX_BYTES], dp[MAX_BYTES], dq[MAX_BYTES],
		qinv[MAX_BYTES];
	uint8_t in[MAX_BYTES], out[MAX_BYTES], message[MAX_BYTES];
};

struct rsa_test {
	const struct st_crypto *dev;
	const struct st_rsa_key *key;
	struct rsa_memory *m;
	size_t size;                 /**< Bytes of the modulus. */
	uint8_t em[MAX_BYTES];       /**< Encoded message behind the vector. */
	uint8_t message[MAX_BYTES];  /**< Plain text, or the data to sign. */
	size_t message_len;
	uint8_t coded[MAX_BYTES];    /**< Cipher text or signature. */
	size_t out_len;
	enum rte_crypto_op_status status;
	enum rte_crypto_rsa_priv_key_type type;
	void *session;
};

/* The session of an op: its padding is the session's or the op's. */
static const char *
make_session(struct rsa_test *t, struct rte_crypto_asym_op *op,
	     enum rte_crypto_rsa_padding_type padding)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_RSA,
	};
	const struct st_rsa_key *k = t->key;
	struct rsa_memory *m = t->m;

	x.rsa.n = st_number(k->n, m->n, MAX_BYTES);
	x.rsa.e = st_number(k->e, m->e, MAX_BYTES);
	x.rsa.key_type = t->type;
	if (t->type == RTE_RSA_KEY_TYPE_EXP) {
		x.rsa.d = st_number(k->d, m->d, MAX_BYTES);
	} else {
		x.rsa.qt.p = st_number(k->p, m->p, MAX_BYTES);
		x.rsa.qt.q = st_number(k->q, m->q, MAX_BYTES);
		x.rsa.qt.dP = st_number(k->dp, m->dp, MAX_BYTES);
		x.rsa.qt.dQ = st_number(k->dq, m->dq, MAX_BYTES);
		x.rsa.qt.qInv = st_number(k->qinv, m->qinv, MAX_BYTES);
	}
	hisi_app_rsa_padding(&x, op)->type = padding;
	if (rte_cryptodev_asym_session_create(t->dev->id, &x,
			t->dev->asym_sessions, &t->session) == 0)
		return NULL;
	return "the session is refused";
}

/* Set the operands of an op on in. @return its result, NULL if it has none */
static rte_crypto_param *
fill_op(const struct rsa_test *t, struct rte_crypto_rsa_op_param *rsa,
	bool raw, const uint8_t *in, size_t len)
{
	struct rsa_memory *m = t->m;

	memcpy(m->in, in, len);
	switch (rsa->op_type) {
	case RTE_CRYPTO_ASYM_OP_ENCRYPT:
		rsa->message = st_param(m->in, len);
		return &rsa->cipher;
	case RTE_CRYPTO_ASYM_OP_DECRYPT:
		rsa->cipher = st_param(m->in, len);
		return &rsa->message;
	case RTE_CRYPTO_ASYM_OP_SIGN:
		rsa->message = st_param(m->in, len);
		return &rsa->sign;
	default:
		break;
	}
	rsa->sign = st_param(m->in, len);
	memcpy(m->message, raw ? t->em : t->message,
	       raw ? t->size : t->message_len);
	rsa->message = st_param(m->message, raw ? t->size : t->message_len);
	return NULL;
}

/* Run an op on in; its result, if it has one, is left in t->m->out. */
static const char *
run_op(struct rsa_test *t, enum rte_crypto_asym_op_type type,
       enum rte_crypto_rsa_padding_type padding, const uint8_t *in,
       size_t len)
{
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_op *op;
	rte_crypto_param *out;
	const char *why;

	op = rte_crypto_op_alloc(t->dev->ops, RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
	if (op == NULL)
		return "no op";
	rsa = &op->asym->rsa;
	memset(rsa, 0, sizeof(*rsa));
	rsa->op_type = type;
	why = make_session(t, op->asym, padding);
	if (why != NULL) {
		rte_crypto_op_free(op);
		return why;
	}
	out = fill_op(t, rsa, padding == RTE_CRYPTO_RSA_PADDING_NONE, in, len);
	memset(t->m->out, 0, sizeof(t->m->out));
	if (out != NULL)
		*out = st_param(t->m->out, t->size);
	rte_crypto_op_attach_asym_session(op, t->session);
	why = st_crypto_run(t->dev, op);
	t->status = op->status;
	t->out_len = out != NULL ? out->length : 0;
	rte_crypto_op_free(op);
	rte_cryptodev_asym_session_free(t->dev->id, t->session);
	return why;
}

/* Input or expected output of an op. */
struct bytes {
	const uint8_t *data;
	size_t len;
};

static struct bytes
bytes(const uint8_t *data, size_t len)
{
	return (struct bytes) { .data = data, .len = len };
}

/* The op must succeed and give just the wanted bytes. */
static const char *
expect(struct rsa_test *t, enum rte_crypto_asym_op_type type,
       enum rte_crypto_rsa_padding_type padding, struct bytes in,
       struct bytes want)
{
	const char *why = run_op(t, type, padding, in.data, in.len);

	if (why != NULL)
		return why;
	if (t->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "the op ended with an error";
	return t->out_len == want.len &&
	       memcmp(t->m->out, want.data, want.len) == 0 ? NULL :
	       "wrong result";
}

/* The op must not succeed with a damaged cipher text or signature. */
static const char *
expect_refusal(struct rsa_test *t, enum rte_crypto_asym_op_type type,
	       enum rte_crypto_rsa_padding_type padding)
{
	uint8_t damaged[MAX_BYTES];
	const char *why;

	memcpy(damaged, t->coded, t->size);
	damaged[t->size - 1] ^= 1;
	why = run_op(t, type, padding, damaged, t->size);
	if (why != NULL)
		return why;
	return t->status != RTE_CRYPTO_OP_STATUS_SUCCESS ? NULL :
	       type == RTE_CRYPTO_ASYM_OP_VERIFY ?
	       "a damaged signature is accepted" :
	       "a damaged cipher text is accepted";
}

static const char *
decrypt_pkcs1(struct rsa_test *t)
{
	const char *why = expect(t, RTE_CRYPTO_ASYM_OP_DECRYPT,
				 RTE_CRYPTO_RSA_PADDING_PKCS1_5,
				 bytes(t->coded, t->size),
				 bytes(t->message, t->message_len));

	return why != NULL ? why :
	       expect_refusal(t, RTE_CRYPTO_ASYM_OP_DECRYPT,
			      RTE_CRYPTO_RSA_PADDING_PKCS1_5);
}

static const char *
decrypt_none(struct rsa_test *t)
{
	return expect(t, RTE_CRYPTO_ASYM_OP_DECRYPT,
		      RTE_CRYPTO_RSA_PADDING_NONE, bytes(t->coded, t->size),
		      bytes(t->em, t->size));
}

/* Padding is random: libcrypto decrypts the result, and the message must be in
 * it.
 */
static const char *
encrypt_pkcs1(struct rsa_test *t)
{
	uint8_t em[MAX_BYTES];
	const char *why;
	size_t i;

	why = run_op(t, RTE_CRYPTO_ASYM_OP_ENCRYPT,
		     RTE_CRYPTO_RSA_PADDING_PKCS1_5, t->message,
		     t->message_len);
	if (why != NULL)
		return why;
	if (t->status != RTE_CRYPTO_OP_STATUS_SUCCESS ||
	    t->out_len != t->size)
		return "the op ended with an error";
	if (!st_rsa_power(t->key, t->m->out, t->key->d, em))
		return "libcrypto cannot decrypt the result";
	for (i = 2; i < t->size - t->message_len - 1 && em[i] != 0; i++)
		;
	return em[0] == 0 && em[1] == 2 && em[i] == 0 &&
	       i == t->size - t->message_len - 1 &&
	       memcmp(&em[i + 1], t->message, t->message_len) == 0 ? NULL :
	       "wrong result";
}

static const char *
encrypt_none(struct rsa_test *t)
{
	return expect(t, RTE_CRYPTO_ASYM_OP_ENCRYPT,
		      RTE_CRYPTO_RSA_PADDING_NONE, bytes(t->em, t->size),
		      bytes(t->coded, t->size));
}

static const char *
sign_pkcs1(struct rsa_test *t)
{
	return expect(t, RTE_CRYPTO_ASYM_OP_SIGN,
		      RTE_CRYPTO_RSA_PADDING_PKCS1_5,
		      bytes(t->message, t->message_len),
		      bytes(t->coded, t->size));
}

static const char *
sign_none(struct rsa_test *t)
{
	return expect(t, RTE_CRYPTO_ASYM_OP_SIGN, RTE_CRYPTO_RSA_PADDING_NONE,
		      bytes(t->em, t->size), bytes(t->coded, t->size));
}

static const char *
verify(struct rsa_test *t, enum rte_crypto_rsa_padding_type padding)
{
	const char *why = run_op(t, RTE_CRYPTO_ASYM_OP_VERIFY, padding,
				 t->coded, t->size);

	if (why != NULL)
		return why;
	if (t->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "the right signature is refused";
	return expect_refusal(t, RTE_CRYPTO_ASYM_OP_VERIFY, padding);
}

static const char *
verify_pkcs1(struct rsa_test *t)
{
	return verify(t, RTE_CRYPTO_RSA_PADDING_PKCS1_5);
}

static const char *
verify_none(struct rsa_test *t)
{
	return verify(t, RTE_CRYPTO_RSA_PADDING_NONE);
}

static const struct {
	const char *name;
	enum rte_crypto_asym_op_type type;
	bool private;
	bool of_cipher; /**< Needs a vector of encryption, else of signing. */
	const char *(*run)(struct rsa_test *t);
} tests[] = {
	{ "encrypt, PKCS#1", RTE_CRYPTO_ASYM_OP_ENCRYPT, false, true,
	  encrypt_pkcs1 },
	{ "encrypt, no padding", RTE_CRYPTO_ASYM_OP_ENCRYPT, false, true,
	  encrypt_none },
	{ "decrypt, PKCS#1", RTE_CRYPTO_ASYM_OP_DECRYPT, true, true,
	  decrypt_pkcs1 },
	{ "decrypt, no padding", RTE_CRYPTO_ASYM_OP_DECRYPT, true, true,
	  decrypt_none },
	{ "sign, PKCS#1", RTE_CRYPTO_ASYM_OP_SIGN, true, false, sign_pkcs1 },
	{ "sign, no padding", RTE_CRYPTO_ASYM_OP_SIGN, true, false,
	  sign_none },
	{ "verify, PKCS#1", RTE_CRYPTO_ASYM_OP_VERIFY, false, false,
	  verify_pkcs1 },
	{ "verify, no padding", RTE_CRYPTO_ASYM_OP_VERIFY, false, false,
	  verify_none },
};

static bool
offers(const struct st_crypto *d, enum rte_crypto_asym_op_type type,
       size_t size)
{
	const struct rte_cryptodev_asym_capability_idx idx = {
		.type = RTE_CRYPTO_ASYM_XFORM_RSA,
	};
	const struct rte_cryptodev_asymmetric_xform_capability *cap;

	cap = rte_cryptodev_asym_capability_get(d->id, &idx);
	return cap != NULL &&
	       rte_cryptodev_asym_xform_capability_check_optype(cap, type) &&
	       rte_cryptodev_asym_xform_capability_check_modlen(cap,
								size) == 0;
}

/* Load the vector of a key; false if libcrypto fails. */
static bool
load(struct rsa_test *t, const struct st_rsa_key *key)
{
	bool cipher = key->cipher != NULL;

	t->key = key;
	t->size = key->bits / 8;
	t->message_len = st_hex(cipher ? key->message : key->digest_info,
				t->message, sizeof(t->message));
	st_hex(cipher ? key->cipher : key->sign, t->coded, sizeof(t->coded));
	return st_rsa_power(key, t->coded, cipher ? key->d : key->e,
			    t->em);
}

/* Run the tests of a vector; those of the public key only if with_public. */
static void
run_key(struct st_report *r, struct rsa_test *t,
	enum rte_crypto_rsa_priv_key_type type, bool supported,
	bool with_public)
{
	const char *kind = type == RTE_RSA_KEY_TYPE_EXP ? ", exponent key" :
							  ", quintuple key";
	const char *why;
	char name[64];
	unsigned int i;

	t->type = type;
	for (i = 0; i < RTE_DIM(tests); i++) {
		if (tests[i].of_cipher != (t->key->cipher != NULL) ||
		    (!tests[i].private && !with_public))
			continue;
		snprintf(name, sizeof(name), "RSA-%u %s%s", t->key->bits,
			 tests[i].name, tests[i].private ? kind : "");
		if (!supported || !offers(t->dev, tests[i].type, t->size))
			why = ST_ABSENT;
		else
			why = tests[i].run(t);
		st_result(r, t->dev->name, name, why);
	}
}

static void
run_vectors(struct st_report *r, struct rsa_test *t)
{
	bool exp = t->dev->features & RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_EXP;
	bool qt = t->dev->features & RTE_CRYPTODEV_FF_RSA_PRIV_OP_KEY_QT;
	unsigned int i;

	for (i = 0; i < st_nb_rsa_keys; i++) {
		if (!load(t, &st_rsa_keys[i])) {
			st_result(r, t->dev->name, "RSA", "libcrypto fails");
			continue;
		}
		run_key(r, t, RTE_RSA_KEY_TYPE_EXP, exp, exp || !qt);
		run_key(r, t, RTE_RSA_KEY_TYPE_QT, qt, !exp && qt);
	}
}

void
st_rsa(struct st_report *r, uint8_t dev_id)
{
	struct st_crypto dev;
	struct rsa_test t = { .dev = &dev };
	const char *why = st_crypto_open(&dev, dev_id);

	t.m = rte_zmalloc(NULL, sizeof(*t.m), RTE_CACHE_LINE_SIZE);
	if (why == NULL && t.m == NULL)
		why = "no memory for the operands";
	if (why == NULL)
		run_vectors(r, &t);
	else
		st_result(r, dev.name, "set-up", why);
	rte_free(t.m);
	st_crypto_close(&dev);
}
