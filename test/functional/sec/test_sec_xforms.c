/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Xforms that the SEC driver must refuse: its engine cannot do them. With a
 * session and without. The message names the value and the limit.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <rte_bus_vdev.h>
#include <rte_log.h>

#include "func.h"
#include "sym_fixture.h"

#define C(name) RTE_CRYPTO_CIPHER_ ## name
#define A(name) RTE_CRYPTO_AUTH_ ## name
#define AEAD(name) RTE_CRYPTO_AEAD_ ## name

/* A session that must be refused. */
struct bad_xform {
	const char *name;
	const char *gen;
	struct sym_spec spec;
	const char *texts[3];
};

#define CIPHER(alg, key, iv) \
	{ .kind = SYM_CIPHER, .algo = C(alg), .key_len = key, .iv_len = iv }
#define AUTH(alg, key, iv, digest) \
	{ .kind = SYM_AUTH, .algo = A(alg), .key_len = key, .iv_len = iv, \
	  .digest_len = digest }
#define GCM(key, iv, tag, aad) \
	{ .kind = SYM_AEAD, .algo = AEAD(AES_GCM), .key_len = key, \
	  .iv_len = iv, .digest_len = tag, .aad_len = aad }
#define CCM(key, iv, tag, aad) \
	{ .kind = SYM_AEAD, .algo = AEAD(AES_CCM), .key_len = key, \
	  .iv_len = iv, .digest_len = tag, .aad_len = aad }

static const struct bad_xform bad_xforms[] = {
	{ "unknown cipher", "v3", CIPHER(SNOW3G_UEA2, 16, 16),
	  { "cipher algorithm", "v3", "capabilities" } },
	{ "unknown auth", "v3", AUTH(ZUC_EIA3, 16, 16, 4),
	  { "auth algorithm", "v3" } },
	{ "unknown AEAD", "v3",
	  { .kind = SYM_AEAD, .algo = AEAD(CHACHA20_POLY1305), .key_len = 32,
	    .iv_len = 12, .digest_len = 16 }, { "AEAD algorithm", "v3" } },
	{ "CTR on v2", "v2", CIPHER(AES_CTR, 16, 16),
	  { "cipher algorithm", "v2" } },
	{ "SM4-CTR on v2", "v2", CIPHER(SM4_CTR, 16, 16),
	  { "cipher algorithm", "v2" } },
	{ "CMAC on v2", "v2", AUTH(AES_CMAC, 16, 0, 16),
	  { "auth algorithm", "v2" } },
	{ "XCBC on v2", "v2", AUTH(AES_XCBC_MAC, 16, 0, 12),
	  { "auth algorithm", "v2" } },
	{ "GMAC on v2", "v2", AUTH(AES_GMAC, 16, 12, 16),
	  { "auth algorithm", "v2" } },
	{ "AES key of 17", "v3", CIPHER(AES_CBC, 17, 16),
	  { "cipher key of 17", "16 to 32" } },
	{ "AES key of none", "v3", CIPHER(AES_CBC, 0, 16),
	  { "cipher key of 0", "16 to 32" } },
	{ "XTS key of 48", "v3", CIPHER(AES_XTS, 48, 16),
	  { "cipher key of 48", "32 to 64" } },
	{ "DES key of 16", "v3", CIPHER(DES_CBC, 16, 8),
	  { "cipher key of 16", "8 to 8" } },
	{ "3DES key of 8", "v3", CIPHER(3DES_CBC, 8, 8),
	  { "cipher key of 8", "16 to 24" } },
	{ "CBC IV of 12", "v3", CIPHER(AES_CBC, 16, 12),
	  { "IV of 12", "16 bytes are" } },
	{ "digest of 6", "v3", AUTH(SHA256, 0, 0, 6),
	  { "digest of 6", "4 to 32", "steps of 4" } },
	{ "digest of 36", "v3", AUTH(SHA256, 0, 0, 36),
	  { "digest of 36", "4 to 32" } },
	{ "digest of none", "v3", AUTH(SHA256_HMAC, 16, 0, 0),
	  { "digest of 0", "4 to 32" } },
	{ "CMAC key of 32", "v3", AUTH(AES_CMAC, 32, 0, 16),
	  { "auth key of 32", "16 to 16" } },
	{ "GMAC IV of 16", "v3", AUTH(AES_GMAC, 16, 16, 16),
	  { "auth IV of 16", "12 bytes are" } },
	{ "GMAC tag of 4", "v3", AUTH(AES_GMAC, 16, 12, 4),
	  { "digest of 4", "8 to 16" } },
	{ "GCM IV of 16", "v3", GCM(16, 16, 16, 0),
	  { "AEAD IV of 16", "12 to 12" } },
	{ "GCM tag of 4", "v3", GCM(16, 12, 4, 0),
	  { "AEAD tag of 4", "8 to 16" } },
	{ "GCM key of 20", "v3", GCM(20, 12, 16, 0),
	  { "AEAD key of 20", "16 to 32" } },
	{ "CCM IV of 14", "v3", CCM(16, 14, 8, 0),
	  { "AEAD IV of 14", "7 to 13" } },
	{ "CCM tag of 7", "v3", CCM(16, 13, 7, 0),
	  { "AEAD tag of 7", "4 to 16", "steps of 2" } },
	{ "CCM AAD of 65280", "v3", CCM(16, 13, 8, 65280),
	  { "AAD of 65280", "65279" } },
	{ "GMAC in a chain", "v3",
	  { .kind = SYM_CHAIN, .algo = C(AES_CBC), .key_len = 16,
	    .iv_len = 16, .auth = A(AES_GMAC), .auth_key_len = 16,
	    .digest_len = 16 }, { "auth IV of 0" } },
};

/* The xforms of a spec, without data. */
static void
xforms_of(struct sym_job *job, const struct sym_spec *spec)
{
	struct sym_spec tame = *spec;

	/* Made with something the reference knows, then changed. */
	tame.kind = SYM_CIPHER;
	tame.algo = C(NULL);
	sym_job_from(job, &tame);
	memset(job->xform, 0, sizeof(job->xform));
	sym_job_xforms(job, spec);
}

static void
refuse_xforms(void **state)
{
	struct sym_job job;
	char args[64];
	unsigned int i;
	const char *gen = NULL;

	(void)state;
	for (i = 0; i < RTE_DIM(bad_xforms); i++) {
		const struct bad_xform *b = &bad_xforms[i];

		if (gen != b->gen) {
			assert_int_equal(close_device(NULL), 0);
			snprintf(args, sizeof(args), "device=model,gen=%s",
				 b->gen);
			open_logged_device(args);
			gen = b->gen;
		}
		xforms_of(&job, &b->spec);
		assert_null(rte_cryptodev_sym_session_create(dev.id,
				job.xform, dev.sessions));
		check_log(b->name, b->texts);
		sym_job_free(&job, &dev);
	}
	/* A refused session takes nothing from the pool. */
	assert_int_equal(rte_mempool_in_use_count(dev.sessions), 0);
}

/* Chains of xforms that make no sense. */
static void
refuse_chains(void **state)
{
	static const char * const texts[] = { "xform type", "one AEAD", NULL };
	static const char * const key[] = { "key of 16", "address 0", NULL };
	const struct sym_spec cipher = CIPHER(AES_CBC, 16, 16);
	const struct sym_spec gcm = GCM(16, 12, 16, 0);
	struct sym_job a, b;

	(void)state;
	open_logged_device("device=model");
	xforms_of(&a, &cipher);
	xforms_of(&b, &gcm);
	a.xform[0].next = &b.xform[0];
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("cipher and AEAD", texts);
	a.xform[0].next = &a.xform[1];
	a.xform[1] = a.xform[0];
	a.xform[1].next = NULL;
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("two ciphers", texts);
	a.xform[0].next = NULL;
	a.xform[0].cipher.key.data = NULL;
	assert_null(rte_cryptodev_sym_session_create(dev.id, a.xform,
						     dev.sessions));
	check_log("no key", key);
	sym_job_free(&a, &dev);
	sym_job_free(&b, &dev);
}

static const struct sym_spec less = {
	.kind = SYM_CIPHER, .algo = C(AES_CBC), .key_len = 16, .iv_len = 16,
	.len = 64, .sessionless = 1 };

/* A session-less op whose xform is refused gives its session back. */
static void
sessionless_bad_xform(void **state)
{
	static const char * const texts[] = { "key of 17", "16 to 32", NULL };
	struct sym_job job;

	(void)state;
	open_logged_device("device=model");
	sym_job_from(&job, &less);
	sym_job_prepare(&job, &dev);
	job.xform[0].cipher.key.length = 17;
	sym_jobs_enqueue(&dev, &job, 1);
	assert_int_equal(sym_jobs_dequeue(&dev, &job, 1), 1);
	assert_int_equal(job.op->status,
			 RTE_CRYPTO_OP_STATUS_INVALID_ARGS);
	check_log("bad xform", texts);
	assert_int_equal(rte_mempool_in_use_count(dev.sessions), 0);
	assert_true(sym_job_free(&job, &dev));
}

#define TEST(f) cmocka_unit_test_teardown(f, close_device)

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(refuse_xforms), TEST(refuse_chains),
		TEST(sessionless_bad_xform),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
