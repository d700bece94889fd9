/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Modular exponentiation, Diffie-Hellman, and the curve P-256. */

#include <string.h>

#include <openssl/bn.h>
#include <rte_cryptodev.h>
#include <rte_malloc.h>

#include "hisi_compat_app.h"
#include "selftest.h"
#include "selftest_curve.h"

/* Bytes of the group of RFC 3526 section 3, and of P-256. */
#define GROUP_LEN 256
#define CURVE_LEN 32

/* Private values of both sides; any will do. */
#define X_HEX "8b79f180cbd3f282de92e8b8f2d092674ffda61f01ed961f8ef04a1b7a3709ff"
#define Y_HEX "d60f17f7e2a1c8ba7a5c2d7f4c1e5c5b2b1ea8c5c9a6b8d7e6f5a4b3c2d1e0f1"

/* Operands, in memory that any device can reach. */
struct asym_memory {
	uint8_t p[GROUP_LEN], g[GROUP_LEN], x[GROUP_LEN], y[GROUP_LEN],
		k[GROUP_LEN], in[GROUP_LEN], out[2][GROUP_LEN];
};

struct asym_test {
	const struct st_crypto *dev;
	struct asym_memory *m;
	struct rte_crypto_op *op;
	uint8_t want[GROUP_LEN];
};

rte_crypto_param
st_number(const char *hex, uint8_t *to, size_t max)
{
	return st_param(to, st_hex(hex, to, max));
}

rte_crypto_param
st_param(uint8_t *data, size_t len)
{
	rte_crypto_param p = { .data = data, .length = len };

	p.iova = rte_mem_virt2iova(data);
	return p;
}

static rte_crypto_param
curve_number(const char *hex, uint8_t *to)
{
	return st_number(hex, to, CURVE_LEN);
}

/* Run the op. @return NULL, or what went wrong; a status is no error here */
static const char *
run(struct asym_test *t, const struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_asym_xform xform = *x;
	void *session = NULL;
	const char *why;

	if (rte_cryptodev_asym_session_create(t->dev->id, &xform,
			t->dev->asym_sessions, &session) != 0)
		return "the session is refused";
	t->op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	rte_crypto_op_attach_asym_session(t->op, session);
	why = st_crypto_run(t->dev, t->op);
	rte_cryptodev_asym_session_free(t->dev->id, session);
	return why;
}

/* Whether a result is the wanted one, leading zeros or not. */
static bool
equal(const rte_crypto_param *got, const uint8_t *want, size_t len)
{
	size_t lead = 0;

	if (got->length > len)
		return false;
	while (lead < len - got->length)
		if (want[lead++] != 0)
			return false;
	return memcmp(got->data, want + lead, got->length) == 0;
}

static const char *
expect(struct asym_test *t, const struct rte_crypto_asym_xform *x,
       const rte_crypto_param *got, size_t len)
{
	const char *why = run(t, x);

	if (why != NULL)
		return why;
	if (t->op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "the op ended with an error";
	return equal(got, t->want, len) ? NULL : "wrong result";
}

/* base^x mod p with libcrypto. */
static bool
power(const BIGNUM *base, const char *x_hex, BIGNUM *result)
{
	BIGNUM *p = BN_get_rfc3526_prime_2048(NULL), *x = NULL;
	BN_CTX *ctx = BN_CTX_new();
	bool ok;

	ok = p != NULL && ctx != NULL && BN_hex2bn(&x, x_hex) > 0 &&
	     BN_mod_exp(result, base, x, p, ctx) == 1;
	BN_CTX_free(ctx);
	BN_free(x);
	BN_free(p);
	return ok;
}

/* The group's prime into m->p, 2^x and 2^(xy) into pub and shared. */
static bool
group(struct asym_test *t, uint8_t *pub, uint8_t *shared)
{
	BIGNUM *p = BN_get_rfc3526_prime_2048(NULL), *g = BN_new(),
	       *gx = BN_new(), *gxy = BN_new();
	bool ok;

	ok = p != NULL && g != NULL && gx != NULL && gxy != NULL &&
	     BN_set_word(g, 2) == 1 && power(g, X_HEX, gx) &&
	     power(gx, Y_HEX, gxy) &&
	     BN_bn2binpad(p, t->m->p, GROUP_LEN) == GROUP_LEN &&
	     BN_bn2binpad(gx, pub, GROUP_LEN) == GROUP_LEN &&
	     BN_bn2binpad(gxy, shared, GROUP_LEN) == GROUP_LEN;
	BN_free(p);
	BN_free(g);
	BN_free(gx);
	BN_free(gxy);
	return ok;
}

static const char *
test_modexp(struct asym_test *t)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
	};
	struct rte_crypto_mod_op_param *op = &t->op->asym->modex;

	if (!group(t, t->m->in, t->want))
		return "libcrypto fails";
	x.modex.modulus = st_param(t->m->p, GROUP_LEN);
	x.modex.exponent = curve_number(Y_HEX, t->m->y);
	op->base = st_param(t->m->in, GROUP_LEN);
	op->result = st_param(t->m->out[0], GROUP_LEN);
	return expect(t, &x, &op->result, GROUP_LEN);
}

static const char *
test_dh(struct asym_test *t)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_DH,
	};
	struct rte_crypto_dh_op_param *op = &t->op->asym->dh;
	uint8_t shared[GROUP_LEN];
	const char *why;

	if (!group(t, t->want, shared))
		return "libcrypto fails";
	memcpy(t->m->in, t->want, GROUP_LEN);
	x.dh.p = st_param(t->m->p, GROUP_LEN);
	x.dh.g = st_number("02", t->m->g, GROUP_LEN);
	op->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->priv_key = curve_number(X_HEX, t->m->x);
	op->pub_key = st_param(t->m->out[0], GROUP_LEN);
	why = expect(t, &x, &op->pub_key, GROUP_LEN);
	if (why != NULL)
		return why;
	memcpy(t->want, shared, GROUP_LEN);
	op->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->priv_key = curve_number(Y_HEX, t->m->y);
	op->pub_key = st_param(t->m->in, GROUP_LEN);
	op->shared_secret = st_param(t->m->out[0], GROUP_LEN);
	return expect(t, &x, &op->shared_secret, GROUP_LEN);
}

/* Compare the other coordinate of the result as well. */
static const char *
expect_point(struct asym_test *t, const struct rte_crypto_asym_xform *x,
	     const struct rte_crypto_ec_point *got, const char *hex[2])
{
	const char *why;

	st_hex(hex[0], t->want, CURVE_LEN);
	why = expect(t, x, &got->x, CURVE_LEN);
	if (why != NULL)
		return why;
	st_hex(hex[1], t->want, CURVE_LEN);
	return equal(&got->y, t->want, CURVE_LEN) ? NULL : "wrong result, y";
}

static void
room_for_point(struct asym_test *t, struct rte_crypto_ec_point *p)
{
	p->x = st_param(t->m->out[0], CURVE_LEN);
	p->y = st_param(t->m->out[1], CURVE_LEN);
}

static const char *
test_ecdh(struct asym_test *t)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	};
	struct rte_crypto_ecdh_op_param *op = &t->op->asym->ecdh;
	const char *why;

	op->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->priv_key = curve_number(ECDH_I, t->m->x);
	room_for_point(t, &op->pub_key);
	why = expect_point(t, &x, &op->pub_key,
			   (const char *[2]) { ECDH_GIX, ECDH_GIY });
	if (why != NULL)
		return why;
	op->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	op->pub_key.x = curve_number(ECDH_GRX, t->m->p);
	op->pub_key.y = curve_number(ECDH_GRY, t->m->g);
	room_for_point(t, &op->shared_secret);
	st_hex(ECDH_X, t->want, CURVE_LEN);
	return expect(t, &x, &op->shared_secret.x, CURVE_LEN);
}

/* ECDH_I times a point, which an ECPM op names and an ECFPM op does not. */
static const char *
multiply(struct asym_test *t, enum rte_crypto_asym_xform_type type,
	 const char *x, const char *y)
{
	struct rte_crypto_asym_xform xform = {
		.xform_type = type,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	};
	struct rte_crypto_ecpm_op_param *op = &t->op->asym->ecpm;

	op->p.x = curve_number(ECDH_GRX, t->m->p);
	op->p.y = curve_number(ECDH_GRY, t->m->g);
	op->scalar = curve_number(ECDH_I, t->m->x);
	room_for_point(t, &op->r);
	return expect_point(t, &xform, &op->r, (const char *[2]) { x, y });
}

static const char *
test_ecpm(struct asym_test *t)
{
	return multiply(t, RTE_CRYPTO_ASYM_XFORM_ECPM, ECDH_X, ECDH_Y);
}

static const char *
test_ecfpm(struct asym_test *t)
{
	return multiply(t, RTE_CRYPTO_ASYM_XFORM_ECFPM, ECDH_GIX, ECDH_GIY);
}

/* Verify m->out as a signature. @return what goes wrong but for a refusal */
static const char *
verify(struct asym_test *t, const struct rte_crypto_asym_xform *x)
{
	struct rte_crypto_ecdsa_op_param *op = &t->op->asym->ecdsa;

	op->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	op->r = st_param(t->m->out[0], CURVE_LEN);
	op->s = st_param(t->m->out[1], CURVE_LEN);
	return run(t, x);
}

static const char *
test_ecdsa_verify(struct asym_test *t, const struct rte_crypto_asym_xform *x)
{
	const char *why;

	st_hex(DSA_R, t->m->out[0], CURVE_LEN);
	st_hex(DSA_S, t->m->out[1], CURVE_LEN);
	why = verify(t, x);
	if (why != NULL)
		return why;
	if (t->op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "the right signature is refused";
	t->m->out[1][CURVE_LEN - 1] ^= 1;
	why = verify(t, x);
	if (why != NULL)
		return why;
	return t->op->status != RTE_CRYPTO_OP_STATUS_SUCCESS ? NULL :
	       "a wrong signature is accepted";
}

/* A device that draws its own k makes another signature, as good as this. */
static const char *
test_ecdsa(struct asym_test *t)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	};
	struct rte_crypto_ecdsa_op_param *op = &t->op->asym->ecdsa;
	struct rte_crypto_ec_point *q = hisi_app_ecdsa_q(&x, t->op->asym);
	const char *why;

	op->message = curve_number(DSA_HASH, t->m->in);
	*hisi_app_ecdsa_pkey(&x, t->op->asym) = curve_number(DSA_KEY, t->m->x);
	q->x = curve_number(DSA_UX, t->m->p);
	q->y = curve_number(DSA_UY, t->m->g);
	op->k = curve_number(DSA_K, t->m->k);
	why = test_ecdsa_verify(t, &x);
	if (why != NULL)
		return why;
	op->op_type = RTE_CRYPTO_ASYM_OP_SIGN;
	op->r = st_param(t->m->out[0], CURVE_LEN);
	op->s = st_param(t->m->out[1], CURVE_LEN);
	why = run(t, &x);
	if (why != NULL)
		return why;
	if (t->op->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "signing ended with an error";
	why = verify(t, &x);
	if (why != NULL)
		return why;
	return t->op->status == RTE_CRYPTO_OP_STATUS_SUCCESS ? NULL :
	       "its own signature is refused";
}

static const struct {
	const char *name;
	enum rte_crypto_asym_xform_type type;
	const char *(*run)(struct asym_test *t);
} tests[] = {
	{ "modular exponentiation, 2048 bits", RTE_CRYPTO_ASYM_XFORM_MODEX,
	  test_modexp },
	{ "DH, both sides, 2048 bits", RTE_CRYPTO_ASYM_XFORM_DH, test_dh },
	{ "ECDH P-256, both sides", RTE_CRYPTO_ASYM_XFORM_ECDH, test_ecdh },
	{ "ECPM P-256", RTE_CRYPTO_ASYM_XFORM_ECPM, test_ecpm },
	{ "ECFPM P-256", RTE_CRYPTO_ASYM_XFORM_ECFPM, test_ecfpm },
	{ "ECDSA P-256", RTE_CRYPTO_ASYM_XFORM_ECDSA, test_ecdsa },
};

bool
st_asym_has_test(enum rte_crypto_asym_xform_type type)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(tests); i++)
		if (tests[i].type == type)
			return true;
	return type == RTE_CRYPTO_ASYM_XFORM_RSA;
}

static const char *
run_test(struct asym_test *t, unsigned int i)
{
	const struct rte_cryptodev_asym_capability_idx idx = {
		.type = tests[i].type,
	};

	if (rte_cryptodev_asym_capability_get(t->dev->id, &idx) == NULL)
		return ST_ABSENT;
	memset(t->m, 0, sizeof(*t->m));
	memset(t->op->asym, 0, sizeof(*t->op->asym));
	return tests[i].run(t);
}

void
st_asym(struct st_report *r, uint8_t dev_id)
{
	struct st_crypto dev;
	struct asym_test t = { .dev = &dev };
	const char *why = st_crypto_open(&dev, dev_id);
	unsigned int i;

	t.m = rte_zmalloc(NULL, sizeof(*t.m), RTE_CACHE_LINE_SIZE);
	if (why == NULL)
		t.op = rte_crypto_op_alloc(dev.ops,
					   RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
	if (why == NULL && (t.m == NULL || t.op == NULL))
		why = "no memory for the operands";
	if (why != NULL)
		st_result(r, dev.name, "set-up", why);
	for (i = 0; why == NULL && i < RTE_DIM(tests); i++)
		st_result(r, dev.name, tests[i].name, run_test(&t, i));
	rte_crypto_op_free(t.op);
	rte_free(t.m);
	st_crypto_close(&dev);
}
