/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Sessions on several HPRE devices: a session works on each device that has
 * its algorithm, and on no other one.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "asym.h"
#include "p256_key.h"

#define SUCCESS RTE_CRYPTO_OP_STATUS_SUCCESS
#define INVALID RTE_CRYPTO_OP_STATUS_INVALID_SESSION

/* 3 to the power of 5 modulo 101 is 41. */
static void *
modex_session(struct asym_dev *dev)
{
	static uint8_t modulus[] = { 101 }, exponent[] = { 5 };
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_MODEX,
		.modex = {
			.modulus = { .data = modulus, .length = 1 },
			.exponent = { .data = exponent, .length = 1 },
		},
	};

	return asym_session_new(dev, &x);
}

/* Run the op of modex_session() on a device. Returns its status. */
static int
modex_run(struct asym_dev *dev, void *session)
{
	struct rte_crypto_op *op = asym_op(dev);
	uint8_t base[] = { 3 }, result[1] = { 0 };
	int status;

	rte_crypto_op_attach_asym_session(op, session);
	op->asym->modex.base.data = base;
	op->asym->modex.base.length = 1;
	op->asym->modex.result.data = result;
	op->asym->modex.result.length = 1;
	status = asym_one(dev, op);
	assert_int_equal(result[0], status == SUCCESS ? 41 : 0);
	rte_crypto_op_free(op);
	return status;
}

static void *
curve_session(struct asym_dev *dev)
{
	struct rte_crypto_asym_xform x = {
		.xform_type = RTE_CRYPTO_ASYM_XFORM_ECDH,
		.ec.curve_id = RTE_CRYPTO_EC_GROUP_SECP256R1,
	};

	return asym_session_new(dev, &x);
}

/* Make the public key of ec_d. Returns the op's status. */
static int
curve_run(struct asym_dev *dev, void *session)
{
	struct rte_crypto_op *op = asym_op(dev);
	uint8_t x[32] = { 0 }, y[32];
	int status;

	rte_crypto_op_attach_asym_session(op, session);
	op->asym->ecdh.ke_type = RTE_CRYPTO_ASYM_KE_PUB_KEY_GENERATE;
	op->asym->ecdh.priv_key.data = (uint8_t *)(uintptr_t)ec_d;
	op->asym->ecdh.priv_key.length = sizeof(ec_d);
	op->asym->ecdh.pub_key.x.data = x;
	op->asym->ecdh.pub_key.x.length = sizeof(x);
	op->asym->ecdh.pub_key.y.data = y;
	op->asym->ecdh.pub_key.y.length = sizeof(y);
	status = asym_one(dev, op);
	if (status == SUCCESS)
		assert_memory_equal(x, ec_x, sizeof(x));
	rte_crypto_op_free(op);
	return status;
}

/* Each op on the device that made its session, and on the other one. */
static void
several(void **state)
{
	struct asym_dev a, b;
	void *modex, *curve;

	(void)state;
	asym_open(&a, "device=model", 1, 64);
	asym_open(&b, "device=model", 1, 64);
	modex = modex_session(&a);
	curve = curve_session(&a);
	assert_int_equal(modex_run(&a, modex), SUCCESS);
	assert_int_equal(modex_run(&b, modex), SUCCESS);
	assert_int_equal(curve_run(&a, curve), SUCCESS);
	assert_int_equal(curve_run(&b, curve), SUCCESS);
	/* Either device may free a session. */
	assert_int_equal(rte_cryptodev_asym_session_free(b.id, modex), 0);
	assert_int_equal(rte_cryptodev_asym_session_free(a.id, curve), 0);
	asym_close(&b);
	asym_close(&a);
}

/* Generation 2 has no curves; RSA and DH work in both directions. */
static void
generations(void **state)
{
	struct asym_dev old, new;
	void *modex, *curve;

	(void)state;
	asym_open(&old, "device=model,gen=v2", 1, 64);
	asym_open(&new, "device=model,gen=v3", 1, 64);
	modex = modex_session(&old);
	assert_int_equal(modex_run(&new, modex), SUCCESS);
	assert_int_equal(rte_cryptodev_asym_session_free(old.id, modex), 0);
	modex = modex_session(&new);
	curve = curve_session(&new);
	assert_int_equal(modex_run(&old, modex), SUCCESS);
	assert_int_equal(curve_run(&old, curve), INVALID);
	assert_int_equal(curve_run(&new, curve), SUCCESS);
	assert_int_equal(rte_cryptodev_asym_session_free(new.id, modex), 0);
	assert_int_equal(rte_cryptodev_asym_session_free(new.id, curve), 0);
	asym_close(&new);
	asym_close(&old);
}

/* The device that made a session goes, the session works on the other one. */
static void
maker_gone(void **state)
{
	struct asym_dev a, b, c;
	void *curve;

	(void)state;
	asym_open(&a, "device=model", 1, 64);
	asym_open(&b, "device=model", 1, 64);
	/* The session lies in a pool that outlives its maker. */
	c = a;
	c.sessions = b.sessions;
	curve = curve_session(&c);
	asym_close(&a);
	assert_int_equal(curve_run(&b, curve), SUCCESS);
	assert_int_equal(rte_cryptodev_asym_session_free(b.id, curve), 0);
	asym_close(&b);
}

/* All devices went: the curves that a session points to are gone, too. */
static void
all_gone(void **state)
{
	struct rte_mempool *sessions;
	struct asym_dev a, b;
	void *curve;

	(void)state;
	asym_open(&a, "device=model", 1, 64);
	sessions = rte_cryptodev_asym_session_pool_create("kept", 4, 0, 0,
							  SOCKET_ID_ANY);
	assert_non_null(sessions);
	b = a;
	b.sessions = sessions;
	curve = curve_session(&b);
	asym_close(&a);
	asym_open(&a, "device=model", 1, 64);
	assert_int_equal(curve_run(&a, curve), INVALID);
	assert_int_equal(rte_cryptodev_asym_session_free(a.id, curve), 0);
	asym_close(&a);
	rte_mempool_free(sessions);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(several), cmocka_unit_test(generations),
		cmocka_unit_test(maker_gone), cmocka_unit_test(all_gone),
	};

	(void)argc;
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
