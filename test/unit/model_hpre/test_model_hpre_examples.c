/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE model: the worked examples of doc/hardware/hpre.md, section 12, with
 * the byte offsets and descriptor words given there.
 */

#include <string.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include "model_hpre_task.h"

#define TAG_LO 0x55667788
#define TAG_HI 0x11223344

static uint8_t key[1024];
static uint8_t in[1024];
static uint8_t out[1024];
static struct model_client client;
static struct hisi_model_checked *mem;

static void
open_queue(uint16_t qc_type)
{
	struct hisi_model_conf conf = {
		.engine = HISI_ENGINE_HPRE, .gen = 3,
		.mem = &hisi_model_mem_checked,
	};

	mem = hisi_model_checked_new(false);
	model_client_open(&client, &conf, mem, qc_type);
}

static void
close_queue(void)
{
	model_client_close(&client);
	hisi_model_checked_free(mem);
}

static void
start(void)
{
	memset(key, 0, sizeof(key));
	memset(in, 0, sizeof(in));
	memset(out, 0x3C, sizeof(out));
}

/* [V]n at a byte offset. */
static void
put_hex(uint8_t *p, size_t n, const char *hex)
{
	uint8_t v[256];
	size_t len = hpre_unhex(hex, v, sizeof(v));

	assert_true(len <= n);
	memset(p, 0, n - len);
	memcpy(p + n - len, v, len);
}

static void
put_bn(uint8_t *p, size_t n, const BIGNUM *v)
{
	assert_int_equal(BN_bn2binpad(v, p, n), n);
}

static void
put_param(uint8_t *p, size_t n, const EVP_PKEY *pkey, const char *name)
{
	BIGNUM *v = NULL;

	assert_true(EVP_PKEY_get_bn_param(pkey, name, &v));
	put_bn(p, n, v);
	BN_free(v);
}

/* Submit; lengths as the example has them, a length of 0 for address 0. */
static uint32_t
submit(uint32_t dw0, uint32_t dw1, uint32_t dw10, size_t key_len,
       size_t in_len, size_t out_len, uint32_t done)
{
	uint64_t addr[3] = { (uintptr_t)key, 0, 0 };
	uint32_t w[16] = { dw0, dw1 }, back[16];

	hisi_model_checked_clear(mem);
	hisi_model_checked_add(mem, key, key_len, false);
	if (in_len > 0) {
		addr[1] = (uintptr_t)in;
		hisi_model_checked_add(mem, in, in_len, false);
	}
	if (out_len > 0) {
		addr[2] = (uintptr_t)out;
		hisi_model_checked_add(mem, out, out_len, true);
	}
	memcpy(w + 2, addr, sizeof(addr));
	w[8] = TAG_LO;
	w[9] = TAG_HI;
	w[10] = dw10;
	memcpy(back, w, sizeof(w));
	assert_true(model_client_run(&client, back));
	assert_int_equal(back[0], done);
	assert_memory_equal(back + 1, w + 1, 5 * sizeof(w[0]));
	assert_memory_equal(back + 7, w + 7, 9 * sizeof(w[0]));
	assert_int_equal(out[out_len], 0x3C);
	return back[6];
}

static void
raw_reference(EVP_PKEY *pkey, const uint8_t *from, uint8_t *to)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(pkey, NULL);
	size_t len = 256;

	assert_true(EVP_PKEY_decrypt_init(ctx) > 0 &&
		    EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_NO_PADDING) > 0 &&
		    EVP_PKEY_decrypt(ctx, to, &len, from, 256) > 0);
	EVP_PKEY_CTX_free(ctx);
}

/* 12.1 */
static void
rsa2048(void **state)
{
	EVP_PKEY *pkey = EVP_RSA_gen(2048);
	uint8_t want[256], cipher[256];

	(void)state;
	open_queue(0);
	start();
	put_param(key, 0x80, pkey, OSSL_PKEY_PARAM_RSA_EXPONENT2);
	put_param(key + 0x80, 0x80, pkey, OSSL_PKEY_PARAM_RSA_EXPONENT1);
	put_param(key + 0x100, 0x80, pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
	put_param(key + 0x180, 0x80, pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
	put_param(key + 0x200, 0x80, pkey, OSSL_PKEY_PARAM_RSA_COEFFICIENT1);
	memset(in + 1, 0x5A, 255);
	memcpy(cipher, in, 256);
	raw_reference(pkey, cipher, want);
	submit(0x40000001, 0x1F, 0, 640, 256, 256, 0xC0000001);
	assert_memory_equal(out, want, 256);

	start();
	put_param(key, 256, pkey, OSSL_PKEY_PARAM_RSA_D);
	put_param(key + 0x100, 256, pkey, OSSL_PKEY_PARAM_RSA_N);
	memcpy(in, cipher, 256);
	submit(0x40000000, 0x1F, 0, 512, 256, 256, 0xC0000000);
	assert_memory_equal(out, want, 256);

	start();
	key[253] = 1;
	key[255] = 1;
	put_param(key + 0x100, 256, pkey, OSSL_PKEY_PARAM_RSA_N);
	memcpy(in, want, 256);
	submit(0x40000000, 0x1F, 0, 512, 256, 256, 0xC0000000);
	assert_memory_equal(out, cipher, 256);
	close_queue();
	EVP_PKEY_free(pkey);
}

/* 12.2, with g = 5 and with g = 2. */
static void
dh2048(void **state)
{
	BIGNUM *p = BN_get_rfc3526_prime_2048(NULL), *xa = BN_new();
	BIGNUM *xb = BN_new(), *g = BN_new(), *want = BN_new();
	BN_CTX *bn = BN_CTX_new();
	uint8_t pub[256], secret[256];

	(void)state;
	assert_true(BN_rand_range(xa, p) && BN_rand_range(xb, p));
	open_queue(0);
	start();
	put_bn(key, 256, xa);
	put_bn(key + 0x100, 256, p);
	in[255] = 5;
	submit(0x40000005, 0x1F, 0, 512, 256, 256, 0xC0000005);
	assert_true(BN_set_word(g, 5) &&
		    BN_mod_exp_simple(want, g, xa, p, bn));
	put_bn(pub, 256, want);
	assert_memory_equal(out, pub, 256);
	/* Phase 2. */
	assert_true(BN_mod_exp_simple(want, g, xb, p, bn));
	put_bn(in, 256, want);
	submit(0x40000005, 0x1F, 0, 512, 256, 256, 0xC0000005);
	assert_true(BN_bin2bn(pub, 256, g) &&
		    BN_mod_exp_simple(want, g, xb, p, bn));
	put_bn(secret, 256, want);
	assert_memory_equal(out, secret, 256);
	/* Phase 1 with g = 2. */
	submit(0x40000004, 0x1F, 0, 512, 0, 256, 0xC0000004);
	assert_true(BN_set_word(g, 2) &&
		    BN_mod_exp_simple(want, g, xa, p, bn));
	put_bn(pub, 256, want);
	assert_memory_equal(out, pub, 256);
	close_queue();
	BN_free(p);
	BN_free(xa);
	BN_free(xb);
	BN_free(g);
	BN_free(want);
	BN_CTX_free(bn);
}

/* The private blob of 12.3, slots of 32 bytes. */
static void
private_blob(const char *curve, const char *d)
{
	const struct hpre_curve_def *c = hpre_curve_def(curve);

	put_hex(key, 32, c->p);
	put_hex(key + 0x20, 32, c->a);
	put_hex(key + 0x40, 32, d);
	put_hex(key + 0x60, 32, c->b);
	put_hex(key + 0x80, 32, c->n);
	put_hex(key + 0xA0, 32, c->gx);
	put_hex(key + 0xC0, 32, c->gy);
}

/* The public blob of 12.4. */
static void
public_blob(const char *curve, const char *x, const char *y)
{
	const struct hpre_curve_def *c = hpre_curve_def(curve);

	put_hex(key, 32, c->p);
	put_hex(key + 0x20, 32, c->a);
	put_hex(key + 0x40, 32, c->b);
	put_hex(key + 0x60, 32, c->n);
	put_hex(key + 0x80, 32, c->gx);
	put_hex(key + 0xA0, 32, c->gy);
	put_hex(key + 0xC0, 32, x);
	put_hex(key + 0xE0, 32, y);
}

static void
assert_out(size_t offset, size_t len, const char *hex)
{
	uint8_t want[512];

	put_hex(want, len, hex);
	assert_memory_equal(out + offset, want, len);
}

/* 12.3 and 12.4 with the numbers of RFC 6979. */
static void
p256(void **state)
{
	const struct hpre_signature *v = &hpre_p256_signature;

	(void)state;
	open_queue(1);
	start();
	private_blob("prime256v1", v->d);
	put_hex(in, 32, v->e);
	put_hex(in + 0x20, 32, v->k);
	submit(0x4000000E, 3, 0, 224, 64, 64, 0xC000000E);
	assert_out(0, 32, v->r);
	assert_out(0x20, 32, v->s);
	start();
	public_blob("prime256v1", v->x, v->y);
	put_hex(in, 32, v->e);
	put_hex(in + 0x20, 32, v->s);
	put_hex(in + 0x40, 32, v->r);
	assert_int_equal(submit(0x4000000F, 3, 0, 256, 96, 0, 0xC000000F), 2);
	in[0x5F] ^= 1;
	assert_int_equal(submit(0x4000000F, 3, 0, 256, 96, 0, 0xC000000F), 0);
	close_queue();
}

/* 12.5 with the first vectors of RFC 7748, in their own byte order. */
static void
x25519(void **state)
{
	static const char k25519[] = "a546e36bf0527c9d3b16154b82465edd"
				     "62144c0ac1fc5a18506a2244ba449ac4";
	static const char u25519[] = "e6db6867583030db3594c1a424b15f7c"
				     "726624ec26b3353b10a903a6d0ab1c4c";
	static const char r25519[] = "c3da55379de9c6908e94ea4df28d084f"
				     "32eccf03491c71f754b4075577a28552";
	uint8_t k[32], u[32], r[32];
	int j;

	(void)state;
	hpre_unhex(k25519, k, 32);
	hpre_unhex(u25519, u, 32);
	hpre_unhex(r25519, r, 32);
	open_queue(1);
	start();
	memset(key, 0xFF, 0x20);
	key[0] = 0x7F;
	key[0x1F] = 0xED;
	key[0x3D] = 0x01;
	key[0x3E] = 0xDB;
	key[0x3F] = 0x41;
	for (j = 0; j < 32; j++) {
		key[0x40 + j] = k[31 - j];
		in[j] = u[31 - j];
	}
	key[0x40 + 31] &= 0xF8;
	key[0x40] = (key[0x40] & 0x7F) | 0x40;
	in[0] &= 0x7F;
	submit(0x40000010, 3, 0, 96, 32, 32, 0xC0000010);
	for (j = 0; j < 32; j++)
		assert_int_equal(out[j], r[31 - j]);
	close_queue();
}

/* 12.5, X448: the public key of a scalar against libcrypto's. */
static void
x448(void **state)
{
	uint8_t sk[56], pk[56];
	size_t len = 56;
	EVP_PKEY *pkey;
	int j;

	(void)state;
	open_queue(1);
	start();
	memset(key + 16, 0xFF, 56);
	key[16 + 27] = 0xFE;
	key[0x48 + 70] = 0x98;
	key[0x48 + 71] = 0xA9;
	memset(key + 0x90 + 16, 0xB7, 56);
	key[0x90 + 71] &= 0xFC;
	in[71] = 5;
	submit(0x40000010, 8, 0, 216, 72, 72, 0xC0000010);
	for (j = 0; j < 56; j++)
		sk[j] = key[0x90 + 71 - j];
	pkey = EVP_PKEY_new_raw_private_key(EVP_PKEY_X448, NULL, sk, 56);
	assert_true(EVP_PKEY_get_raw_public_key(pkey, pk, &len));
	for (j = 0; j < 56; j++)
		assert_int_equal(out[71 - j], pk[j]);
	for (j = 0; j < 16; j++)
		assert_int_equal(out[j], 0);
	EVP_PKEY_free(pkey);
	close_queue();
}

/* 12.6 with the numbers of GB/T 32918.5. */
static void
sm2_sign(void **state)
{
	const struct hpre_signature *v = &hpre_sm2_signature;

	(void)state;
	open_queue(1);
	start();
	private_blob("SM2", v->d);
	put_hex(in, 32, v->e);
	put_hex(in + 0x20, 32, v->k);
	submit(0x40000012, 3, 0, 224, 64, 64, 0xC0000012);
	assert_out(0, 32, v->r);
	assert_out(0x20, 32, v->s);
	/* k from hardware: another signature, good all the same. */
	memset(in + 0x20, 0, 32);
	submit(0x40000012, 0x02000003, 0, 224, 64, 64, 0xC0000012);
	public_blob("SM2", v->x, v->y);
	memcpy(in + 0x20, out + 0x20, 32);
	memcpy(in + 0x40, out, 32);
	memset(out, 0x3C, sizeof(out));
	assert_int_equal(submit(0x40000013, 3, 0, 256, 96, 0, 0xC0000013), 2);
	close_queue();
}

/* 12.7, there and back. */
static void
sm2_encrypt(void **state)
{
	const struct hpre_signature *v = &hpre_sm2_signature;
	uint8_t text[115];

	(void)state;
	open_queue(1);
	start();
	public_blob("SM2", v->x, v->y);
	memcpy(in + 0x20, "encryption standard", 19);
	submit(0x40000014, 0x02000003, 0x12, 256, 51, 115, 0xC0000014);
	memcpy(text, out, 115);
	start();
	private_blob("SM2", v->d);
	memcpy(in, text, 115);
	submit(0x40000015, 3, 0x12, 224, 115, 19, 0xC0000015);
	assert_memory_equal(out, "encryption standard", 19);
	close_queue();
}

/* 12.8 */
static void
rsa_keygen(void **state)
{
	static const struct {
		size_t offset;
		size_t len;
		const char *name;
	} want[] = {
		{ 0x100, 256, OSSL_PKEY_PARAM_RSA_N },
		{ 0x200, 128, OSSL_PKEY_PARAM_RSA_COEFFICIENT1 },
		{ 0x280, 128, OSSL_PKEY_PARAM_RSA_EXPONENT2 },
		{ 0x300, 128, OSSL_PKEY_PARAM_RSA_EXPONENT1 },
	};
	EVP_PKEY *pkey = EVP_RSA_gen(2048);
	uint8_t v[256];
	size_t i;

	(void)state;
	open_queue(0);
	start();
	put_param(key, 256, pkey, OSSL_PKEY_PARAM_RSA_E);
	put_param(key + 0x100, 128, pkey, OSSL_PKEY_PARAM_RSA_FACTOR1);
	put_param(key + 0x180, 128, pkey, OSSL_PKEY_PARAM_RSA_FACTOR2);
	submit(0x40000003, 0x1F, 0, 512, 0, 896, 0xC0000003);
	for (i = 0; i < 4; i++) {
		put_param(v, want[i].len, pkey, want[i].name);
		assert_memory_equal(out + want[i].offset, v, want[i].len);
	}
	close_queue();
	EVP_PKEY_free(pkey);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rsa2048), cmocka_unit_test(dh2048),
		cmocka_unit_test(p256), cmocka_unit_test(x25519),
		cmocka_unit_test(x448),
		cmocka_unit_test(sm2_sign), cmocka_unit_test(sm2_encrypt),
		cmocka_unit_test(rsa_keygen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
