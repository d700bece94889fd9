/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: the descriptors of sec.md section 17, word by word. Each is also
 * made by sec_desc_words(), which the other tests rely on, and compared.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"
#include "model_sec_ref.h"

/* Placeholders of section 17. */
#define SRC 0x1000
#define DST 0x2000
#define C_IV 0x3000
#define C_KEY 0x4000
#define MAC 0x5000
#define A_KEY 0x6000
#define A_IV 0x7000
#define P(x) ((const void *)(uintptr_t)(x))

#define MAX_WORDS 14

/* Number and value of the words that are not 0. */
struct words {
	struct {
		uint8_t dw;
		uint32_t value;
	} w[MAX_WORDS];
};

struct golden {
	const char *name;
	unsigned int gen;
	struct words words;
	struct sec_desc d;
};

#define BD2_CIPHER(dw0, dw3, dw5) \
	{ { { 0, dw0 }, { 3, dw3 }, { 5, dw5 }, { 10, 7 }, { 20, C_IV }, \
	    { 22, C_KEY }, { 24, SRC }, { 26, DST } } }
#define BD3_CIPHER(dw0, dw1, dw14, dw18) \
	{ { { 0, dw0 }, { 1, dw1 }, { 2, 7 }, { 4, SRC }, { 12, C_KEY }, \
	    { 14, dw14 }, { 18, dw18 }, { 19, DST }, { 23, C_IV } } }
#define CIPHER_DESC(ty, op, alg, mode, key, length) \
	.type = ty, .scene = 1, .de = 1, .cipher = op, .c_alg = alg, \
	.c_mode = mode, .c_key_len = key, .c_len = length, .src = P(SRC), \
	.dst = P(DST), .c_key = P(C_KEY), .c_iv = P(C_IV)

#define C2(name, op, alg, mode, key, len, dw0, dw3, ...) \
	{ name, 2, BD2_CIPHER(dw0, dw3, len), \
	  { CIPHER_DESC(2, op, alg, mode, key, len), __VA_ARGS__ } }
#define C3(name, op, alg, mode, key, len, dw0, dw1, dw14, ...) \
	{ name, 3, BD3_CIPHER(dw0, dw1, dw14, len), \
	  { CIPHER_DESC(3, op, alg, mode, key, len), __VA_ARGS__ } }

static const struct golden ciphers[] = {
	C2("AES-128-ECB enc", 1, 2, 0, 0, 0x40, 0xa12, 0x20000, ),
	C3("AES-128-ECB enc", 1, 2, 0, 0, 0x40, 0x223, 0x200001, 0x08000000,
	   .prefetch = 1),
	C2("AES-192-CBC enc", 1, 2, 1, 1, 0x40, 0xa12, 0x21200, ),
	C3("AES-192-CBC enc", 1, 2, 1, 1, 0x40, 0x223, 0x212001, 0x08000000,
	   .prefetch = 1),
	C2("AES-256-CBC dec", 2, 2, 1, 2, 0x40, 0xa22, 0x21400, ),
	C3("AES-256-CBC dec", 2, 2, 1, 2, 0x40, 0x223, 0x214002, 0x08000000,
	   .prefetch = 1),
	C2("AES-256-CBC dec SGL", 2, 2, 1, 2, 0x40, 0x48a22, 0x21400,
	   .src_type = 1, .dst_type = 1),
	C3("AES-256-CBC dec SGL", 2, 2, 1, 2, 0x40, 0x4a23, 0x214002, 0,
	   .src_type = 1, .dst_type = 1),
	C3("AES-128-CTR enc", 1, 2, 4, 0, 0x41, 0x223, 0x240001, 0x0c000000,
	   .prefetch = 1, .ctr_mode = 2),
	C3("AES-128-OFB enc", 1, 2, 3, 0, 0x41, 0x223, 0x230001, 0x08000000,
	   .prefetch = 1),
	C3("AES-128-CFB enc", 1, 2, 2, 0, 0x41, 0x223, 0x220001, 0x08000000,
	   .prefetch = 1),
	C2("AES-128-XTS enc", 1, 2, 7, 0, 0x41, 0xa12, 0x27000, ),
	C3("AES-128-XTS enc", 1, 2, 7, 0, 0x41, 0x223, 0x270001, 0x08000000,
	   .prefetch = 1),
	C2("AES-256-XTS dec", 2, 2, 7, 2, 0x41, 0xa22, 0x27400, ),
	C3("AES-256-XTS dec", 2, 2, 7, 2, 0x41, 0x223, 0x274002, 0x08000000,
	   .prefetch = 1),
	C3("AES-128-CBC-CS1 enc", 1, 2, 9, 0, 0x21, 0x223, 0x290401,
	   0x08000000, .prefetch = 1, .c_width = 1),
	C3("AES-128-CBC-CS2 enc", 1, 2, 9, 0, 0x21, 0x223, 0x290801,
	   0x08000000, .prefetch = 1, .c_width = 2),
	C3("AES-128-CBC-CS3 enc", 1, 2, 9, 0, 0x21, 0x223, 0x290c01,
	   0x08000000, .prefetch = 1, .c_width = 3),
	C2("3DES-CBC 3 keys enc", 1, 1, 1, 1, 0x40, 0xa12, 0x11200, ),
	C3("3DES-CBC 3 keys enc", 1, 1, 1, 1, 0x40, 0x223, 0x112001,
	   0x08000000, .prefetch = 1),
	C2("3DES-ECB 2 keys dec", 2, 1, 0, 3, 0x40, 0xa22, 0x10600, ),
	C3("3DES-ECB 2 keys dec", 2, 1, 0, 3, 0x40, 0x223, 0x106002,
	   0x08000000, .prefetch = 1),
	/* Quirk 18.3: the key length code in the place of c_icv_len. */
	C2("DES-CBC enc", 1, 0, 1, 0, 0x40, 0xa12, 0x1001, .c_icv_len = 1),
	C3("DES-CBC enc", 1, 0, 1, 1, 0x40, 0x223, 0x12001, 0x08000000,
	   .prefetch = 1),
	C2("SM4-ECB enc", 1, 3, 0, 0, 0x40, 0xa12, 0x30000, ),
	C3("SM4-ECB enc", 1, 3, 0, 0, 0x40, 0x223, 0x300001, 0x08000000,
	   .prefetch = 1),
	C2("SM4-CBC enc", 1, 3, 1, 0, 0x40, 0xa12, 0x31000, ),
	C3("SM4-CBC enc", 1, 3, 1, 0, 0x40, 0x223, 0x310001, 0x08000000,
	   .prefetch = 1),
	C2("SM4-XTS enc", 1, 3, 7, 0, 0x40, 0xa12, 0x37000, ),
	C3("SM4-XTS enc", 1, 3, 7, 0, 0x40, 0x223, 0x370001, 0x08000000,
	   .prefetch = 1),
	C3("SM4-XTS-GB enc", 1, 3, 7, 0, 0x40, 0x223, 0x370001, 0x0a000000,
	   .prefetch = 1, .ctr_mode = 1),
};

#define BD2_DIGEST(...) \
	{ { { 10, 7 }, { 18, MAC }, { 24, SRC }, __VA_ARGS__ } }
#define BD3_DIGEST(...) \
	{ { { 2, 7 }, { 4, SRC }, { 21, MAC }, __VA_ARGS__ } }
#define DIGEST_DESC(alg, words, length) \
	.auth = 1, .a_alg = alg, .mac_words = words, .a_len = length, \
	.src = P(SRC), .mac = P(MAC)
#define D2(name, alg, words, len, w, ...) \
	{ name, 2, w, { .type = 2, .scene = 1, \
			DIGEST_DESC(alg, words, len), __VA_ARGS__ } }
#define D3(name, alg, words, len, w, ...) \
	{ name, 3, w, { .type = 3, .scene = 7, \
			DIGEST_DESC(alg, words, len), __VA_ARGS__ } }
#define KEY(words) .a_key_words = words, .a_key = P(C_KEY)

static const struct golden digests[] = {
	D2("SHA-256", 0x01, 8, 0x64, BD2_DIGEST({ 0, 0x842 }, { 2, 0x808 },
						{ 4, 0x64 }), ),
	D3("SHA-256", 0x01, 8, 0x64, BD3_DIGEST({ 0, 0xe3 },
						{ 14, 0x08008081 },
						{ 17, 0x64 }), .prefetch = 1),
	D2("SHA-256 SGL", 0x01, 8, 0x64,
	   BD2_DIGEST({ 0, 0x8842 }, { 2, 0x808 }, { 4, 0x64 }),
	   .src_type = 1),
	D3("SHA-256 SGL", 0x01, 8, 0x64,
	   BD3_DIGEST({ 0, 0x8e3 }, { 14, 0x8081 }, { 17, 0x64 }),
	   .src_type = 1),
	D2("SM3", 0x25, 8, 0x64, BD2_DIGEST({ 0, 0x842 }, { 2, 0x12808 },
					    { 4, 0x64 }), ),
	D3("SM3", 0x25, 8, 0x64, BD3_DIGEST({ 0, 0xe3 }, { 14, 0x08128081 },
					    { 17, 0x64 }), .prefetch = 1),
	D2("MD5", 0x02, 4, 0x64, BD2_DIGEST({ 0, 0x842 }, { 2, 0x1004 },
					    { 4, 0x64 }), ),
	D3("MD5", 0x02, 4, 0x64, BD3_DIGEST({ 0, 0xe3 }, { 14, 0x08010041 },
					    { 17, 0x64 }), .prefetch = 1),
	D2("SHA-512/224", 0x06, 7, 0x64, BD2_DIGEST({ 0, 0x842 },
						    { 2, 0x3007 },
						    { 4, 0x64 }), ),
	D3("SHA-512/224", 0x06, 7, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 14, 0x08030071 }, { 17, 0x64 }),
	   .prefetch = 1),
	D2("HMAC-SHA1", 0x10, 3, 0x64,
	   BD2_DIGEST({ 0, 0x842 }, { 2, 0x80a3 }, { 4, 0x64 },
		      { 16, C_KEY }), KEY(5)),
	D3("HMAC-SHA1", 0x10, 3, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 6, C_KEY }, { 14, 0x08080a31 },
		      { 17, 0x64 }), .prefetch = 1, KEY(5)),
	D2("HMAC-SHA512", 0x15, 16, 0x64,
	   BD2_DIGEST({ 0, 0x842 }, { 2, 0xac10 }, { 4, 0x64 },
		      { 16, C_KEY }), KEY(32)),
	D3("HMAC-SHA512", 0x15, 16, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 6, C_KEY }, { 14, 0x080ac101 },
		      { 17, 0x64 }), .prefetch = 1, KEY(32)),
	D3("XCBC-96", 0x20, 3, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 6, C_KEY }, { 14, 0x08100831 },
		      { 17, 0x64 }), .prefetch = 1, KEY(4)),
	D3("XCBC-PRF", 0x20, 4, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 6, C_KEY }, { 14, 0x08100841 },
		      { 17, 0x64 }), .prefetch = 1, KEY(4)),
	D3("CMAC-16", 0x21, 4, 0x64,
	   BD3_DIGEST({ 0, 0xe3 }, { 6, C_KEY }, { 14, 0x08108841 },
		      { 17, 0x64 }), .prefetch = 1, KEY(4)),
	/* The scene of GMAC is another; its IV is at 3000. */
	{ "GMAC", 3,
	  BD3_DIGEST({ 0, 0x23 }, { 6, C_KEY }, { 8, C_IV },
		     { 14, 0x08111045 }, { 17, 0x64 }),
	  { .type = 3, .scene = 1, .prefetch = 1, .ai_gen = 1,
	    DIGEST_DESC(0x22, 4, 0x64), KEY(8), .a_iv = P(C_IV) } },
};

#define BD2_AEAD(...) \
	{ { { 10, 7 }, { 14, A_IV }, { 16, A_KEY }, { 18, MAC }, \
	    { 20, C_IV }, { 22, C_KEY }, { 24, SRC }, { 26, DST }, \
	    __VA_ARGS__ } }
#define BD3_AEAD(...) \
	{ { { 2, 7 }, { 4, SRC }, { 6, A_KEY }, { 8, A_IV }, { 12, C_KEY }, \
	    { 19, DST }, { 21, MAC }, { 23, C_IV }, __VA_ARGS__ } }
#define AEAD_DESC(ty, op, alg, mode, key, tag) \
	CIPHER_DESC(ty, op, alg, mode, key, 0x40), .seq = op - 1, \
	.c_icv_len = tag, .a_len = 20, .cipher_offset = 20, .mac = P(MAC), \
	.a_key = P(A_KEY), .a_iv = P(A_IV)
#define AUTHENC_DESC(ty, op, alg, key, aalg, akey, words) \
	CIPHER_DESC(ty, op, alg, 1, key, 0x40), .seq = op - 1, .auth = op, \
	.a_alg = aalg, .a_key_words = akey, .mac_words = words, .a_len = 80, \
	.cipher_offset = 16, .mac = P(MAC), .a_key = P(A_KEY), .a_iv = P(A_IV)

static const struct golden aeads[] = {
	{ "AES-128-GCM enc", 2,
	  BD2_AEAD({ 0, 0xa12 }, { 3, 0x26010 }, { 4, 0x14 }, { 5, 0x40 },
		   { 6, 0x140000 }), { AEAD_DESC(2, 1, 2, 6, 0, 16) } },
	{ "AES-128-GCM enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x260101 }, { 14, 0x08000000 },
		   { 16, 0x140000 }, { 17, 0x14 }, { 18, 0x40 }),
	  { AEAD_DESC(3, 1, 2, 6, 0, 16), .prefetch = 1 } },
	{ "AES-256-GCM dec", 2,
	  BD2_AEAD({ 0, 0xb22 }, { 3, 0x26410 }, { 4, 0x14 }, { 5, 0x40 },
		   { 6, 0x140000 }), { AEAD_DESC(2, 2, 2, 6, 2, 16) } },
	{ "AES-256-GCM dec", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x40264102 }, { 14, 0x08000000 },
		   { 16, 0x140000 }, { 17, 0x14 }, { 18, 0x40 }),
	  { AEAD_DESC(3, 2, 2, 6, 2, 16), .prefetch = 1 } },
	{ "AES-128-CCM enc", 2,
	  BD2_AEAD({ 0, 0xa12 }, { 3, 0x25008 }, { 4, 0x14 }, { 5, 0x40 },
		   { 6, 0x140000 }), { AEAD_DESC(2, 1, 2, 5, 0, 8) } },
	{ "AES-128-CCM enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x250081 }, { 14, 0x08000000 },
		   { 16, 0x140000 }, { 17, 0x14 }, { 18, 0x40 }),
	  { AEAD_DESC(3, 1, 2, 5, 0, 8), .prefetch = 1 } },
	{ "SM4-GCM enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x360101 }, { 14, 0x08000000 },
		   { 16, 0x140000 }, { 17, 0x14 }, { 18, 0x40 }),
	  { AEAD_DESC(3, 1, 3, 6, 0, 16), .prefetch = 1 } },
	{ "SM4-CCM enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x350101 }, { 14, 0x08000000 },
		   { 16, 0x140000 }, { 17, 0x14 }, { 18, 0x40 }),
	  { AEAD_DESC(3, 1, 3, 5, 0, 16), .prefetch = 1 } },
	{ "AES-128-CBC + HMAC-SHA1-96 enc", 2,
	  BD2_AEAD({ 0, 0xa52 }, { 2, 0x80a3 }, { 3, 0x21000 }, { 4, 0x50 },
		   { 5, 0x40 }, { 6, 0x100000 }),
	  { AUTHENC_DESC(2, 1, 2, 0, 0x10, 5, 3) } },
	{ "AES-128-CBC + HMAC-SHA1-96 enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x210001 }, { 14, 0x08080a31 },
		   { 16, 0x100000 }, { 17, 0x50 }, { 18, 0x40 }),
	  { AUTHENC_DESC(3, 1, 2, 0, 0x10, 5, 3), .prefetch = 1 } },
	{ "AES-256-CBC + HMAC-SHA256-128 dec", 2,
	  BD2_AEAD({ 0, 0xba2 }, { 2, 0x8904 }, { 3, 0x21400 }, { 4, 0x50 },
		   { 5, 0x40 }, { 6, 0x100000 }),
	  { AUTHENC_DESC(2, 2, 2, 2, 0x11, 8, 4) } },
	{ "AES-256-CBC + HMAC-SHA256-128 dec", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x40214002 }, { 14, 0x08089042 },
		   { 16, 0x100000 }, { 17, 0x50 }, { 18, 0x40 }),
	  { AUTHENC_DESC(3, 2, 2, 2, 0x11, 8, 4), .prefetch = 1 } },
	{ "SM4-CBC + HMAC-SM3 enc", 3,
	  BD3_AEAD({ 0, 0x223 }, { 1, 0x310001 }, { 14, 0x08131081 },
		   { 16, 0x100000 }, { 17, 0x50 }, { 18, 0x40 }),
	  { AUTHENC_DESC(3, 1, 3, 0, 0x26, 8, 8), .prefetch = 1 } },
};

/* Literal words; tag included, addresses as they stand in the table. */
static void
literal(const struct golden *g, uint32_t *w)
{
	unsigned int i;

	memset(w, 0, 128);
	for (i = 0; i < MAX_WORDS; i++)
		if (g->words.w[i].value != 0)
			w[g->words.w[i].dw] = g->words.w[i].value;
}

/* The literal words equal those of the builder, but for the tag. */
static void
check_builder(const struct golden *g, uint32_t *w)
{
	uint32_t built[32];
	unsigned int i;

	literal(g, w);
	sec_desc_words(&g->d, built);
	built[g->d.type == 2 ? 10 : 2] = 7;
	for (i = 0; i < 32; i++)
		if (built[i] != w[i])
			fail_msg("%s, type %u, word %u: %08x, not %08x",
				 g->name, g->d.type, i, built[i], w[i]);
}

/* Put real addresses into literal words. */
static void
patch(uint32_t *w, unsigned int type, const struct sec_desc *real)
{
	const void *addr[32] = { NULL };
	unsigned int i;
	uint64_t v;

	addr[type == 2 ? 24 : 4] = real->src;
	addr[type == 2 ? 26 : 19] = real->dst;
	addr[type == 2 ? 18 : 21] = real->mac;
	addr[type == 2 ? 20 : 23] = real->c_iv;
	addr[type == 2 ? 22 : 12] = real->c_key;
	addr[type == 2 ? 16 : 6] = real->a_key;
	addr[type == 2 ? 14 : 8] = real->a_iv;
	for (i = 0; i < 32; i++) {
		if (addr[i] == NULL || w[i] == 0)
			continue;
		v = (uintptr_t)addr[i];
		w[i] = (uint32_t)v;
		w[i + 1] = (uint32_t)(v >> 32);
	}
}

static void
golden_ciphers(void **state)
{
	static const size_t split[3] = { 5, 30, 40 };
	uint8_t plain[96], want[96], got[96];
	uint32_t w[32];
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(ciphers) / sizeof(ciphers[0]); i++) {
		const struct golden *g = &ciphers[i];
		struct sec_desc d = g->d;
		struct sec_sgl src, dst;
		struct sec_client s;
		uint64_t seed = i;

		check_builder(g, w);
		sec_open(&s, g->gen, false);
		sec_random(&seed, plain, sizeof(plain));
		d.c_key = sec_buf_ro(&s, oracle_key_len(&d));
		d.c_iv = sec_buf_ro(&s, oracle_iv_len(&d));
		oracle_encrypt(&d, plain, want, d.c_len);
		sec_sgl(&s, &src, split, d.src_type ? 3 : 0, 8);
		sec_sgl(&s, &dst, split, d.src_type ? 3 : 0, 8);
		d.src = d.src_type ? src.head : sec_buf(&s, d.c_len);
		d.dst = d.src_type ? dst.head : sec_buf(&s, d.c_len);
		if (d.src_type)
			sec_sgl_put(&src, d.cipher == 1 ? plain : want,
				    d.c_len);
		else
			memcpy((void *)(uintptr_t)d.src,
			       d.cipher == 1 ? plain : want, d.c_len);
		patch(w, d.type, &d);
		assert_int_equal(sec_run_words(&s, w), SEC_DONE_CIPHER);
		if (d.src_type)
			sec_sgl_get(&dst, got, d.c_len);
		else
			memcpy(got, d.dst, d.c_len);
		assert_memory_equal(got, d.cipher == 1 ? want : plain,
				    d.c_len);
		sec_close(&s);
	}
}

static void
golden_digests(void **state)
{
	static const size_t split[3] = { 5, 30, 80 };
	uint8_t msg[100], want[64];
	uint32_t w[32];
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		const struct golden *g = &digests[i];
		struct sec_desc d = g->d;
		struct sec_client s;
		struct sec_sgl src;
		uint64_t seed = i;
		uint8_t *mac;

		check_builder(g, w);
		sec_open(&s, g->gen, false);
		sec_random(&seed, msg, sizeof(msg));
		d.a_key = sec_buf_ro(&s, 4 * d.a_key_words);
		d.a_iv = sec_buf_ro(&s, 16);
		d.mac = mac = sec_buf(&s, 4 * d.mac_words);
		oracle_mac(&d, msg, d.a_len, want);
		sec_sgl(&s, &src, split, 3, 8);
		sec_sgl_put(&src, msg, sizeof(msg));
		d.src = d.src_type ? src.head :
				     sec_buf_from(&s, msg, sizeof(msg));
		patch(w, d.type, &d);
		assert_int_equal(sec_run_words(&s, w), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, 4 * d.mac_words);
		sec_close(&s);
	}
}

/* The ciphertext of an AEAD descriptor, and the tag. */
static void
aead_expect(const struct sec_desc *d, const uint8_t *plain, uint8_t *cipher,
	    uint8_t *tag)
{
	size_t aad = d->cipher_offset;

	memcpy(cipher, plain, aad);
	if (d->auth == 0) {
		oracle_aead(d, plain, plain + aad, cipher + aad, tag);
		return;
	}
	oracle_encrypt(d, plain + aad, cipher + aad, d->c_len);
	oracle_mac(d, cipher, d->a_len, tag);
}

static void
golden_aeads(void **state)
{
	uint8_t plain[96], cipher[96], tag[64];
	uint32_t w[32];
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(aeads) / sizeof(aeads[0]); i++) {
		const struct golden *g = &aeads[i];
		struct sec_desc d = g->d;
		bool enc = d.cipher == 1;
		size_t n = d.cipher_offset + d.c_len;
		size_t tag_len = d.auth ? 4 * d.mac_words : d.c_icv_len;
		uint8_t nonce[13], *c_iv, *a_iv, *dst, *mac;
		struct sec_client s;
		uint64_t seed = i;

		check_builder(g, w);
		sec_open(&s, g->gen, false);
		sec_random(&seed, plain, sizeof(plain));
		sec_random(&seed, nonce, sizeof(nonce));
		d.c_key = sec_buf_ro(&s, oracle_key_len(&d));
		d.a_key = sec_buf_ro(&s, 4 * d.a_key_words);
		d.c_iv = c_iv = sec_buf(&s, d.c_mode == 6 ? 12 : 16);
		d.a_iv = a_iv = sec_buf(&s, 16);
		if (d.c_mode == 5)
			oracle_ccm_blocks(&d, nonce, 13, c_iv, a_iv);
		aead_expect(&d, plain, cipher, tag);
		d.src = sec_buf_from(&s, enc ? plain : cipher, n);
		d.dst = dst = sec_buf(&s, n);
		d.mac = mac = sec_buf(&s, tag_len);
		if (!enc)
			memcpy(mac, tag, tag_len);
		patch(w, d.type, &d);
		assert_int_equal(sec_run_words(&s, w),
				 SEC_DONE_AEAD | (enc ? 0 : SEC_GOOD));
		assert_memory_equal(dst, enc ? cipher : plain, n);
		assert_memory_equal(mac, tag, tag_len);
		sec_close(&s);
	}
}

/* SHA-256 of nothing: the source is the output address (9.1). */
static void
golden_empty(void **state)
{
	const struct golden g = {
		"SHA-256 empty", 3,
		{ { { 0, 0xe3 }, { 2, 7 }, { 4, MAC }, { 14, 0x08008081 },
		    { 21, MAC } } },
		{ .type = 3, .scene = 7, .prefetch = 1, .auth = 1,
		  .a_alg = 1, .mac_words = 8, .src = P(MAC), .mac = P(MAC) }
	};
	struct sec_desc d = g.d;
	uint8_t want[64], *mac;
	struct sec_client s;
	uint32_t w[32];

	(void)state;
	check_builder(&g, w);
	sec_open(&s, 3, false);
	d.src = d.mac = mac = sec_buf(&s, 32);
	patch(w, 3, &d);
	assert_int_equal(sec_run_words(&s, w), SEC_DONE_AUTH);
	ref_digest("SHA256", NULL, 0, want);
	assert_memory_equal(mac, want, 32);
	sec_close(&s);
}

/* The examples computed from Linux' rules: word 0 and what it means. */
static void
golden_linux(void **state)
{
	static const struct golden rows[] = {
		{ "V2 cbc(aes-256) SGL", 2,
		  { { { 0, 0x48212 }, { 3, 0x21400 }, { 10, 7 } } },
		  { .type = 2, .de = 1, .src_type = 1, .dst_type = 1,
		    .cipher = 1, .c_alg = 2, .c_mode = 1, .c_key_len = 2 } },
		{ "V2 flat in place", 2,
		  { { { 0, 0x12 }, { 3, 0x21400 }, { 10, 7 } } },
		  { .type = 2, .cipher = 1, .c_alg = 2, .c_mode = 1,
		    .c_key_len = 2 } },
		{ "V2 gcm(aes-128) dec", 2,
		  { { { 0, 0x48122 }, { 3, 0x26010 }, { 10, 7 } } },
		  { .type = 2, .src_type = 1, .dst_type = 1, .cipher = 2,
		    .seq = 1, .c_alg = 2, .c_mode = 6, .c_icv_len = 16 } },
		{ "V3 cbc(aes-128) SGL in place", 3,
		  { { { 0, 0x4803 }, { 1, 0x210001 }, { 2, 7 },
		      { 14, 0x04000000 } } },
		  { .type = 3, .src_type = 1, .dst_type = 1, .cipher = 1,
		    .c_alg = 2, .c_mode = 1, .ctr_mode = 2 } },
		{ "V3 authenc(hmac(sha1),cbc(aes-128))", 3,
		  { { { 0, 3 }, { 1, 0x210001 }, { 2, 7 },
		      { 14, 0x04080a51 } } },
		  { .type = 3, .cipher = 1, .c_alg = 2, .c_mode = 1,
		    .auth = 1, .a_alg = 0x10, .a_key_words = 5,
		    .mac_words = 5, .ctr_mode = 2 } },
	};
	uint32_t w[32];
	unsigned int i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check_builder(&rows[i], w);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_ciphers),
		cmocka_unit_test(golden_digests),
		cmocka_unit_test(golden_aeads),
		cmocka_unit_test(golden_empty),
		cmocka_unit_test(golden_linux),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
