/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file One good task of every algorithm code, for tests of the frame. */

#include "model_hpre_task.h"

const uint32_t hpre_sample_algs[HPRE_SAMPLES] = {
	0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x0D, 0x0E, 0x0F, 0x10, 0x11,
	0x12, 0x13, 0x14, 0x15,
};

/* Two primes of 512 bits; the rest of the key follows from them. */
static const char rsa_p[] =
	"ef5c4b54e2e50baea3affc316eead3848d42d8beef499dc7a03c654067485"
	"3cc34120c611d4c93ca936f4c4fb01a13fd5cfbdc030c7490716e5c76a476"
	"80211f";
static const char rsa_q[] =
	"cfa76139cc5328d5393f8ea46d65e4368b7890b6b8104bedac44defba6503"
	"acf57e361045a562911bb78fa203df979bef05bb47dce700653f272341e6d"
	"8cdfb7";

/** An RSA key of 1024 bits. */
struct rsa_sample {
	BN_CTX *bn;
	BIGNUM *p;
	BIGNUM *q;
	BIGNUM *n;
	BIGNUM *e;
	BIGNUM *d;
	BIGNUM *dp;
	BIGNUM *dq;
	BIGNUM *qinv;
};

static void
rsa_sample(struct rsa_sample *k)
{
	BIGNUM *p1 = BN_new(), *q1 = BN_new(), *phi = BN_new();

	k->bn = BN_CTX_new();
	k->p = NULL;
	k->q = NULL;
	k->n = BN_new();
	k->e = BN_new();
	k->d = BN_new();
	k->dp = BN_new();
	k->dq = BN_new();
	k->qinv = BN_new();
	assert_true(BN_hex2bn(&k->p, rsa_p) && BN_hex2bn(&k->q, rsa_q) &&
		    BN_mul(k->n, k->p, k->q, k->bn) &&
		    BN_set_word(k->e, 65537) &&
		    BN_sub(p1, k->p, BN_value_one()) &&
		    BN_sub(q1, k->q, BN_value_one()) &&
		    BN_mul(phi, p1, q1, k->bn) &&
		    BN_mod_inverse(k->d, k->e, phi, k->bn) &&
		    BN_mod(k->dp, k->d, p1, k->bn) &&
		    BN_mod(k->dq, k->d, q1, k->bn) &&
		    BN_mod_inverse(k->qinv, k->q, k->p, k->bn));
	BN_free(p1);
	BN_free(q1);
	BN_free(phi);
}

static void
rsa_sample_free(struct rsa_sample *k)
{
	BN_free(k->p);
	BN_free(k->q);
	BN_free(k->n);
	BN_free(k->e);
	BN_free(k->d);
	BN_free(k->dp);
	BN_free(k->dq);
	BN_free(k->qinv);
	BN_CTX_free(k->bn);
}

/* Codes 0x00 to 0x05, all of 1024 bits. */
static void
type0_sample(struct hpre_job *job, uint32_t alg)
{
	static const size_t out_len[] = { 128, 128, 256, 448, 128, 128 };
	struct rsa_sample k;

	rsa_sample(&k);
	hpre_job(job, alg, 128);
	job->out.len = out_len[alg];
	if (alg == 0x01) {
		hpre_add_bn(&job->key, 64, k.dq);
		hpre_add_bn(&job->key, 64, k.dp);
		hpre_add_bn(&job->key, 64, k.q);
		hpre_add_bn(&job->key, 64, k.p);
		hpre_add_bn(&job->key, 64, k.qinv);
	} else if (alg == 0x02 || alg == 0x03) {
		hpre_add_bn(&job->key, 128, k.e);
		hpre_add_bn(&job->key, 64, k.p);
		hpre_add_bn(&job->key, 64, k.q);
	} else {
		/* Any odd number is a modulus to the device. */
		hpre_add_bn(&job->key, 128, k.d);
		hpre_add_bn(&job->key, 128, k.n);
	}
	if (alg == 0x00 || alg == 0x01 || alg == 0x05)
		hpre_add_bn(&job->in, 128, k.dp);
	rsa_sample_free(&k);
}

static void
add_key(struct hpre_job *job, const char *curve, const char *d,
	unsigned int slots)
{
	BIGNUM *v = NULL;

	assert_true(BN_hex2bn(&v, d));
	hpre_add_private(&job->key, hpre_curve_def(curve), v, slots);
	BN_free(v);
}

static void
add_pub(struct hpre_job *job, const char *curve, const char *x, const char *y)
{
	BIGNUM *vx = NULL, *vy = NULL;

	assert_true(BN_hex2bn(&vx, x) && BN_hex2bn(&vy, y));
	hpre_add_public(&job->key, hpre_curve_def(curve), vx, vy);
	BN_free(vx);
	BN_free(vy);
}

/* RFC 6979, A.2.5: SHA-256 of "sample". */
const struct hpre_signature hpre_p256_signature = {
	.d = "c9afa9d845ba75166b5c215767b1d693"
	     "4e50c3db36e89b127b8a622b120f6721",
	.x = "60fed4ba255a9d31c961eb74c6356d68"
	     "c049b8923b61fa6ce669622e60f29fb6",
	.y = "7903fe1008b8bc99a41ae9e95628bc64"
	     "f2f1b20c2d7e9f5177a3c294d4462299",
	.e = "af2bdbe1aa9b6ec1e2ade1d694f41fc7"
	     "1a831d0268e9891562113d8a62add1bf",
	.k = "a6e3c57dd01abe90086538398355dd4c"
	     "3b17aa873382b0f24d6129493d8aad60",
	.r = "efd48b2aacb6a8fd1140dd9cd45e81d6"
	     "9d2c877b56aaf991c34d0ea84eaf3716",
	.s = "f7cb1c942d657c41d436c7a1b6e29f65"
	     "f3e900dbb9aff4064dc4ab2f843acda8",
};

static void
ecdsa_sample(struct hpre_job *job, uint32_t alg)
{
	const struct hpre_signature *v = &hpre_p256_signature;

	hpre_job(job, alg, 32);
	if (alg == 0x0D) {
		add_key(job, "prime256v1", v->d, 4);
		hpre_add_hex(&job->in, 32, v->x);
		hpre_add_hex(&job->in, 32, v->y);
		job->out.len = 64;
	} else if (alg == 0x0E) {
		add_key(job, "prime256v1", v->d, 7);
		hpre_add_hex(&job->in, 32, v->e);
		hpre_add_hex(&job->in, 32, v->k);
		job->out.len = 64;
	} else {
		add_pub(job, "prime256v1", v->x, v->y);
		hpre_add_hex(&job->in, 32, v->e);
		hpre_add_hex(&job->in, 32, v->s);
		hpre_add_hex(&job->in, 32, v->r);
	}
}

/* GB/T 32918.5, appendix A: the recommended curve. */
const struct hpre_signature hpre_sm2_signature = {
	.d = "3945208f7b2144b13f36e38ac6d39f95"
	     "889393692860b51a42fb81ef4df7c5b8",
	.x = "09f9df311e5421a150dd7d161e4bc5c6"
	     "72179fad1833fc076bb08ff356f35020",
	.y = "ccea490ce26775a52dc6ea718cc1aa60"
	     "0aed05fbf35e084a6632f6072da9ad13",
	.e = "f0b43e94ba45accaace692ed534382eb"
	     "17e6ab5a19ce7b31f4486fdfc0d28640",
	.k = "59276e27d506861a16680f3ad9c02dcc"
	     "ef3cc1fa3cdbe4ce6d54b80deac1bc21",
	.r = "f5a03b0648d2c4630eeac513e1bb81a1"
	     "5944da3827d5b74143ac7eaceee720b3",
	.s = "b1b6aa29df212fd8763182bc0d421ca1"
	     "bb9038fd1f7f42d4840b69c485bbc1aa",
};

/* The same, appendix C: encrypted with the same key and the same k. */
static const char sm2_m[] = "656e6372797074696f6e207374616e64617264";
static const char sm2_c1x[] =
	"04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73";
static const char sm2_c1y[] =
	"e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0";
static const char sm2_c2[] = "21886ca989ca9c7d58087307ca93092d651efa";
static const char sm2_c3[] =
	"59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766";

static void
sm2_sample(struct hpre_job *job, uint32_t alg)
{
	const struct hpre_signature *v = &hpre_sm2_signature;

	hpre_job(job, alg, 32);
	if (alg == 0x13 || alg == 0x14)
		add_pub(job, "SM2", v->x, v->y);
	else if (alg == 0x11) /* p, a, b, n */
		add_pub(job, "SM2", "0", "0");
	else
		add_key(job, "SM2", v->d, alg == 0x12 ? 7 : 4);
	if (alg == 0x11) {
		job->key.len = 128;
		hpre_add_hex(&job->in, 32, hpre_curve_def("SM2")->gx);
		hpre_add_hex(&job->in, 32, hpre_curve_def("SM2")->gy);
		job->out.len = 96;
	} else if (alg == 0x12) {
		hpre_add_hex(&job->in, 32, v->e);
		hpre_add_hex(&job->in, 32, v->k);
		job->out.len = 64;
	} else if (alg == 0x13) {
		hpre_add_hex(&job->in, 32, v->e);
		hpre_add_hex(&job->in, 32, v->s);
		hpre_add_hex(&job->in, 32, v->r);
	} else if (alg == 0x14) {
		hpre_add_hex(&job->in, 32, v->k);
		hpre_add_hex(&job->in, 19, sm2_m);
		job->w10 = 18;
		job->out.len = 64 + 19 + 32;
	} else {
		hpre_add_hex(&job->in, 32, sm2_c1x);
		hpre_add_hex(&job->in, 32, sm2_c1y);
		hpre_add_hex(&job->in, 19, sm2_c2);
		hpre_add_hex(&job->in, 32, sm2_c3);
		job->w10 = 18;
		job->out.len = 19;
	}
}

/* RFC 7748, 5.2, X25519, first vector: bytes reversed, scalar clamped. */
static void
xdh_sample(struct hpre_job *job)
{
	hpre_job(job, 0x10, 32);
	hpre_add_hex(&job->key, 32, "7fffffffffffffffffffffffffffffff"
				    "ffffffffffffffffffffffffffffffed");
	hpre_add_word(&job->key, 32, 121665);
	hpre_add_hex(&job->key, 32, "449a44ba44226a50185afcc10a4c1462"
				    "dd5e46824b15163b9d7c52f06be346a0");
	hpre_add_hex(&job->in, 32, "4c1cabd0a603a9103b35b326ec246672"
				   "7c5fb124a4c19435db3030586768dbe6");
	job->out.len = 32;
}

void
hpre_sample(struct hpre_job *job, uint32_t alg)
{
	if (alg <= 0x05)
		type0_sample(job, alg);
	else if (alg <= 0x0F)
		ecdsa_sample(job, alg);
	else if (alg == 0x10)
		xdh_sample(job);
	else
		sm2_sample(job, alg);
}

void
hpre_sample_check(const struct hpre_job *job)
{
	struct rsa_sample k;

	rsa_sample(&k);
	switch (job->alg) {
	case 0x02:
	case 0x03:
		hpre_assert_bn(job, 0, 128, k.d);
		hpre_assert_bn(job, 128, 128, k.n);
		if (job->alg == 0x02)
			break;
		hpre_assert_bn(job, 256, 64, k.qinv);
		hpre_assert_bn(job, 320, 64, k.dq);
		hpre_assert_bn(job, 384, 64, k.dp);
		break;
	case 0x0E:
		hpre_assert_hex(job, 0, 32, hpre_p256_signature.r);
		hpre_assert_hex(job, 32, 32, hpre_p256_signature.s);
		break;
	case 0x0F:
	case 0x13:
		assert_int_equal(job->verdict, 2);
		break;
	case 0x10:
		hpre_assert_hex(job, 0, 32,
				"5285a2775507b454f7711c4903cfec32"
				"4f088df24dea948e90c6e99d3755dac3");
		break;
	case 0x12:
		hpre_assert_hex(job, 0, 32, hpre_sm2_signature.r);
		hpre_assert_hex(job, 32, 32, hpre_sm2_signature.s);
		break;
	case 0x14:
		hpre_assert_hex(job, 0, 32, sm2_c1x);
		hpre_assert_hex(job, 32, 32, sm2_c1y);
		hpre_assert_hex(job, 64, 19, sm2_c2);
		hpre_assert_hex(job, 83, 32, sm2_c3);
		break;
	case 0x15:
		hpre_assert_hex(job, 0, 19, sm2_m);
		break;
	}
	rsa_sample_free(&k);
}
