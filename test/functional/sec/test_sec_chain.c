/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Chains in two descriptors on a device that executes descriptors of one queue
 * in parallel: whoever submits the second before the first is complete lets
 * it read or write too early. The data is so long that the two overlap.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "func.h"
#include "sym_job.h"

#define NB 32
#define LEN 60000

static struct sym_dev dev;
static struct sym_job jobs[NB];

static const struct sym_spec chains[] = {
	/* The MAC covers what the cipher wrote. */
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 32, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
	  .auth_key_len = 16, .digest_len = 12, .len = LEN },
	/* The MAC covers what the cipher is going to overwrite. */
	{ .kind = SYM_CHAIN, .algo = RTE_CRYPTO_CIPHER_AES_CBC,
	  .key_len = 32, .iv_len = 16, .auth = RTE_CRYPTO_AUTH_MD5_HMAC,
	  .auth_key_len = 16, .digest_len = 12, .len = LEN, .decrypt = 1,
	  .auth_first = 1 },
};

static void
overtaking(void **state)
{
	unsigned int round, i;
	const char *bad;

	(void)state;
	sym_dev_open(&dev, "crypto_hisi_sec",
		     "device=model,mode=thread,threads=4,unordered=1", 256);
	for (round = 0; round < 4; round++) {
		for (i = 0; i < NB; i++) {
			sym_job_from(&jobs[i], &chains[i % RTE_DIM(chains)]);
			sym_job_prepare(&jobs[i], &dev);
		}
		sym_jobs_enqueue(&dev, jobs, NB);
		assert_int_equal(sym_jobs_dequeue(&dev, jobs, NB), NB);
		for (i = 0; i < NB; i++) {
			bad = sym_job_check(&jobs[i]);
			if (bad != NULL)
				fail_msg("op %u: %s: %s", i, bad,
					 sym_job_text(&jobs[i]));
		}
		assert_true(sym_jobs_free(&dev, jobs, NB));
	}
	assert_true(sym_dev_close(&dev));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(overtaking),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
