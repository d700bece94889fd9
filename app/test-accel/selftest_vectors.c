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

#define CIPHER(n, a, k, i, out) \
	{ .name = (n), .cipher = RTE_CRYPTO_CIPHER_AES_ ## a, .key = (k), \
	  .iv = (i), .plain = PLAIN, .coded = (out) }
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
