/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA of crypto_hisi_hpre against libcrypto, random operations. */

#define OPENSSL_SUPPRESS_DEPRECATED

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/evp.h>
#include <openssl/objects.h>

#include "asym_late.h"
#include "hisi_compat_asym.h"
#include "rsa_key.h"

/* Sizes the engine has, and what lies around them; small ones more often. */
static const struct {
	unsigned int bits, e;
} sizes[] = {
	{ 512, 3 }, { 521, 65537 }, { 768, 17 }, { 1000, 65537 },
	{ 1023, 65537 }, { 1024, 65537 }, { 1025, 3 }, { 1536, 65537 },
	{ 2047, 65537 }, { 2048, 65537 }, { 2049, 17 }, { 3072, 65537 },
	{ 4096, 65537 },
};

static struct rsa_key *keys[RTE_DIM(sizes)];
static struct asym_dev dev;

static const struct rsa_key *
pick_key(void)
{
	size_t a = func_random() % RTE_DIM(keys);
	size_t b = func_random() % RTE_DIM(keys);

	return keys[RTE_MIN(a, b)];
}

/* Of the private key only where it is needed: half of the others lack it. */
static void
attach(struct asym_job *job, struct asym_dev *d, const struct rsa_key *k,
       bool priv)
{
	struct rte_crypto_asym_xform x;

	rsa_key_xform(k, func_random() % 2 ? RTE_RSA_KEY_TYPE_EXP :
		      RTE_RSA_KEY_TYPE_QT, func_random() % 2, &x);
	if (!priv && func_random() % 2) {
		memset(&x.rsa.qt, 0, sizeof(x.rsa.qt));
		x.rsa.d.data = NULL;
	}
	if (!asym_attach(job, d, &x))
		fail_msg("a key of %u bits is refused", k->bits);
}

static void
start(struct asym_job *job, struct asym_dev *d, const char *name,
      const struct rsa_key *k, enum rte_crypto_asym_op_type type,
      enum rte_crypto_rsa_padding_type padding)
{
	struct rte_crypto_rsa_op_param *rsa;

	asym_job_init(job, d, name);
	rsa = &job->op->asym->rsa;
	job->arg = k;
	rsa->op_type = type;
	asym_padding(job->op)->type = padding;
	attach(job, d, k, type == RTE_CRYPTO_ASYM_OP_DECRYPT ||
	       type == RTE_CRYPTO_ASYM_OP_SIGN);
}

static size_t
out_room(const struct rsa_key *k)
{
	return k->len + func_random() % 2 * func_random() % 64;
}

/* A number of any length: random, 0, 1, n - 1, n, above n. */
static size_t
any_number(const struct rsa_key *k, uint8_t *out)
{
	size_t len = k->len;

	func_fill(out, len);
	out[0] &= k->n.bytes[0] >> 1;
	switch (func_random() % 12) {
	case 0:
		memset(out, 0, len);
		return func_range(1, len);
	case 1:
		memset(out, 0, len);
		out[len - 1] = 1;
		break;
	case 2:
		memcpy(out, k->n.bytes, len);
		out[len - 1]--;
		break;
	case 3:
		memcpy(out, k->n.bytes, len);
		break;
	case 4:
		memset(out, 0xff, len);
		break;
	case 5:
		return func_range(1, len);
	case 6: /* leading zeros */
		memmove(out + 8, out, len);
		memset(out, 0, 8);
		return len + 8;
	}
	return len;
}

static bool
below_n(const struct rsa_key *k, const uint8_t *in, size_t len)
{
	BIGNUM *b = BN_bin2bn(in, len, NULL);
	bool ret = BN_cmp(b, RSA_get0_n(k->rsa)) < 0;

	BN_free(b);
	return ret;
}

static void
raw(struct asym_job *job, struct asym_dev *d)
{
	enum rte_crypto_asym_op_type type = func_range(
		RTE_CRYPTO_ASYM_OP_ENCRYPT, RTE_CRYPTO_ASYM_OP_VERIFY);
	const struct rsa_key *k = pick_key();
	uint8_t in[600], want[512];
	size_t len = any_number(k, in);
	struct rte_crypto_rsa_op_param *rsa;
	rte_crypto_param *from, *to;

	start(job, d, "RSA without padding", k, type,
	      RTE_CRYPTO_RSA_PADDING_NONE);
	rsa = &job->op->asym->rsa;
	from = type == RTE_CRYPTO_ASYM_OP_DECRYPT ? &rsa->cipher :
	       type == RTE_CRYPTO_ASYM_OP_VERIFY ? &rsa->sign : &rsa->message;
	to = type == RTE_CRYPTO_ASYM_OP_DECRYPT ? &rsa->message :
	     type == RTE_CRYPTO_ASYM_OP_SIGN ? &rsa->sign : &rsa->cipher;
	if (!below_n(k, in, len))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	if (type == RTE_CRYPTO_ASYM_OP_ENCRYPT ||
	    type == RTE_CRYPTO_ASYM_OP_VERIFY)
		rsa_key_public(k, in, len, want);
	else
		rsa_key_private(k, in, len, want);
	asym_in(job, from, in, len);
	if (type != RTE_CRYPTO_ASYM_OP_VERIFY || func_random() % 2) {
		asym_out(job, to, out_room(k), want, k->len);
		return;
	}
	/* Compared with the message, which may be the wrong one. */
	if (func_random() % 2 && job->want == RTE_CRYPTO_OP_STATUS_SUCCESS) {
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
		want[func_random() % k->len] ^= 1 << func_random() % 8;
	}
	asym_in(job, &rsa->message, want, k->len);
}

/* Hashes the API names for RSA paddings. */
static const struct {
	enum rte_crypto_auth_algorithm algo;
	const char *name;
} hashes[] = {
	{ RTE_CRYPTO_AUTH_MD5, "MD5" }, { RTE_CRYPTO_AUTH_SHA1, "SHA1" },
	{ RTE_CRYPTO_AUTH_SHA224, "SHA224" },
	{ RTE_CRYPTO_AUTH_SHA256, "SHA256" },
	{ RTE_CRYPTO_AUTH_SHA384, "SHA384" },
	{ RTE_CRYPTO_AUTH_SHA512, "SHA512" },
};

static const EVP_MD *
md_of(enum rte_crypto_auth_algorithm algo)
{
	size_t i;

	for (i = 0; i < RTE_DIM(hashes); i++)
		if (hashes[i].algo == algo)
			return EVP_get_digestbyname(hashes[i].name);
	return NULL;
}

static bool
pkcs1_opens(const struct asym_job *job)
{
	const struct rte_crypto_rsa_op_param *rsa = &job->op->asym->rsa;
	const struct rsa_key *k = job->arg;
	uint8_t em[512], msg[512];
	int n;

	if (rsa->cipher.length != k->len)
		return false;
	rsa_key_private(k, rsa->cipher.data, k->len, em);
	n = RSA_padding_check_PKCS1_type_2(msg, sizeof(msg), em + 1,
					   k->len - 1, k->len);
	return n == (int)rsa->message.length &&
	       memcmp(msg, rsa->message.data, n) == 0;
}

static void
pkcs1_encrypt(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[520];
	size_t len = func_random() % 8 == 0 ? k->len - 11 + func_random() % 4 :
		     func_range(0, k->len - 11);

	start(job, d, "RSA PKCS#1 encrypt", k, RTE_CRYPTO_ASYM_OP_ENCRYPT,
	      RTE_CRYPTO_RSA_PADDING_PKCS1_5);
	rsa = &job->op->asym->rsa;
	if (len > k->len - 11)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	/* Ignored for encryption. */
	asym_padding(job->op)->hash = hashes[func_random() % RTE_DIM(hashes)].algo;
	func_fill(msg, len);
	asym_in(job, &rsa->message, msg, len);
	asym_out(job, &rsa->cipher, out_room(k), NULL, 0);
	job->check = pkcs1_opens;
}

/* Damage an encoded message in one of the ways that count. */
static void
spoil_pkcs1(uint8_t *em, size_t len, size_t msg_len)
{
	switch (func_random() % 4) {
	case 0:
		em[0] = 1; /* may make it too large a number: see caller */
		break;
	case 1:
		em[1] ^= func_range(1, 255);
		break;
	case 2: /* too little filling */
		em[func_range(2, 9)] = 0;
		break;
	default: /* no end of it */
		em[len - msg_len - 1] = 1;
		for (size_t i = len - msg_len; i < len; i++)
			em[i] |= 1;
		break;
	}
}

static void
pkcs1_decrypt(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[512], em[512], ct[512];
	size_t len = func_range(0, k->len - 11);

	start(job, d, "RSA PKCS#1 decrypt", k, RTE_CRYPTO_ASYM_OP_DECRYPT,
	      RTE_CRYPTO_RSA_PADDING_PKCS1_5);
	rsa = &job->op->asym->rsa;
	func_fill(msg, len);
	assert_int_equal(RSA_padding_add_PKCS1_type_2(em, k->len, msg, len),
			 1);
	if (func_random() % 3 == 0) {
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
		spoil_pkcs1(em, k->len, len);
		if (!below_n(k, em, k->len)) {
			em[0] = 0;
			em[1] = 3;
		}
	}
	rsa_key_public(k, em, k->len, ct);
	asym_in(job, &rsa->cipher, ct, k->len);
	asym_out(job, &rsa->message, k->len, msg, len);
}

/* A digest, or for no hash any message; and its signature. @return fits */
static bool
pkcs1_signature(const struct rsa_key *k, struct rte_crypto_rsa_padding *pad,
		uint8_t *msg, size_t *len, uint8_t *sig)
{
	size_t i = func_random() % (RTE_DIM(hashes) + 1);
	unsigned int sig_len;
	const EVP_MD *md;

	if (i == RTE_DIM(hashes)) {
		pad->hash = func_random() % 2 ? 0 : RTE_CRYPTO_AUTH_NULL;
		*len = func_range(0, k->len - 11);
		func_fill(msg, *len);
		return RSA_private_encrypt(*len, msg, sig, k->rsa,
					   RSA_PKCS1_PADDING) == (int)k->len;
	}
	pad->hash = hashes[i].algo;
	md = md_of(pad->hash);
	*len = EVP_MD_get_size(md);
	func_fill(msg, *len);
	return RSA_sign(EVP_MD_get_type(md), msg, *len, sig, &sig_len,
			k->rsa) == 1 && sig_len == k->len;
}

static void
pkcs1_sign(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[512], sig[512];
	size_t len;

	start(job, d, "RSA PKCS#1 sign", k, RTE_CRYPTO_ASYM_OP_SIGN,
	      RTE_CRYPTO_RSA_PADDING_PKCS1_5);
	rsa = &job->op->asym->rsa;
	if (!pkcs1_signature(k, asym_padding(job->op), msg, &len, sig))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	asym_in(job, &rsa->message, msg, len);
	asym_out(job, &rsa->sign, out_room(k), sig, k->len);
}

static void
pkcs1_verify(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[512], sig[512], em[512];
	size_t len;

	start(job, d, "RSA PKCS#1 verify", k, RTE_CRYPTO_ASYM_OP_VERIFY,
	      RTE_CRYPTO_RSA_PADDING_PKCS1_5);
	rsa = &job->op->asym->rsa;
	if (!pkcs1_signature(k, asym_padding(job->op), msg, &len, sig)) {
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		memset(sig, 1, sizeof(sig));
	} else if (func_random() % 2) {
		/* A signature of something else by the same key. */
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
		rsa_key_public(k, sig, k->len, em);
		em[func_range(1, k->len - 1)] ^= 1 << func_random() % 8;
		if (!below_n(k, em, k->len))
			em[1] = 0;
		rsa_key_private(k, em, k->len, sig);
	}
	asym_in(job, &rsa->sign, sig, k->len);
	asym_in(job, &rsa->message, msg, len);
}

/* Hashes, at times different ones, and a label. */
static void
pick_oaep(struct asym_job *job, struct rte_crypto_rsa_padding *pad)
{
	/* A session keeps so much at most. */
	uint8_t label[HISI_RSA_PADDING_OF_SESSION ? HISI_ASYM_MAX_KEPT : 200];

	pad->hash = hashes[func_random() % RTE_DIM(hashes)].algo;
	if (func_random() % 2)
		pad->mgf1hash = hashes[func_random() % RTE_DIM(hashes)].algo;
	if (pad->type == RTE_CRYPTO_RSA_PADDING_OAEP && func_random() % 2) {
		func_fill(label, sizeof(label));
		asym_in(job, &pad->oaep_label, label,
			func_range(0, sizeof(label)));
	}
}

static const EVP_MD *
mgf1_of(const struct rte_crypto_rsa_padding *pad)
{
	return md_of((int)pad->mgf1hash == 0 ? pad->hash : pad->mgf1hash);
}

static bool
oaep_opens(const struct asym_job *job)
{
	const struct rte_crypto_rsa_op_param *rsa = &job->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad = asym_padding(job->op);
	const struct rsa_key *k = job->arg;
	uint8_t em[512], msg[512];
	int n;

	if (rsa->cipher.length != k->len)
		return false;
	rsa_key_private(k, rsa->cipher.data, k->len, em);
	n = RSA_padding_check_PKCS1_OAEP_mgf1(msg, sizeof(msg), em, k->len,
			k->len, pad->oaep_label.data, pad->oaep_label.length,
			md_of(pad->hash), mgf1_of(pad));
	return n == (int)rsa->message.length &&
	       memcmp(msg, rsa->message.data, n) == 0;
}

static void
oaep_encrypt(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[520];
	int max;
	size_t len;

	start(job, d, "RSA OAEP encrypt", k, RTE_CRYPTO_ASYM_OP_ENCRYPT,
	      RTE_CRYPTO_RSA_PADDING_OAEP);
	rsa = &job->op->asym->rsa;
	pick_oaep(job, asym_padding(job->op));
	max = k->len - 2 - 2 * EVP_MD_get_size(md_of(asym_padding(job->op)->hash));
	len = func_range(0, RTE_MAX(max, 0) + (func_random() % 8 == 0));
	if ((int)len > max)
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	func_fill(msg, len);
	asym_in(job, &rsa->message, msg, len);
	asym_out(job, &rsa->cipher, out_room(k), NULL, 0);
	job->check = oaep_opens;
}

static void
oaep_decrypt(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_rsa_padding *pad;
	uint8_t msg[512], em[512], ct[512];
	size_t len = 0;
	int max;

	start(job, d, "RSA OAEP decrypt", k, RTE_CRYPTO_ASYM_OP_DECRYPT,
	      RTE_CRYPTO_RSA_PADDING_OAEP);
	rsa = &job->op->asym->rsa;
	pad = asym_padding(job->op);
	pick_oaep(job, pad);
	max = k->len - 2 - 2 * EVP_MD_get_size(md_of(pad->hash));
	if (max < 0) {
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		memset(em, 1, sizeof(em));
	} else {
		len = func_range(0, max);
		func_fill(msg, len);
		/* libcrypto leaves no room for the empty message. */
		if (RSA_padding_add_PKCS1_OAEP_mgf1(em, k->len, msg, len,
				pad->oaep_label.data, pad->oaep_label.length,
				md_of(pad->hash), mgf1_of(pad)) != 1)
			fail_msg("reference OAEP fails");
		if (func_random() % 3 == 0) {
			job->want = RTE_CRYPTO_OP_STATUS_ERROR;
			em[func_range(1, k->len - 1)] ^= func_range(1, 255);
			if (!below_n(k, em, k->len))
				em[1] = 0;
		}
	}
	rsa_key_public(k, em, k->len, ct);
	asym_in(job, &rsa->cipher, ct, k->len);
	asym_out(job, &rsa->message, k->len, msg, len);
}

/* Salt that fits, or one byte more. @return whether digest and salt fit */
static bool
pick_pss(const struct rsa_key *k, struct rte_crypto_rsa_padding *pad)
{
	int max = (int)((k->bits - 1 + 7) / 8) - 2 -
		  EVP_MD_get_size(md_of(pad->hash));

	pad->pss_saltlen = max < 0 ? 0 : func_range(0, max + 1);
	if (func_random() % 2)
		pad->pss_saltlen = RTE_MIN((int)pad->pss_saltlen, 32);
	return (int)pad->pss_saltlen <= max;
}

static bool
pss_is_good(const struct asym_job *job)
{
	const struct rte_crypto_rsa_op_param *rsa = &job->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad = asym_padding(job->op);
	const struct rsa_key *k = job->arg;
	uint8_t em[512];

	if (rsa->sign.length != k->len)
		return false;
	rsa_key_public(k, rsa->sign.data, k->len, em);
	return RSA_verify_PKCS1_PSS_mgf1(k->rsa, rsa->message.data,
			md_of(pad->hash), mgf1_of(pad), em,
			pad->pss_saltlen) == 1;
}

static void
pss_sign(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t msg[64];

	start(job, d, "RSA PSS sign", k, RTE_CRYPTO_ASYM_OP_SIGN,
	      RTE_CRYPTO_RSA_PADDING_PSS);
	rsa = &job->op->asym->rsa;
	pick_oaep(job, asym_padding(job->op));
	if (!pick_pss(k, asym_padding(job->op)))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	func_fill(msg, sizeof(msg));
	asym_in(job, &rsa->message, msg,
		EVP_MD_get_size(md_of(asym_padding(job->op)->hash)));
	asym_out(job, &rsa->sign, out_room(k), NULL, 0);
	job->check = pss_is_good;
}

static void
pss_verify(struct asym_job *job, struct asym_dev *d)
{
	const struct rsa_key *k = pick_key();
	struct rte_crypto_rsa_op_param *rsa;
	struct rte_crypto_rsa_padding *pad;
	uint8_t msg[64], em[512] = { 0 }, sig[512];

	start(job, d, "RSA PSS verify", k, RTE_CRYPTO_ASYM_OP_VERIFY,
	      RTE_CRYPTO_RSA_PADDING_PSS);
	rsa = &job->op->asym->rsa;
	pad = asym_padding(job->op);
	pick_oaep(job, pad);
	func_fill(msg, sizeof(msg));
	if (!pick_pss(k, pad))
		job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	else if (RSA_padding_add_PKCS1_PSS_mgf1(k->rsa, em, msg,
			md_of(pad->hash), mgf1_of(pad), pad->pss_saltlen) != 1)
		fail_msg("reference PSS fails");
	if (job->want == RTE_CRYPTO_OP_STATUS_SUCCESS && func_random() % 2) {
		job->want = RTE_CRYPTO_OP_STATUS_ERROR;
		em[func_range(1, k->len - 1)] ^= 1 << func_random() % 8;
		if (!below_n(k, em, k->len))
			em[1] = 0;
	}
	rsa_key_private(k, em, k->len, sig);
	asym_in(job, &rsa->sign, sig, k->len);
	asym_in(job, &rsa->message, msg,
		EVP_MD_get_size(md_of(pad->hash)));
}

static void
run(const char *args, uint32_t nb_desc, asym_make make, unsigned int count)
{
	const asym_make makers[] = { make, NULL };
	unsigned int failed;

	asym_open(&dev, args, 1, nb_desc);
	failed = asym_random(&dev, makers, count, 256);
	asym_close(&dev);
	assert_int_equal(failed, 0);
}

#define KIND(make) \
	static void \
	test_ ## make(void **state) \
	{ \
		(void)state; \
		run("device=model", 1024, make, func_cases(10000)); \
	}

KIND(raw)
KIND(pkcs1_encrypt)
KIND(pkcs1_decrypt)
KIND(pkcs1_sign)
KIND(pkcs1_verify)
KIND(oaep_encrypt)
KIND(oaep_decrypt)
KIND(pss_sign)
KIND(pss_verify)

static const asym_make all[] = {
	raw, pkcs1_encrypt, pkcs1_decrypt, pkcs1_sign, pkcs1_verify,
	oaep_encrypt, oaep_decrypt, pss_sign, pss_verify, NULL,
};

/* Everything at once, in other settings of the device. */
static void
mixed(void **state)
{
	static const struct {
		const char *args;
		uint32_t nb_desc;
	} settings[] = {
		{ "device=model,gen=v2", 1024 },
		{ "device=model,gen=v5", 7 },
		{ "device=model,mode=thread,threads=2,unordered=1", 64 },
	};
	unsigned int failed;
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(settings); i++) {
		asym_open(&dev, settings[i].args, 1, settings[i].nb_desc);
		failed = asym_random(&dev, all, func_cases(3000), 64);
		asym_close(&dev);
		assert_int_equal(failed, 0);
	}
}

static int
setup(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(sizes); i++)
		keys[i] = rsa_key_new(sizes[i].bits, sizes[i].e);
	return 0;
}

static int
teardown(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < RTE_DIM(sizes); i++)
		rsa_key_free(keys[i]);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_raw),
		cmocka_unit_test(test_pkcs1_encrypt),
		cmocka_unit_test(test_pkcs1_decrypt),
		cmocka_unit_test(test_pkcs1_sign),
		cmocka_unit_test(test_pkcs1_verify),
		cmocka_unit_test(test_oaep_encrypt),
		cmocka_unit_test(test_oaep_decrypt),
		cmocka_unit_test(test_pss_sign),
		cmocka_unit_test(test_pss_verify),
		cmocka_unit_test(mixed),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
