/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Ops for both queues of crypto_hisi_hpre, and their accounting. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <rte_cryptodev.h>
#include <rte_cycles.h>

#include "hpre_queue.h"
#include "p256_key.h"
#include "rsa_key.h"

struct asym_dev hq_dev;
static bool dev_open;
static struct rsa_key *key;
static void *rsa_session, *ecdh_session;

void
hq_open(const char *args, uint16_t nb_qps, uint32_t nb_desc)
{
	struct rte_crypto_asym_xform x;

	asym_open(&hq_dev, args, nb_qps, nb_desc);
	dev_open = true;
	rsa_key_xform(key, RTE_RSA_KEY_TYPE_QT, false, &x);
	rsa_session = asym_session_new(&hq_dev, &x);
	memset(&x, 0, sizeof(x));
	x.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH;
	x.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1;
	ecdh_session = asym_session_new(&hq_dev, &x);
	assert_true(rsa_session != NULL && ecdh_session != NULL);
}

void
hq_close(void)
{
	rte_cryptodev_asym_session_free(hq_dev.id, rsa_session);
	rte_cryptodev_asym_session_free(hq_dev.id, ecdh_session);
	asym_close(&hq_dev);
	dev_open = false;
}

/* A failed test may have lost ops. Later tests cannot have the device, nor the
 * memory pools that those ops came from.
 */
int
hq_closed(void **state)
{
	(void)state;
	if (dev_open)
		printf("an earlier test failed and left the device open\n");
	return dev_open ? -1 : 0;
}

/* An op for the queue of RSA. */
static void
on_rsa(struct asym_job *job)
{
	struct rte_crypto_rsa_op_param *rsa;
	uint8_t in[128], want[128];

	asym_job_init(job, &hq_dev, "RSA");
	rsa = &job->op->asym->rsa;
	asym_session_use(job, rsa_session);
	func_fill(in, sizeof(in));
	in[0] = 0;
	rsa_key_public(key, in, sizeof(in), want);
	rsa->op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	asym_in(job, &rsa->message, in, sizeof(in));
	asym_out(job, &rsa->cipher, sizeof(want), want, sizeof(want));
}

/* An op for the queue of curves. */
static void
on_ecc(struct asym_job *job)
{
	struct rte_crypto_ecdh_op_param *ec;

	asym_job_init(job, &hq_dev, "ECDH");
	ec = &job->op->asym->ecdh;
	asym_session_use(job, ecdh_session);
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	asym_in(job, &ec->priv_key, ec_d, sizeof(ec_d));
	asym_out(job, &ec->pub_key.x, 32, ec_x, 32);
	asym_out(job, &ec->pub_key.y, 32, ec_y, 32);
}

/* An op that enqueue finishes on the CPU. */
static void
on_none(struct asym_job *job)
{
	struct rte_crypto_ecdh_op_param *ec;

	asym_job_init(job, &hq_dev, "ECDH point check");
	ec = &job->op->asym->ecdh;
	asym_session_use(job, ecdh_session);
	ec->ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_VERIFY;
	asym_in(job, &ec->pub_key.x, ec_x, 32);
	asym_in(job, &ec->pub_key.y, ec_y, 32);
}

/* An op that enqueue marks as invalid. */
static void
bad(struct asym_job *job)
{
	struct rte_crypto_rsa_op_param *rsa;

	asym_job_init(job, &hq_dev, "RSA above the modulus");
	rsa = &job->op->asym->rsa;
	asym_session_use(job, rsa_session);
	rsa->op_type = RTE_CRYPTO_ASYM_OP_ENCRYPT;
	asym_in(job, &rsa->message, key->n.bytes, key->n.len);
	asym_out(job, &rsa->cipher, 128, NULL, 0);
	job->want = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
}

struct asym_job hq_jobs[HQ_MAX_JOBS];
struct rte_crypto_op *hq_ops[HQ_MAX_JOBS], *hq_back[HQ_MAX_JOBS];

unsigned int
hq_make(unsigned int nb)
{
	unsigned int i, n = 0;

	for (i = 0; i < nb; i++) {
		switch (func_random() % 8) {
		case 0:
			on_none(&hq_jobs[i]);
			break;
		case 1:
			bad(&hq_jobs[i]);
			n++;
			break;
		case 2:
		case 3:
			on_ecc(&hq_jobs[i]);
			break;
		default:
			on_rsa(&hq_jobs[i]);
		}
		hq_ops[i] = hq_jobs[i].op;
	}
	return n;
}

void
hq_make_hw(unsigned int nb)
{
	unsigned int i;

	for (i = 0; i < nb; i++) {
		if (i % 2)
			on_ecc(&hq_jobs[i]);
		else
			on_rsa(&hq_jobs[i]);
		hq_ops[i] = hq_jobs[i].op;
	}
}

uint16_t
hq_send(unsigned int from, unsigned int nb)
{
	return rte_cryptodev_enqueue_burst(hq_dev.id, 0, &hq_ops[from], nb);
}

void
hq_let_executed(unsigned int nb)
{
	unsigned int i;

	for (i = 0; i < nb; i++)
		hq_jobs[i].executed = true;
}

void
hq_take(unsigned int from, unsigned int nb)
{
	uint64_t end = rte_get_timer_cycles() + 20 * rte_get_timer_hz();
	unsigned int n = 0;

	while (n < nb) {
		n += rte_cryptodev_dequeue_burst(hq_dev.id, 0, &hq_back[from + n],
						 RTE_MIN(nb - n, 64U));
		if (rte_get_timer_cycles() > end)
			fail_msg("%u of %u ops came back", n, nb);
	}
}

void
hq_empty(void)
{
	struct rte_crypto_op *op;
	int i;

	for (i = 0; i < 100; i++)
		assert_int_equal(rte_cryptodev_dequeue_burst(hq_dev.id, 0, &op,
							     1), 0);
}

unsigned int
hq_check(unsigned int nb)
{
	unsigned int i, errors = 0;
	const char *why;

	for (i = 0; i < nb; i++) {
		assert_ptr_equal(hq_back[i], hq_jobs[i].op);
		if (hq_jobs[i].op->status == RTE_CRYPTO_OP_STATUS_ERROR) {
			errors++;
			hq_jobs[i].want = RTE_CRYPTO_OP_STATUS_ERROR;
		}
		why = asym_job_check(&hq_jobs[i]);
		if (why != NULL)
			fail_msg("%s %u: %s", hq_jobs[i].kind, i, why);
		assert_true(asym_job_free(&hq_jobs[i], &hq_dev));
	}
	return errors;
}

int
hq_setup(void **state)
{
	(void)state;
	key = rsa_key_new(1024, 65537);
	return 0;
}

int
hq_teardown(void **state)
{
	(void)state;
	rsa_key_free(key);
	return 0;
}
