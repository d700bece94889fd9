/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Every Wycheproof vector of the files for this engine; their results are
 * counted per file and compared with a table, so that none can silently be
 * skipped or change its outcome.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <jansson.h>
#include <openssl/evp.h>

#include "asym_late.h"
#include "hpre_raw.h"
#include "model_client.h"

/* The result of a vector. */
enum outcome {
	PASSED,    /**< The result is that of the vector. */
	REJECTED,  /**< Status ERROR: the input is not genuine. */
	REFUSED,   /**< Status INVALID_ARGS: no such operand is taken. */
	FORMAT,    /**< The API has numbers only; the caller sees it is bad. */
	WRONG,
	OUTCOMES,
};

enum verdict { VALID, ACCEPTABLE, INVALID, VERDICTS };

typedef unsigned int counts[VERDICTS][OUTCOMES];

static struct asym_dev dev;
static struct model_client client;

/* Room for the bytes of one vector; hex texts go one behind the other. */
static uint8_t arena[1 << 16];
static size_t arena_used;

static rte_crypto_param
unhex(const json_t *object, const char *key)
{
	const char *hex = json_string_value(json_object_get(object, key));
	rte_crypto_param p = { .data = arena + arena_used };
	unsigned int v;

	assert_non_null(hex);
	for (; hex[0] != '\0' && hex[1] != '\0'; hex += 2) {
		assert_int_equal(sscanf(hex, "%2x", &v), 1);
		assert_true(arena_used < sizeof(arena));
		arena[arena_used++] = v;
		p.length++;
	}
	return p;
}

static bool
same(const rte_crypto_param *got, const rte_crypto_param *want)
{
	return got->length == want->length &&
	       memcmp(got->data, want->data, want->length) == 0;
}

static rte_crypto_param
room(size_t len)
{
	rte_crypto_param p = { .data = arena + arena_used };

	arena_used += len;
	assert_true(arena_used <= sizeof(arena));
	return p;
}

static enum outcome
run(struct rte_crypto_asym_xform *x, struct rte_crypto_op *op,
    const rte_crypto_param *got, const rte_crypto_param *want)
{
	void *session = asym_session_new(&dev, x);
	int status;

	assert_non_null(session);
	rte_crypto_op_attach_asym_session(op, session);
	status = asym_one(&dev, op);
	rte_cryptodev_asym_session_free(dev.id, session);
	switch (status) {
	case RTE_CRYPTO_OP_STATUS_SUCCESS:
		return got == NULL || same(got, want) ? PASSED : WRONG;
	case RTE_CRYPTO_OP_STATUS_ERROR:
		return REJECTED;
	case RTE_CRYPTO_OP_STATUS_INVALID_ARGS:
		return REFUSED;
	default:
		return WRONG;
	}
}

static void
rsa_xform(const json_t *key, bool crt, struct rte_crypto_asym_xform *x)
{
	memset(x, 0, sizeof(*x));
	x->xform_type = RTE_CRYPTO_ASYM_XFORM_RSA;
	x->rsa.n = unhex(key, "modulus");
	x->rsa.e = unhex(key, "publicExponent");
	x->rsa.key_type = crt ? RTE_RSA_KEY_TYPE_QT : RTE_RSA_KEY_TYPE_EXP;
	if (crt) {
		x->rsa.qt.p = unhex(key, "prime1");
		x->rsa.qt.q = unhex(key, "prime2");
		x->rsa.qt.dP = unhex(key, "exponent1");
		x->rsa.qt.dQ = unhex(key, "exponent2");
		x->rsa.qt.qInv = unhex(key, "coefficient");
	} else if (json_object_get(key, "privateExponent") != NULL) {
		x->rsa.d = unhex(key, "privateExponent");
	}
}

static enum outcome
rsa_decrypt_with(const json_t *group, const json_t *test, bool crt, bool oaep)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	struct rte_crypto_asym_xform x;
	rte_crypto_param msg;
	enum outcome ret;

	arena_used = 0;
	rsa_xform(json_object_get(group, "privateKey"), crt, &x);
	msg = unhex(test, "msg");
	rsa->op_type = RTE_CRYPTO_ASYM_OP_DECRYPT;
	asym_padding(op)->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	if (oaep) {
		asym_padding(op)->type = RTE_CRYPTO_RSA_PADDING_OAEP;
		asym_padding(op)->hash = RTE_CRYPTO_AUTH_SHA256;
		asym_padding(op)->mgf1hash = RTE_CRYPTO_AUTH_SHA256;
		asym_padding(op)->oaep_label = unhex(test, "label");
	}
	rsa->cipher = unhex(test, "ct");
	rsa->message = room(256);
	ret = run(&x, op, &rsa->message, &msg);
	rte_crypto_op_free(op);
	return ret;
}

/* Both kinds of private key have to come to the same. */
static enum outcome
rsa_decrypt(const json_t *group, const json_t *test)
{
	bool oaep = json_object_get(group, "mgf") != NULL;
	enum outcome ret = rsa_decrypt_with(group, test, true, oaep);

	return rsa_decrypt_with(group, test, false, oaep) == ret ? ret : WRONG;
}

static enum rte_crypto_auth_algorithm
digest(const json_t *group, const json_t *test, rte_crypto_param *md)
{
	static const struct {
		const char *name, *libcrypto;
		enum rte_crypto_auth_algorithm algo;
	} names[] = {
		{ "SHA-1", "SHA1", RTE_CRYPTO_AUTH_SHA1 },
		{ "SHA-224", "SHA224", RTE_CRYPTO_AUTH_SHA224 },
		{ "SHA-256", "SHA256", RTE_CRYPTO_AUTH_SHA256 },
		{ "SHA-384", "SHA384", RTE_CRYPTO_AUTH_SHA384 },
		{ "SHA-512", "SHA512", RTE_CRYPTO_AUTH_SHA512 },
	};
	const char *name = json_string_value(json_object_get(group, "sha"));
	rte_crypto_param msg = unhex(test, "msg");
	size_t i;

	for (i = 0; i < RTE_DIM(names); i++) {
		if (strcmp(name, names[i].name) != 0)
			continue;
		*md = room(64);
		assert_true(EVP_Q_digest(NULL, names[i].libcrypto, NULL,
					 msg.data, msg.length, md->data,
					 &md->length));
		return names[i].algo;
	}
	fail_msg("no hash %s", name);
	return 0;
}

static enum outcome
rsa_signature(const json_t *group, const json_t *test, const char *key,
	      enum rte_crypto_asym_op_type type)
{
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	struct rte_crypto_asym_xform x;
	rte_crypto_param sig;
	enum outcome ret;

	arena_used = 0;
	rsa_xform(json_object_get(group, key), false, &x);
	sig = unhex(test, "sig");
	rsa->op_type = type;
	asym_padding(op)->type = RTE_CRYPTO_RSA_PADDING_PKCS1_5;
	asym_padding(op)->hash = digest(group, test, &rsa->message);
	rsa->sign = sig;
	if (type == RTE_CRYPTO_ASYM_OP_SIGN)
		rsa->sign = room(512);
	ret = run(&x, op, type == RTE_CRYPTO_ASYM_OP_SIGN ? &rsa->sign : NULL,
		  &sig);
	rte_crypto_op_free(op);
	return ret;
}

static enum outcome
rsa_sign(const json_t *group, const json_t *test)
{
	return rsa_signature(group, test, "privateKey",
			     RTE_CRYPTO_ASYM_OP_SIGN);
}

static enum outcome
rsa_verify(const json_t *group, const json_t *test)
{
	return rsa_signature(group, test, "publicKey",
			     RTE_CRYPTO_ASYM_OP_VERIFY);
}

static enum outcome
ecdsa_verify(const json_t *group, const json_t *test)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDSA,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 };
	const json_t *key = json_object_get(group, "publicKey");
	struct rte_crypto_ecdsa_op_param *ec;
	struct rte_crypto_op *op;
	rte_crypto_param sig;
	enum outcome ret;

	arena_used = 0;
	sig = unhex(test, "sig");
	op = asym_op(&dev);
	ec = &op->asym->ecdsa;
	ec->op_type = RTE_CRYPTO_ASYM_OP_VERIFY;
	asym_q(op)->x = unhex(key, "wx");
	asym_q(op)->y = unhex(key, "wy");
	digest(group, test, &ec->message);
	ec->r.data = sig.data;
	ec->r.length = sig.length / 2;
	ec->s.data = sig.data + ec->r.length;
	ec->s.length = sig.length - ec->r.length;
	ret = run(&x, op, NULL, NULL);
	rte_crypto_op_free(op);
	/* As numbers they are good; that there are too many bytes is for who
	 * takes the signature apart to see.
	 */
	return ret == PASSED && sig.length != 64 ? FORMAT : ret;
}

static enum outcome
ecdh(const json_t *group, const json_t *test)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1 };
	struct rte_crypto_op *op = asym_op(&dev);
	struct rte_crypto_ecdh_op_param *ec = &op->asym->ecdh;
	rte_crypto_param pub, shared;
	enum outcome ret;

	(void)group;
	arena_used = 0;
	pub = unhex(test, "public");
	shared = unhex(test, "shared");
	ec->ke_type = RTE_CRYPTO_ASYM_KE_SHARED_SECRET_COMPUTE;
	ec->priv_key = unhex(test, "private");
	/* A compressed point has no y, the empty one neither. */
	if (pub.length > 0) {
		ec->pub_key.x.data = pub.data + 1;
		ec->pub_key.x.length = RTE_MIN(pub.length - 1, 32U);
	}
	if (pub.length > 33) {
		ec->pub_key.y.data = pub.data + 33;
		ec->pub_key.y.length = pub.length - 33;
	}
	ec->shared_secret.x = room(32);
	ret = run(&x, op, &ec->shared_secret.x, &shared);
	rte_crypto_op_free(op);
	return ret;
}

/* At the level of descriptors: DPDK 22.11 has no enum for it. */
static enum outcome
x25519(const json_t *group, const json_t *test)
{
	static struct hpre_raw raw;
	struct hisi_hpre_sqe sqe;
	rte_crypto_param pub, priv, shared, got;

	(void)group;
	arena_used = 0;
	pub = unhex(test, "public");
	priv = unhex(test, "private");
	shared = unhex(test, "shared");
	got = room(32);
	got.length = 32;
	assert_true(pub.length == 32 && priv.length == 32);
	if (hpre_xdh_build(HPRE_X25519, priv.data, pub.data, &raw, &sqe) != 0)
		return REFUSED;
	if (!model_client_run(&client, &sqe) || sqe.w0 != 0xc0000010)
		return WRONG;
	if (hpre_xdh_result(HPRE_X25519, &raw, got.data) != 0)
		return same(&got, &shared) ? REJECTED : WRONG;
	return same(&got, &shared) ? PASSED : WRONG;
}

/* The table. Columns: passed, rejected, refused, format, wrong. */
static const struct vector_file {
	const char *name;
	enum outcome (*run)(const json_t *group, const json_t *test);
	counts want;
} files[] = {
	/* Refused: not below the modulus, longer than it, or empty. */
	{ "rsa_pkcs1_2048_test", rsa_decrypt, {
		[VALID] = { 42, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 0, 0, 0, 0, 0 },
		[INVALID] = { 0, 20, 5, 0, 0 } } },
	{ "rsa_oaep_2048_sha256_mgf1sha256_test", rsa_decrypt, {
		[VALID] = { 18, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 0, 0, 0, 0, 0 },
		[INVALID] = { 0, 14, 5, 0, 0 } } },
	/* Acceptable are weak hashes and odd keys; all are signed right. */
	{ "rsa_pkcs1_2048_sig_gen_test", rsa_sign, {
		[VALID] = { 32, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 11, 0, 0, 0, 0 },
		[INVALID] = { 0, 0, 0, 0, 0 } } },
	/* Acceptable lacks the NULL of DigestInfo. */
	{ "rsa_signature_2048_sha256_test", rsa_verify, {
		[VALID] = { 9, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 0, 1, 0, 0, 0 },
		[INVALID] = { 0, 249, 0, 0, 0 } } },
	{ "ecdsa_secp256r1_sha256_p1363_test", ecdsa_verify, {
		[VALID] = { 173, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 0, 0, 0, 0, 0 },
		[INVALID] = { 0, 77, 0, 12, 0 } } },
	/* Refused are points off the curve and compressed ones. */
	{ "ecdh_secp256r1_ecpoint_test", ecdh, {
		[VALID] = { 330, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 0, 0, 1, 0, 0 },
		[INVALID] = { 0, 0, 24, 0, 0 } } },
	/* 31 of the acceptable ones have the secret 0: coordinate 0 is refused,
	 * what multiplies to 0 is rejected.
	 */
	{ "x25519_test", x25519, {
		[VALID] = { 264, 0, 0, 0, 0 },
		[ACCEPTABLE] = { 223, 23, 8, 0, 0 },
		[INVALID] = { 0, 0, 0, 0, 0 } } },
};

static enum verdict
verdict_of(const json_t *test)
{
	const char *s = json_string_value(json_object_get(test, "result"));

	if (strcmp(s, "valid") == 0)
		return VALID;
	return strcmp(s, "invalid") == 0 ? INVALID : ACCEPTABLE;
}

static bool
compare(const struct vector_file *f, counts got)
{
	static const char *const verdicts[] = {
		"valid", "acceptable", "invalid" };
	static const char *const outcomes[] = {
		"passed", "rejected", "refused", "format", "wrong" };
	bool ok = true;
	int v, o;

	for (v = 0; v < VERDICTS; v++)
		for (o = 0; o < OUTCOMES; o++) {
			if (got[v][o] != 0)
				printf("%s: %u %s %s\n", f->name, got[v][o],
				       verdicts[v], outcomes[o]);
			if (got[v][o] == f->want[v][o])
				continue;
			printf("%s: the table has %u %s %s\n", f->name,
			       f->want[v][o], verdicts[v], outcomes[o]);
			ok = false;
		}
	return ok;
}

static void
vectors(void **state)
{
	const struct vector_file *f = *state;
	json_t *root, *group, *test;
	counts got = { 0 };
	enum outcome o;
	char path[256];
	size_t i, j;

	snprintf(path, sizeof(path), TEST_VECTORS "/wycheproof/%s.json",
		 f->name);
	root = json_load_file(path, 0, NULL);
	assert_non_null(root);
	json_array_foreach(json_object_get(root, "testGroups"), i, group)
		json_array_foreach(json_object_get(group, "tests"), j, test) {
			o = f->run(group, test);
			got[verdict_of(test)][o]++;
			if (o == WRONG)
				printf("%s: tcId %lld is wrong\n", f->name,
				       json_integer_value(json_object_get(test,
						"tcId")));
		}
	json_decref(root);
	assert_true(compare(f, got));
}

static int
setup(void **state)
{
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_HPRE };

	(void)state;
	asym_open(&dev, "device=model", 1, 64);
	model_client_open(&client, &conf, NULL, HISI_HPRE_QC_ECC);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	model_client_close(&client);
	asym_close(&dev);
	return 0;
}

int
main(int argc, char **argv)
{
	struct CMUnitTest tests[RTE_DIM(files)];
	size_t i;

	RTE_SET_USED(argc);
	func_init(argv[0]);
	for (i = 0; i < RTE_DIM(files); i++)
		tests[i] = (struct CMUnitTest) {
			.name = files[i].name,
			.test_func = vectors,
			.initial_state = (void *)(uintptr_t)&files[i],
		};
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
