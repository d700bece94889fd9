/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: published vectors, written out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_oracle.h"

#define MAX 128

struct cipher_vector {
	uint32_t alg, mode, key_len, width, ctr_mode;
	const char *key, *iv, *plain, *cipher;
};

/* SP 800-38A, appendix F: common values. */
#define NIST_KEY128 "2b7e151628aed2a6abf7158809cf4f3c"
#define NIST_IV "000102030405060708090a0b0c0d0e0f"
#define NIST_PLAIN "6bc1bee22e409f96e93d7e117393172a" \
	"ae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52ef" \
	"f69f2445df4f9b17ad2b417be66c3710"
/* SM4 examples of draft-ribose-cfrg-sm4. */
#define SM4_KEY "0123456789abcdeffedcba9876543210"
#define SM4_TWICE SM4_KEY SM4_KEY
/* RFC 3962, appendix B: CBC-CS3. */
#define CTS_KEY "636869636b656e207465726979616b69"
#define ZERO_IV "00000000000000000000000000000000"
#define CTS_PLAIN "4920776f756c64206c696b652074686520"
/* GB/T 17964-2021, appendix B.7. */
#define XTS_KEY "2b7e151628aed2a6abf7158809cf4f3c" \
	"000102030405060708090a0b0c0d0e0f"
#define XTS_TWEAK "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
#define XTS_PLAIN "6bc1bee22e409f96e93d7e117393172a" \
	"ae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52ef" \
	"f69f2445df4f9b17"

static const struct cipher_vector ciphers[] = {
	/* SP 800-38A F.1.1, F.2.1, F.2.3, F.2.5, F.3.13, F.4.1, F.5.1 */
	{ 2, 0, 0, 0, 0, NIST_KEY128, "", NIST_PLAIN,
	  "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
	  "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4" },
	{ 2, 1, 0, 0, 0, NIST_KEY128, NIST_IV, NIST_PLAIN,
	  "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
	  "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7" },
	{ 2, 1, 1, 0, 0, "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
	  NIST_IV, NIST_PLAIN,
	  "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a"
	  "571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd" },
	{ 2, 1, 2, 0, 0,
	  "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
	  NIST_IV, NIST_PLAIN,
	  "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
	  "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b" },
	{ 2, 2, 0, 0, 0, NIST_KEY128, NIST_IV, NIST_PLAIN,
	  "3b3fd92eb72dad20333449f8e83cfb4ac8a64537a0b3a93fcde3cdad9f1ce58b"
	  "26751f67a3cbb140b1808cf187a4f4dfc04b05357c5d1c0eeac4c66f9ff7f2e6" },
	{ 2, 3, 0, 0, 0, NIST_KEY128, NIST_IV, NIST_PLAIN,
	  "3b3fd92eb72dad20333449f8e83cfb4a7789508d16918f03f53c52dac54ed825"
	  "9740051e9c5fecf64344f7a82260edcc304c6528f659c77866a510d9c1d6ae5e" },
	{ 2, 4, 0, 0, 2, NIST_KEY128, XTS_TWEAK, NIST_PLAIN,
	  "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
	  "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee" },
	/* RFC 3962, appendix B: 17, 31 and 32 bytes. */
	{ 2, 9, 0, 3, 0, CTS_KEY, ZERO_IV, CTS_PLAIN,
	  "c6353568f2bf8cb4d8a580362da7ff7f97" },
	{ 2, 9, 0, 3, 0, CTS_KEY, ZERO_IV,
	  CTS_PLAIN "47656e6572616c20476175277320",
	  "fc00783e0efdb2c1d445d4c8eff7ed2297687268d6ecccc0c07b25e25ecfe5" },
	{ 2, 9, 0, 3, 0, CTS_KEY, ZERO_IV,
	  CTS_PLAIN "47656e6572616c2047617527732043",
	  "39312523a78662d5be7fcbcc98ebf5a897687268d6ecccc0c07b25e25ecfe584" },
	/* IEEE 1619-2007, annex B: vectors 1, 2 and 15. */
	{ 2, 7, 0, 0, 0, ZERO_IV ZERO_IV, ZERO_IV, ZERO_IV ZERO_IV,
	  "917cf69ebd68b2ec9b9fe9a3eadda692cd43d2f59598ed858c02c2652fbf922e" },
	{ 2, 7, 0, 0, 2,
	  "1111111111111111111111111111111122222222222222222222222222222222",
	  "33333333330000000000000000000000",
	  "4444444444444444444444444444444444444444444444444444444444444444",
	  "c454185e6a16936e39334038acef838bfb186fff7480adc4289382ecd6d394f0" },
	{ 2, 7, 0, 0, 0,
	  "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0bfbebdbcbbbab9b8b7b6b5b4b3b2b1b0",
	  "9a785634120000000000000000000000",
	  "000102030405060708090a0b0c0d0e0f10",
	  "6c1625db4671522d3d7599601de7ca09ed" },
	/* draft-ribose-cfrg-sm4: ECB, CBC, OFB, CFB, CTR. */
	{ 3, 0, 0, 0, 0, SM4_KEY, "", SM4_KEY,
	  "681edf34d206965e86b3e94f536e4246" },
	{ 3, 1, 0, 0, 0, SM4_KEY, SM4_KEY, SM4_TWICE,
	  "2677f46b09c122cc975533105bd4a22af6125f7275ce552c3a2bbcf533de8a3b" },
	{ 3, 3, 0, 0, 0, SM4_KEY, SM4_KEY, SM4_TWICE,
	  "693d9a535bad5bb1786f53d7253a7056f2075d28b5235f58d50027e4177d2bce" },
	{ 3, 2, 0, 0, 0, SM4_KEY, SM4_KEY, SM4_TWICE,
	  "693d9a535bad5bb1786f53d7253a70569ed258a85a0467cc92aab393dd978995" },
	{ 3, 4, 0, 0, 2, SM4_KEY, SM4_KEY,
	  "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	  "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
	  "c2b4759e78ac3cf43d0852f4e8d5f9fd7256e8a5fcb65a350ee00630912e4449"
	  "2a0b17e1b85b060d0fba612d8a95831638b361fd5ffacd942f081485a83ca35d" },
	/* SM4-XTS by IEEE 1619 and by GB/T 17964-2021: OpenSSL 3.2,
	 * evpciph_sm4.txt.
	 */
	{ 3, 7, 0, 0, 0, XTS_KEY, XTS_TWEAK, XTS_PLAIN,
	  "e9538251c71d7b80bbe4483fef497bd1b3db1a3e60408c575d63ff7db39f8326"
	  "0869f9e2585fec9f0b863bf8fd784b8627d16c0db6d2cfc7" },
	{ 3, 7, 0, 0, 1, XTS_KEY, XTS_TWEAK, XTS_PLAIN,
	  "e9538251c71d7b80bbe4483fef497bd12c5c581bd6242fc51e08964fb4f60fdb"
	  "0ba42f63499279213d318d2c11f6886e903be7f93a1b3479" },
	/* FIPS 81, tables B1 and C1. */
	{ 0, 0, 1, 0, 0, "0123456789abcdef", "",
	  "4e6f77206973207468652074696d6520666f7220616c6c20",
	  "3fa40e8a984d48156a271787ab8883f9893d51ec4b563b53" },
	{ 0, 1, 1, 0, 0, "0123456789abcdef", "1234567890abcdef",
	  "4e6f77206973207468652074696d6520666f7220616c6c20",
	  "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6" },
	/* SP 800-67, appendix B.1. */
	{ 1, 0, 1, 0, 0, "0123456789abcdef23456789abcdef01456789abcdef0123",
	  "", "5468652071756663" "6b2062726f776e20" "666f78206a756d70",
	  "a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900" },
};

static uint8_t *
hex_buf(struct sec_client *s, const char *text)
{
	uint8_t bytes[MAX];
	size_t n = sec_hex(text, bytes, sizeof(bytes));

	return sec_buf_from(s, bytes, n);
}

static void
cipher_vectors(void **state)
{
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < 2 * sizeof(ciphers) / sizeof(ciphers[0]); i++) {
		const struct cipher_vector *v = &ciphers[i / 2];
		unsigned int dir = 1 + i % 2;
		uint8_t want[MAX], *dst;
		struct sec_desc d = {
			.type = 3, .de = 1, .cipher = dir, .c_alg = v->alg,
			.c_mode = v->mode, .c_key_len = v->key_len,
			.c_width = v->width, .ctr_mode = v->ctr_mode,
			.c_key = hex_buf(&s, v->key),
			.c_iv = hex_buf(&s, v->iv),
			.src = hex_buf(&s, dir == 1 ? v->plain : v->cipher),
		};

		d.c_len = sec_hex(dir == 1 ? v->cipher : v->plain, want, MAX);
		d.dst = dst = sec_buf(&s, d.c_len);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_CIPHER);
		assert_memory_equal(dst, want, d.c_len);
		sec_bufs_free(&s);
	}
	sec_close(&s);
}

struct digest_vector {
	uint32_t alg;
	const char *key, *msg, *mac;
};

#define ABC "616263"
#define HI_THERE "4869205468657265"
#define KEY_0B20 "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"
#define ABCD16 "6162636461626364616263646162636461626364616263646162636461" \
	"62636461626364616263646162636461626364616263646162636461626364" \
	"61626364"
#define COUNT16 "000102030405060708090a0b0c0d0e0f"

static const struct digest_vector digests[] = {
	/* RFC 1321, A.5; FIPS 180-4 examples; GB/T 32905, A.1 and A.2. */
	{ 0x02, "", ABC, "900150983cd24fb0d6963f7d28e17f72" },
	{ 0x00, "", ABC, "a9993e364706816aba3e25717850c26c9cd0d89d" },
	{ 0x03, "", ABC,
	  "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7" },
	{ 0x01, "", ABC,
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ 0x04, "", ABC,
	  "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
	  "8086072ba1e7cc2358baeca134c825a7" },
	{ 0x05, "", ABC,
	  "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	  "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f" },
	{ 0x06, "", ABC,
	  "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa" },
	{ 0x07, "", ABC,
	  "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23" },
	{ 0x25, "", ABC,
	  "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" },
	{ 0x25, "", ABCD16,
	  "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732" },
	/* RFC 2202, case 1; RFC 4231, case 1. */
	{ 0x12, "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", HI_THERE,
	  "9294727a3638bb1c13f48ef8158bfc9d" },
	{ 0x10, KEY_0B20, HI_THERE,
	  "b617318655057264e28bc0b6fb378c8ef146be00" },
	{ 0x13, KEY_0B20, HI_THERE,
	  "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22" },
	{ 0x11, KEY_0B20, HI_THERE,
	  "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7" },
	{ 0x14, KEY_0B20, HI_THERE,
	  "afd03944d84895626b0825f4ab46907f15f9dadbe4101ec682aa034c7cebc59c"
	  "faea9ea9076ede7f4af152e8b2fa9cb6" },
	{ 0x15, KEY_0B20, HI_THERE,
	  "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cde"
	  "daa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854" },
	/* RFC 3566, 4.6, test cases 2 to 6. */
	{ 0x20, COUNT16, "000102", "5b376580ae2f19afe7219ceef172756f" },
	{ 0x20, COUNT16, COUNT16, "d2a246fa349b68a79998a4394ff7a263" },
	{ 0x20, COUNT16, COUNT16 "10111213",
	  "47f51b4564966215b8985c63055ed308" },
	{ 0x20, COUNT16, COUNT16 "101112131415161718191a1b1c1d1e1f",
	  "f54f0ec8d2b9f3d36807734bd5283fd4" },
	{ 0x20, COUNT16, COUNT16 "101112131415161718191a1b1c1d1e1f2021",
	  "becbb3bccdb518a30677d5481fb6b4d8" },
	/* RFC 4493, 4, examples 2 to 4. */
	{ 0x21, NIST_KEY128, "6bc1bee22e409f96e93d7e117393172a",
	  "070a16b46b4d4144f79bdd9dd04a287c" },
	{ 0x21, NIST_KEY128,
	  "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	  "30c81c46a35ce411", "dfa66747de9ae63030ca32611497c827" },
	{ 0x21, NIST_KEY128, NIST_PLAIN,
	  "51f0bebf7e3b9d92fc49741779363cfe" },
};

static void
digest_vectors(void **state)
{
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < sizeof(digests) / sizeof(digests[0]); i++) {
		const struct digest_vector *v = &digests[i];
		uint8_t want[MAX], *mac;
		struct sec_desc d = {
			.type = 3, .scene = 7, .auth = 1, .a_alg = v->alg,
			.a_len = strlen(v->msg) / 2,
			.a_key_words = strlen(v->key) / 8,
			.src = hex_buf(&s, v->msg),
			.a_key = hex_buf(&s, v->key),
		};

		d.mac_words = sec_hex(v->mac, want, MAX) / 4;
		d.mac = mac = sec_buf(&s, 4 * d.mac_words);
		assert_int_equal(sec_run(&s, &d), SEC_DONE_AUTH);
		assert_memory_equal(mac, want, 4 * d.mac_words);
		sec_bufs_free(&s);
	}
	sec_close(&s);
}

struct aead_vector {
	uint32_t alg, mode, key_len;
	const char *key, *nonce, *aad, *plain, *cipher, *tag;
};

#define RFC8998_NONCE "00001234567800000000abcd"
#define RFC8998_AAD "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define RFC8998_PLAIN \
	"aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd" \
	"eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"

static const struct aead_vector aeads[] = {
	/* RFC 3610, 8, packet vector 1. */
	{ 2, 5, 0, "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf",
	  "00000003020100a0a1a2a3a4a5", "0001020304050607",
	  "08090a0b0c0d0e0f101112131415161718191a1b1c1d1e",
	  "588c979a61c663d2f066d0c2c0f989806d5f6b61dac384",
	  "17e8d12cfdf926e0" },
	/* McGrew and Viega, The Galois/Counter Mode, test case 4. */
	{ 2, 6, 0, "feffe9928665731c6d6a8f9467308308",
	  "cafebabefacedbaddecaf888",
	  "feedfacedeadbeeffeedfacedeadbeefabaddad2",
	  "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
	  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
	  "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
	  "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
	  "5bc94fbc3221a5db94fae95ae7121a47" },
	/* RFC 8998, A.1 and A.2. */
	{ 3, 6, 0, SM4_KEY, RFC8998_NONCE, RFC8998_AAD, RFC8998_PLAIN,
	  "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
	  "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d",
	  "83de3541e4c2b58177e065a9bf7b62ec" },
	{ 3, 5, 0, SM4_KEY, RFC8998_NONCE, RFC8998_AAD, RFC8998_PLAIN,
	  "48af93501fa62adbcd414cce6034d895dda1bf8f132f042098661572e7483094"
	  "fd12e518ce062c98acee28d95df4416bed31a2f04476c18bb40c84a74b97dc5b",
	  "16842d4fa186f56ab33256971fa110f4" },
};

static void
aead_vector(struct sec_client *s, const struct aead_vector *v,
	    unsigned int dir)
{
	uint8_t in[2 * MAX], want[MAX], tag[16], nonce[16], *c_iv, *a_iv;
	uint8_t *dst, *mac;
	struct sec_desc d = {
		.type = 3, .de = 1, .cipher = dir, .seq = dir - 1,
		.c_alg = v->alg, .c_mode = v->mode, .c_key_len = v->key_len,
		.c_key = hex_buf(s, v->key),
	};
	size_t nonce_len = sec_hex(v->nonce, nonce, sizeof(nonce));

	d.a_len = d.cipher_offset = sec_hex(v->aad, in, MAX);
	d.c_len = sec_hex(dir == 1 ? v->plain : v->cipher, in + d.a_len, MAX);
	d.c_icv_len = sec_hex(v->tag, tag, sizeof(tag));
	sec_hex(dir == 1 ? v->cipher : v->plain, want, MAX);
	d.c_iv = c_iv = sec_buf_from(s, nonce, v->mode == 5 ? 16 : 12);
	d.a_iv = a_iv = sec_buf(s, 16);
	if (v->mode == 5)
		oracle_ccm_blocks(&d, nonce, nonce_len, c_iv, a_iv);
	d.src = sec_buf_from(s, in, d.a_len + d.c_len);
	d.dst = dst = sec_buf(s, d.a_len + d.c_len);
	d.mac = mac = sec_buf(s, d.c_icv_len);
	if (dir == 2)
		memcpy(mac, tag, d.c_icv_len);
	assert_int_equal(sec_run(s, &d),
			 SEC_DONE_AEAD | (dir == 2 ? SEC_GOOD : 0));
	assert_memory_equal(dst + d.a_len, want, d.c_len);
	assert_memory_equal(mac, tag, d.c_icv_len);
	sec_bufs_free(s);
}

static void
aead_vectors(void **state)
{
	struct sec_client s;
	unsigned int i;

	(void)state;
	sec_open(&s, 3, false);
	for (i = 0; i < sizeof(aeads) / sizeof(aeads[0]); i++) {
		aead_vector(&s, &aeads[i], 1);
		aead_vector(&s, &aeads[i], 2);
	}
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cipher_vectors),
		cmocka_unit_test(digest_vectors),
		cmocka_unit_test(aead_vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
