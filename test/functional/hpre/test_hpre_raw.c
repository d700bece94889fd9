/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Descriptors of X25519, X448 and SM2, which no op of DPDK 22.11 leads to: the
 * worked examples of doc/hardware/hpre.md 12.5 to 12.7, published vectors, and
 * random tasks on the model against libcrypto.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/param_build.h>

#include "func.h"
#include "hpre_raw.h"
#include "model_client.h"

static struct model_client client;
static const struct hpre_curves *curves;
static const struct hpre_curve *sm2;
static struct hpre_math math;
static struct hpre_raw raw;

static void
unhex(const char *hex, uint8_t *p)
{
	unsigned int v;

	for (; *hex != '\0'; hex += 2) {
		assert_int_equal(sscanf(hex, "%2x", &v), 1);
		*p++ = v;
	}
}

static void
is_hex(const uint8_t *p, const char *hex)
{
	uint8_t want[640];

	unhex(hex, want);
	assert_memory_equal(p, want, strlen(hex) / 2);
}

/* Run a task. @return word 0 afterwards */
static uint32_t
run(const struct hisi_hpre_sqe *sqe, uint32_t *verdict)
{
	struct hisi_hpre_sqe s = *sqe;

	model_client_put(&client, &s);
	model_client_ring(&client);
	assert_true(model_client_take(&client, &s) >= 0);
	if (verdict != NULL)
		*verdict = s.out_lo;
	return s.w0;
}

static uint64_t
addr(uint32_t lo, uint32_t hi)
{
	return lo | (uint64_t)hi << 32;
}

/* Words by number (3.7, 12), addresses of the operands, zeros elsewhere. */
static void
sqe_is(const struct hisi_hpre_sqe *sqe, uint32_t w0, uint32_t w1,
       uint32_t w10, const void *out)
{
	uint32_t w[16];
	int i;

	memcpy(w, sqe, sizeof(w));
	assert_int_equal(w[0], w0);
	assert_int_equal(w[1], w1);
	assert_ptr_equal(addr(w[2], w[3]), raw.key);
	assert_ptr_equal(addr(w[4], w[5]), raw.in);
	assert_ptr_equal(addr(w[6], w[7]), out);
	assert_int_equal(w[8], 0);
	assert_int_equal(w[9], 0);
	assert_int_equal(w[10], w10);
	for (i = 11; i < 16; i++)
		assert_int_equal(w[i], 0);
}

/* 12.5 with the first vector of RFC 7748, 5.2. */
static void
example_x25519(void **state)
{
	struct hisi_hpre_sqe sqe;
	uint8_t k[32], u[32], out[32];

	(void)state;
	unhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4",
	      k);
	unhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
	      u);
	assert_int_equal(hpre_xdh_build(HPRE_X25519, k, u, &raw, &sqe), 0);
	sqe_is(&sqe, 0x40000010, 0x00000003, 0, raw.out);
	is_hex(raw.key,
	       "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed"
	       "000000000000000000000000000000000000000000000000000000000001db41"
	       "449a44ba44226a50185afcc10a4c1462dd5e46824b15163b9d7c52f06be346a0");
	is_hex(raw.in,
	       "4c1cabd0a603a9103b35b326ec2466727c5fb124a4c19435db3030586768dbe6");
	assert_int_equal(run(&sqe, NULL), 0xc0000010);
	assert_int_equal(hpre_xdh_result(HPRE_X25519, &raw, out), 0);
	is_hex(out,
	       "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552");
	/* The public key's base. */
	assert_int_equal(hpre_xdh_build(HPRE_X25519, k, NULL, &raw, &sqe), 0);
	is_hex(raw.in,
	       "0000000000000000000000000000000000000000000000000000000000000009");
}

static void
example_x448(void **state)
{
	struct hisi_hpre_sqe sqe;
	uint8_t k[56], u[56], out[56];

	(void)state;
	unhex("3d262fddf9ec8e88495266fea19a34d28882acef045104d0d1aae121"
	      "700a779c984c24f8cdd78fbff44943eba368f54b29259a4f1c600ad3", k);
	unhex("06fce640fa3487bfda5f6cf2d5263f8aad88334cbd07437f020f08f9"
	      "814dc031ddbdc38c19c6da2583fa5429db94ada18aa7a7fb4ef8a086", u);
	assert_int_equal(hpre_xdh_build(HPRE_X448, k, u, &raw, &sqe), 0);
	sqe_is(&sqe, 0x40000010, 0x00000008, 0, raw.out);
	/* p, A24 and k at 0x00, 0x48, 0x90, 16 zero bytes first. */
	is_hex(raw.key, "00000000000000000000000000000000"
	       "fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
	       "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
	       "00000000000000000000000000000000");
	is_hex(raw.key + 0x90 - 4, "000098a9"
	       "00000000000000000000000000000000d30a601c4f9a2529");
	is_hex(raw.in, "0000000000000000000000000000000086a0f84efba7a78a");
	assert_int_equal(run(&sqe, NULL), 0xc0000010);
	assert_int_equal(hpre_xdh_result(HPRE_X448, &raw, out), 0);
	is_hex(out, "ce3e4ff95a60dc6697da1db1d85e6afbdf79b50a2412d7546d5f239f"
	       "e14fbaadeb445fc66a01b0779d98223961111e21766282f73dd96b6f");
}

/* Both ways of libcrypto: a key made of the scalar, a peer of u. */
static void
xdh_random(enum hpre_xdh which, int type)
{
	size_t len = hpre_xdh_len(which), want_len;
	uint8_t k[HPRE_XDH_MAX_LEN], u[HPRE_XDH_MAX_LEN];
	uint8_t want[HPRE_XDH_MAX_LEN], got[HPRE_XDH_MAX_LEN];
	struct hisi_hpre_sqe sqe;
	EVP_PKEY *priv, *peer;
	EVP_PKEY_CTX *ctx;
	unsigned int i;

	for (i = 0; i < func_cases(10000); i++) {
		func_fill(k, len);
		func_fill(u, len);
		if (func_random() % 16 == 0) /* not reduced */
			memset(u + 1, 0xff, len - 1);
		if (func_random() % 16 == 0)
			memset(u + 1, 0, len - 1);
		priv = EVP_PKEY_new_raw_private_key(type, NULL, k, len);
		peer = EVP_PKEY_new_raw_public_key(type, NULL, u, len);
		ctx = EVP_PKEY_CTX_new(priv, NULL);
		want_len = sizeof(want);
		assert_true(EVP_PKEY_derive_init(ctx) == 1 &&
			    EVP_PKEY_derive_set_peer(ctx, peer) == 1);
		if (EVP_PKEY_derive(ctx, want, &want_len) == 1) {
			assert_int_equal(hpre_xdh_build(which, k, u, &raw,
							&sqe), 0);
			assert_int_equal(run(&sqe, NULL), 0xc0000010);
			assert_int_equal(hpre_xdh_result(which, &raw, got),
					 0);
			assert_memory_equal(got, want, len);
		} else if (hpre_xdh_build(which, k, u, &raw, &sqe) == 0) {
			/* libcrypto refuses what is of small order. */
			assert_int_equal(run(&sqe, NULL), 0xc0000010);
			assert_int_not_equal(hpre_xdh_result(which, &raw,
							     got), 0);
		}
		EVP_PKEY_CTX_free(ctx);
		EVP_PKEY_free(priv);
		EVP_PKEY_free(peer);
	}
}

static void
x25519_random(void **state)
{
	(void)state;
	xdh_random(HPRE_X25519, EVP_PKEY_X25519);
}

static void
x448_random(void **state)
{
	(void)state;
	xdh_random(HPRE_X448, EVP_PKEY_X448);
}

/* GM/T 0003.5, A.2: "message digest" signed by the example's key. */
#define SM2_D "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
#define SM2_X "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
#define SM2_Y "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
#define SM2_E "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"
#define SM2_K "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21"
#define SM2_R "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
#define SM2_S "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
/* Appendix A of the datasheet. */
#define SM2_P "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff"
#define SM2_A "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
#define SM2_B "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
#define SM2_N "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123"
#define SM2_GX "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
#define SM2_GY "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"

/* 12.6 */
static void
example_sm2_sign(void **state)
{
	struct hisi_hpre_sqe sqe;
	uint8_t d[32], e[32], k[32];

	(void)state;
	unhex(SM2_D, d);
	unhex(SM2_E, e);
	unhex(SM2_K, k);
	assert_int_equal(hpre_sm2_sign_build(sm2, d, e, k, &raw, &sqe), 0);
	sqe_is(&sqe, 0x40000012, 0x00000003, 0, raw.out);
	is_hex(raw.key, SM2_P SM2_A SM2_D SM2_B SM2_N SM2_GX SM2_GY);
	is_hex(raw.in, SM2_E SM2_K);
	assert_int_equal(run(&sqe, NULL), 0xc0000012);
	is_hex(raw.out, SM2_R SM2_S);
	/* The hardware's nonce. */
	assert_int_equal(hpre_sm2_sign_build(sm2, d, e, NULL, &raw, &sqe), 0);
	sqe_is(&sqe, 0x40000012, 0x02000003, 0, raw.out);
	is_hex(raw.in, SM2_E ZERO);
}

static void
example_sm2_verify(void **state)
{
	struct hisi_hpre_sqe sqe;
	uint8_t xy[64], e[32], rs[64];
	uint32_t verdict;

	(void)state;
	unhex(SM2_X SM2_Y, xy);
	unhex(SM2_E, e);
	unhex(SM2_R SM2_S, rs);
	assert_int_equal(hpre_sm2_verify_build(&math, sm2, xy, e, rs, &raw,
					       &sqe), 0);
	sqe_is(&sqe, 0x40000013, 0x00000003, 0, NULL);
	is_hex(raw.key, SM2_P SM2_A SM2_B SM2_N SM2_GX SM2_GY SM2_X SM2_Y);
	is_hex(raw.in, SM2_E SM2_S SM2_R);
	assert_int_equal(run(&sqe, &verdict), 0xc0000013);
	assert_int_equal(verdict & 2, 2);
	rs[63] ^= 1;
	assert_int_equal(hpre_sm2_verify_build(&math, sm2, xy, e, rs, &raw,
					       &sqe), 0);
	assert_int_equal(run(&sqe, &verdict), 0xc0000013);
	assert_int_equal(verdict & 2, 0);
}

/* 12.7: 19 bytes, there and back. */
static void
example_sm2_encrypt(void **state)
{
	static const char msg[] = "encryption standard";
	struct hisi_hpre_sqe sqe;
	uint8_t xy[64], d[32], text[115];

	(void)state;
	unhex(SM2_X SM2_Y, xy);
	unhex(SM2_D, d);
	assert_int_equal(hpre_sm2_encrypt_build(&math, sm2, xy, NULL,
			(const uint8_t *)msg, 19, &raw, &sqe), 0);
	sqe_is(&sqe, 0x40000014, 0x02000003, 0x12, raw.out);
	is_hex(raw.key, SM2_P SM2_A SM2_B SM2_N SM2_GX SM2_GY SM2_X SM2_Y);
	is_hex(raw.in, ZERO);
	assert_memory_equal(raw.in + 0x20, msg, 19);
	assert_int_equal(run(&sqe, NULL), 0xc0000014);
	memcpy(text, raw.out, sizeof(text));
	assert_int_equal(hpre_sm2_decrypt_build(&math, sm2, d, text, 19, &raw,
						&sqe), 0);
	sqe_is(&sqe, 0x40000015, 0x00000003, 0x12, raw.out);
	is_hex(raw.key, SM2_P SM2_A SM2_D SM2_B);
	assert_memory_equal(raw.in, text, sizeof(text));
	assert_int_equal(run(&sqe, NULL), 0xc0000015);
	assert_memory_equal(raw.out, msg, 19);
	/* Tampered with. */
	text[114] ^= 1;
	assert_int_equal(hpre_sm2_decrypt_build(&math, sm2, d, text, 19, &raw,
						&sqe), 0);
	assert_int_not_equal(run(&sqe, NULL), 0xc0000015);
}

/* A key pair of libcrypto's, from one of the device's (5.7.5). */
static EVP_PKEY *
sm2_key(uint8_t *d, uint8_t *xy)
{
	OSSL_PARAM_BLD *b = OSSL_PARAM_BLD_new();
	struct hisi_hpre_sqe sqe;
	EVP_PKEY *key = NULL;
	EVP_PKEY_CTX *ctx;
	OSSL_PARAM *params;
	uint8_t point[65];
	BIGNUM *bd;

	hpre_sm2_keygen_build(sm2, &raw, &sqe);
	assert_int_equal(run(&sqe, NULL), 0xc0000011);
	memcpy(xy, raw.out, 64);
	memcpy(d, raw.out + 64, 32);
	point[0] = 4;
	memcpy(point + 1, xy, 64);
	bd = BN_bin2bn(d, 32, NULL);
	assert_true(OSSL_PARAM_BLD_push_utf8_string(b,
			OSSL_PKEY_PARAM_GROUP_NAME, "SM2", 0) &&
		    OSSL_PARAM_BLD_push_BN(b, OSSL_PKEY_PARAM_PRIV_KEY, bd) &&
		    OSSL_PARAM_BLD_push_octet_string(b,
			OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)));
	params = OSSL_PARAM_BLD_to_param(b);
	ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	assert_true(EVP_PKEY_fromdata_init(ctx) == 1 &&
		    EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_KEYPAIR,
				      params) == 1);
	EVP_PKEY_CTX_free(ctx);
	/* That the private key belongs to the public one. */
	ctx = EVP_PKEY_CTX_new(key, NULL);
	assert_int_equal(EVP_PKEY_pairwise_check(ctx), 1);
	EVP_PKEY_CTX_free(ctx);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(b);
	BN_free(bd);
	return key;
}

/* SEQUENCE of r and s. */
static size_t
der_of(const uint8_t *rs, uint8_t *der)
{
	ECDSA_SIG *sig = ECDSA_SIG_new();
	int n;

	assert_true(ECDSA_SIG_set0(sig, BN_bin2bn(rs, 32, NULL),
				   BN_bin2bn(rs + 32, 32, NULL)));
	n = i2d_ECDSA_SIG(sig, &der);
	assert_true(n > 0);
	ECDSA_SIG_free(sig);
	return n;
}

static void
sign_both_ways(EVP_PKEY *key, const uint8_t *d, const uint8_t *xy)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	uint8_t e[32], der[80], rs[64];
	struct hisi_hpre_sqe sqe;
	const uint8_t *p = der;
	size_t len = sizeof(der);
	uint32_t verdict;
	ECDSA_SIG *sig;

	func_fill(e, sizeof(e));
	/* Ours, verified by libcrypto. */
	assert_int_equal(hpre_sm2_sign_build(sm2, d, e, NULL, &raw, &sqe), 0);
	assert_int_equal(run(&sqe, NULL), 0xc0000012);
	len = der_of(raw.out, der);
	assert_int_equal(EVP_PKEY_verify_init(ctx), 1);
	assert_int_equal(EVP_PKEY_verify(ctx, der, len, e, sizeof(e)), 1);
	/* And the other way round. */
	len = sizeof(der);
	assert_int_equal(EVP_PKEY_sign_init(ctx), 1);
	assert_int_equal(EVP_PKEY_sign(ctx, der, &len, e, sizeof(e)), 1);
	sig = d2i_ECDSA_SIG(NULL, &p, len);
	assert_true(BN_bn2binpad(ECDSA_SIG_get0_r(sig), rs, 32) == 32 &&
		    BN_bn2binpad(ECDSA_SIG_get0_s(sig), rs + 32, 32) == 32);
	ECDSA_SIG_free(sig);
	EVP_PKEY_CTX_free(ctx);
	assert_int_equal(hpre_sm2_verify_build(&math, sm2, xy, e, rs, &raw,
					       &sqe), 0);
	assert_int_equal(run(&sqe, &verdict), 0xc0000013);
	assert_int_equal(verdict & 2, 2);
}

/* The number at *der, 32 bytes. */
static void
der_integer(const uint8_t **der, uint8_t *out)
{
	size_t len = (*der)[1];

	assert_int_equal((*der)[0], 2);
	assert_in_range(len, 1, 33);
	*der += 2;
	memset(out, 0, 32);
	if (len == 33) {
		(*der)++;
		len--;
	}
	memcpy(out + 32 - len, *der, len);
	*der += len;
}

/* Bytes of a DER header. */
static size_t
der_header(const uint8_t *der, uint8_t tag)
{
	assert_int_equal(der[0], tag);
	return der[1] < 0x80 ? 2 : 2 + (der[1] & 0x7f);
}

/* libcrypto's text: SEQUENCE { x, y, C3, C2 }, into C1, C2, C3. */
static void
text_of_der(const uint8_t *der, size_t len, uint8_t *text)
{
	der += der_header(der, 0x30);
	der_integer(&der, text);
	der_integer(&der, text + 32);
	der += der_header(der, 4);
	memcpy(text + 64 + len, der, 32);
	der += 32;
	der += der_header(der, 4);
	memcpy(text + 64, der, len);
}

/* Encrypted by libcrypto, decrypted here; and encrypted and decrypted here. */
static void
encrypt_both_ways(EVP_PKEY *key, const uint8_t *d, const uint8_t *xy)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(key, NULL);
	size_t len = func_range(1, 512), der_len;
	uint8_t msg[512], der[800], text[608];
	struct hisi_hpre_sqe sqe;

	func_fill(msg, len);
	der_len = sizeof(der);
	assert_int_equal(EVP_PKEY_encrypt_init(ctx), 1);
	assert_int_equal(EVP_PKEY_encrypt(ctx, der, &der_len, msg, len), 1);
	EVP_PKEY_CTX_free(ctx);
	text_of_der(der, len, text);
	assert_int_equal(hpre_sm2_decrypt_build(&math, sm2, d, text, len,
						&raw, &sqe), 0);
	assert_int_equal(run(&sqe, NULL), 0xc0000015);
	assert_memory_equal(raw.out, msg, len);
	assert_int_equal(hpre_sm2_encrypt_build(&math, sm2, xy, NULL, msg,
						len, &raw, &sqe), 0);
	assert_int_equal(run(&sqe, NULL), 0xc0000014);
	memcpy(text, raw.out, 96 + len);
	assert_int_equal(hpre_sm2_decrypt_build(&math, sm2, d, text, len,
						&raw, &sqe), 0);
	assert_int_equal(run(&sqe, NULL), 0xc0000015);
	assert_memory_equal(raw.out, msg, len);
}

static void
sm2_random(void **state)
{
	uint8_t d[32], xy[64];
	EVP_PKEY *key;
	unsigned int i;

	(void)state;
	for (i = 0; i < func_cases(10000); i++) {
		key = sm2_key(d, xy);
		sign_both_ways(key, d, xy);
		encrypt_both_ways(key, d, xy);
		EVP_PKEY_free(key);
	}
}

/* Operands out of range do not become descriptors. */
static void
refused(void **state)
{
	uint8_t d[32], e[32], n[32], one[32] = { 0 }, zero[64] = { 0 };
	uint8_t xy[64], rs[64], text[608] = { 0 };
	struct hisi_hpre_sqe sqe;

	(void)state;
	unhex(SM2_D, d);
	unhex(SM2_E, e);
	unhex(SM2_N, n);
	unhex(SM2_X SM2_Y, xy);
	unhex(SM2_R SM2_S, rs);
	one[31] = 1;
	assert_int_not_equal(hpre_sm2_sign_build(sm2, one, e, NULL, &raw,
						 &sqe), 0);
	assert_int_not_equal(hpre_sm2_sign_build(sm2, n, e, NULL, &raw,
						 &sqe), 0);
	n[31]--; /* n - 1 has no 1 / (1 + d) */
	assert_int_not_equal(hpre_sm2_sign_build(sm2, n, e, NULL, &raw,
						 &sqe), 0);
	n[31]--;
	assert_int_equal(hpre_sm2_sign_build(sm2, n, e, NULL, &raw, &sqe), 0);
	unhex(SM2_N, n);
	assert_int_not_equal(hpre_sm2_sign_build(sm2, d, zero, NULL, &raw,
						 &sqe), 0);
	assert_int_not_equal(hpre_sm2_sign_build(sm2, d, e, n, &raw, &sqe),
			     0);
	assert_int_not_equal(hpre_sm2_sign_build(sm2, d, e, zero, &raw, &sqe),
			     0);
	memcpy(rs, n, 32);
	assert_int_not_equal(hpre_sm2_verify_build(&math, sm2, xy, e, rs,
						   &raw, &sqe), 0);
	assert_int_not_equal(hpre_sm2_encrypt_build(&math, sm2, xy, NULL, e, 0,
						    &raw, &sqe), 0);
	assert_int_not_equal(hpre_sm2_encrypt_build(&math, sm2, xy, NULL,
						    text, 513, &raw, &sqe), 0);
	xy[63] ^= 1;
	assert_int_not_equal(hpre_sm2_encrypt_build(&math, sm2, xy, NULL, e,
						    32, &raw, &sqe), 0);
	assert_int_not_equal(hpre_sm2_decrypt_build(&math, sm2, d, text, 19,
						    &raw, &sqe), 0);
	assert_int_not_equal(hpre_xdh_build(HPRE_X25519, d, zero, &raw, &sqe),
			     0);
}

static int
setup(void **state)
{
	const struct hisi_model_conf conf = { .engine = HISI_ENGINE_HPRE };

	(void)state;
	model_client_open(&client, &conf, NULL, HISI_HPRE_QC_ECC);
	curves = hpre_curves_get(SOCKET_ID_ANY);
	if (curves == NULL)
		return -1;
	sm2 = &curves->curve[HPRE_SM2];
	return hpre_math_init(&math, curves);
}

static int
teardown(void **state)
{
	(void)state;
	hpre_math_free(&math);
	hpre_curves_put(curves);
	model_client_close(&client);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(example_x25519),
		cmocka_unit_test(example_x448),
		cmocka_unit_test(x25519_random),
		cmocka_unit_test(x448_random),
		cmocka_unit_test(example_sm2_sign),
		cmocka_unit_test(example_sm2_verify),
		cmocka_unit_test(example_sm2_encrypt),
		cmocka_unit_test(sm2_random),
		cmocka_unit_test(refused),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return func_result(argv[0], cmocka_run_group_tests(tests, setup,
							   teardown));
}
