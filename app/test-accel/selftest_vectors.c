/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Published vectors of the symmetric algorithms. */

#include <rte_common.h>

#include "selftest.h"

/* NIST SP 800-38A, appendix F: keys, plain text, IV and counter of all its
 * AES examples.
 */
#define K128 "2b7e151628aed2a6abf7158809cf4f3c"
#define K192 "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b"
#define K256 "603deb1015ca71be2b73aef0857d7781" \
	     "1f352c073b6108d72d9810a30914dff4"
#define PLAIN "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51" \
	      "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
#define IV16 "000102030405060708090a0b0c0d0e0f"
#define CTR16 "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
#define CBC128 "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2" \
	       "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"

/* The Galois/Counter Mode of Operation (GCM), McGrew and Viega, appendix B,
 * test cases 4 and 16.
 */
#define GCM_KEY "feffe9928665731c6d6a8f9467308308"
#define GCM_IV "cafebabefacedbaddecaf888"
#define GCM_AAD "feedfacedeadbeeffeedfacedeadbeefabaddad2"
#define GCM_PLAIN "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" \
		  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"

/* FIPS 180-4 examples: "abc" and the message of 56 bytes. */
#define ABC "616263"
#define ABC56 "6162636462636465636465666465666765666768666768696768696a68696a6b" \
	      "696a6b6c6a6b6c6d6b6c6d6e6c6d6e6f6d6e6f706e6f7071"

/* Test case 2 of RFC 2202 section 3 (SHA1) and RFC 4231 section 4.3. */
#define JEFE "4a656665"
#define WHAT "7768617420646f2079612077616e7420666f72206e6f7468696e673f"

#define SM4_KEY "0123456789abcdeffedcba9876543210"

#define CIPHER(n, a, k, i, out) \
	{ .name = (n), .cipher = RTE_CRYPTO_CIPHER_AES_ ## a, .key = (k), \
	  .iv = (i), .plain = PLAIN, .coded = (out) }
#define OTHER_CIPHER(n, a, k, i, in, out) \
	{ .name = (n), .cipher = RTE_CRYPTO_CIPHER_ ## a, .key = (k), \
	  .iv = (i), .plain = (in), .coded = (out) }
#define AUTH(n, a, k, msg, out) \
	{ .name = (n), .auth = RTE_CRYPTO_AUTH_ ## a, .auth_key = (k), \
	  .plain = (msg), .digest = (out) }
#define GCM(n, k, out, tag) \
	{ .name = (n), .aead = RTE_CRYPTO_AEAD_AES_GCM, .key = (k), \
	  .iv = GCM_IV, .aad = GCM_AAD, .plain = GCM_PLAIN, .coded = (out), \
	  .digest = (tag) }

const struct st_sym_vector st_sym_vectors[] = {
	CIPHER("AES-128-ECB", ECB, K128, "",
	       "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
	       "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"),
	CIPHER("AES-256-ECB", ECB, K256, "",
	       "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
	       "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7"),
	CIPHER("AES-128-CBC", CBC, K128, IV16, CBC128),
	CIPHER("AES-192-CBC", CBC, K192, IV16,
	       "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a"
	       "571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd"),
	CIPHER("AES-256-CBC", CBC, K256, IV16,
	       "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
	       "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"),
	CIPHER("AES-128-CTR", CTR, K128, CTR16,
	       "874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff"
	       "5ae4df3edbd5d35e5b4f09020db03eab1e031dda2fbe03d1792170a0f3009cee"),
	CIPHER("AES-256-CTR", CTR, K256, CTR16,
	       "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
	       "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6"),
	GCM("AES-128-GCM", GCM_KEY,
	    "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e"
	    "21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091",
	    "5bc94fbc3221a5db94fae95ae7121a47"),
	GCM("AES-256-GCM", GCM_KEY GCM_KEY,
	    "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
	    "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
	    "76fc6ece0f4e1768cddf8853bb2d551b"),
	AUTH("SHA1, 3 bytes", SHA1, "", ABC,
	     "a9993e364706816aba3e25717850c26c9cd0d89d"),
	AUTH("SHA1, 56 bytes", SHA1, "", ABC56,
	     "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
	AUTH("SHA256, 3 bytes", SHA256, "", ABC,
	     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
	AUTH("SHA256, 56 bytes", SHA256, "", ABC56,
	     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"),
	AUTH("HMAC-SHA1", SHA1_HMAC, JEFE, WHAT,
	     "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
	AUTH("HMAC-SHA256", SHA256_HMAC, JEFE, WHAT,
	     "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
	AUTH("SHA224, 3 bytes", SHA224, "", ABC,
	     "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
	AUTH("SHA384, 3 bytes", SHA384, "", ABC,
	     "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
	     "8086072ba1e7cc2358baeca134c825a7"),
	AUTH("SHA512, 3 bytes", SHA512, "", ABC,
	     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"),
	/* RFC 1321, appendix A.5. */
	AUTH("MD5, 3 bytes", MD5, "", ABC, "900150983cd24fb0d6963f7d28e17f72"),
	/* GB/T 32905, example 1. */
	AUTH("SM3, 3 bytes", SM3, "", ABC,
	     "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
	AUTH("HMAC-MD5", MD5_HMAC, JEFE, WHAT,
	     "750c783e6ab0b503eaa86e310a5db738"),
	AUTH("HMAC-SHA224", SHA224_HMAC, JEFE, WHAT,
	     "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
	AUTH("HMAC-SHA384", SHA384_HMAC, JEFE, WHAT,
	     "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
	     "8e2240ca5e69e2c78b3239ecfab21649"),
	AUTH("HMAC-SHA512", SHA512_HMAC, JEFE, WHAT,
	     "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
	     "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737"),
	/* RFC 4493 section 4, example 3. */
	AUTH("AES-CMAC, 40 bytes", AES_CMAC, K128,
	     "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
	     "30c81c46a35ce411", "dfa66747de9ae63030ca32611497c827"),
	/* RFC 3566 section 4.6, test case 4; the tag is cut to 96 bits. */
	AUTH("AES-XCBC-MAC-96, 20 bytes", AES_XCBC_MAC, IV16, IV16 "10111213",
	     "47f51b4564966215b8985c63"),
	/* Computed with OpenSSL 3.0. */
	{
		.name = "AES-128-GMAC", .auth = RTE_CRYPTO_AUTH_AES_GMAC,
		.auth_key = K128, .iv = GCM_IV, .plain = PLAIN,
		.digest = "d3930e4ad1ec3497496f129a22cd7bb0",
	},
	/* SP 800-38C appendix C, example 3. */
	{
		.name = "AES-128-CCM", .aead = RTE_CRYPTO_AEAD_AES_CCM,
		.key = "404142434445464748494a4b4c4d4e4f",
		.iv = "101112131415161718191a1b",
		.aad = "000102030405060708090a0b0c0d0e0f10111213",
		.plain = "202122232425262728292a2b2c2d2e2f3031323334353637",
		.coded = "e3b201a9f5b71a7a9b1ceaeccd97e70b6176aad9a4428aa5",
		.digest = "484392fbc1b09951",
	},
	/* IEEE 1619 annex B, vector 2. */
	OTHER_CIPHER("AES-128-XTS", AES_XTS,
	     "11111111111111111111111111111111"
	     "22222222222222222222222222222222",
	     "33333333330000000000000000000000",
	     "44444444444444444444444444444444"
	     "44444444444444444444444444444444",
	     "c454185e6a16936e39334038acef838b"
	     "fb186fff7480adc4289382ecd6d394f0"),
	/* GB/T 32907, example 1; draft-ribose-cfrg-sm4, appendices A.2.2 and
	 * A.2.5 for the modes.
	 */
	OTHER_CIPHER("SM4-ECB", SM4_ECB, SM4_KEY, "", SM4_KEY,
	     "681edf34d206965e86b3e94f536e4246"),
	OTHER_CIPHER("SM4-CBC", SM4_CBC, SM4_KEY, IV16,
	     "aaaaaaaabbbbbbbbccccccccddddddddeeeeeeeeffffffffaaaaaaaabbbbbbbb",
	     "78ebb11cc40b0a48312aaeb2040244cb4cb7016951909226979b0d15dc6a8f6d"),
	OTHER_CIPHER("SM4-CTR", SM4_CTR, SM4_KEY, IV16,
	     "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
	     "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa",
	     "ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7"
	     "f234bc0e24c11980fd1286310ce37b922a46b894bee4feb79a3822940c935405"),
	/* FIPS 81 appendix C; SP 800-67 appendix B.1 in ECB, and CBC computed
	 * with OpenSSL 3.0.
	 */
	OTHER_CIPHER("DES-CBC", DES_CBC, "0123456789abcdef",
	     "1234567890abcdef",
	     "4e6f77206973207468652074696d6520666f7220616c6c20",
	     "e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6"),
	OTHER_CIPHER("3DES-ECB", 3DES_ECB,
	     "0123456789abcdef23456789abcdef01456789abcdef0123", "",
	     "5468652071756663" "6b2062726f776e20" "666f78206a756d70",
	     "a826fd8ce53b855fcce21c8112256fe668d5c05dd9b6b900"),
	OTHER_CIPHER("3DES-CBC", 3DES_CBC,
	     "0123456789abcdeff1e0d3c2b5a49786fedcba9876543210",
	     "fedcba9876543210",
	     "37363534333231204e6f77206973207468652074696d6520666f722000000000",
	     "3fe301c962ac01d02213763c1cbd4cdc799657c064ecf5d41c673812cfde9675"),
	OTHER_CIPHER("NULL cipher", NULL, "", "", ABC56, ABC56),
	{ .name = "NULL digest", .auth = RTE_CRYPTO_AUTH_NULL, .plain = ABC56 },
	/* RFC 7518 appendix B.1, with the full MAC: head is its A and IV,
	 * tail its AL.
	 */
	{
		.name = "AES-128-CBC + HMAC-SHA256, RFC 7518",
		.cipher = RTE_CRYPTO_CIPHER_AES_CBC,
		.auth = RTE_CRYPTO_AUTH_SHA256_HMAC,
		.key = "101112131415161718191a1b1c1d1e1f",
		.auth_key = IV16,
		.iv = "1af38c2dc2b96ffdd86694092341bc04",
		.head = "546865207365636f6e64207072696e6369706c65206f6620"
			"41756775737465204b6572636b686f666673"
			"1af38c2dc2b96ffdd86694092341bc04",
		.plain = "41206369706865722073797374656d206d757374206e6f7420626520"
			 "726571756972656420746f206265207365637265742c20616e642069"
			 "74206d7573742062652061626c6520746f2066616c6c20696e746f20"
			 "7468652068616e6473206f662074686520656e656d7920776974686f"
			 "757420696e636f6e76656e69656e6365"
			 "10101010101010101010101010101010",
		.coded = "c80edfa32ddf39d5ef00c0b468834279a2e46a1b8049f792f76bfe54"
			 "b903a9c9a94ac9b47ad2655c5f10f9aef71427e2fc6f9b3f399a2214"
			 "89f16362c703233609d45ac69864e3321cf82935ac4096c86e133314"
			 "c54019e8ca7980dfa4b9cf1b384c486f3a54c51078158ee5d79de59f"
			 "bd34d848b3d69550a67646344427ade54b8851ffb598f7f80074b947"
			 "3c82e2db",
		.tail = "0000000000000150",
		.digest = "652c3fa36b0a7c5b3219fab3a30bc1c4"
			  "e6e54582476515f0ad9f75a2b71c73ef",
	},
	/* The cipher text alone is authenticated. */
	{
		.name = "AES-128-CBC + HMAC-SHA256",
		.cipher = RTE_CRYPTO_CIPHER_AES_CBC,
		.auth = RTE_CRYPTO_AUTH_SHA256_HMAC,
		.key = K128, .auth_key = IV16, .iv = IV16,
		.plain = PLAIN, .coded = CBC128,
	},
	{
		.name = "AES-128-CBC + HMAC-SHA1",
		.cipher = RTE_CRYPTO_CIPHER_AES_CBC,
		.auth = RTE_CRYPTO_AUTH_SHA1_HMAC,
		.key = K128, .auth_key = IV16, .iv = IV16,
		.plain = PLAIN, .coded = CBC128,
	},
};

const unsigned int st_nb_sym_vectors = RTE_DIM(st_sym_vectors);
