/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devices, sessions and ops of the benchmarks of symmetric crypto. */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <rte_bus_vdev.h>
#include <rte_eal.h>
#include <rte_malloc.h>

#include "bench_crypto.h"

#define MAX_IV_LEN 16
#define MAX_DIGEST_LEN 64
/* Where an op has its AAD, and behind it the digest. */
#define EXTRA (BENCH_IV + MAX_IV_LEN)
#define PRIVATE_LEN (MAX_IV_LEN + BENCH_AAD_LEN + MAX_DIGEST_LEN)

static struct rte_mempool *mbufs;

void
bench_must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "bench: %s fails\n", what);
	exit(1);
}

void
bench_start(const char *program, const char *megabytes,
	    unsigned int mbuf_bytes)
{
	char prefix[32];
	char *argv[] = {
		(char *)(uintptr_t)program, "--no-pci", "--no-huge", "-m",
		(char *)(uintptr_t)megabytes, "--no-shconf", "--no-telemetry",
		"-l", "0", "--log-level", "*:error", "--file-prefix", prefix,
		NULL,
	};

	snprintf(prefix, sizeof(prefix), "bench-%d", getpid());
	bench_must(rte_eal_init(RTE_DIM(argv) - 1, argv) >= 0, "starting EAL");
	mbufs = rte_pktmbuf_pool_create("mbufs", 511, 0, 0, mbuf_bytes,
					SOCKET_ID_ANY);
	bench_must(mbufs != NULL, "making a pool");
}

struct rte_mbuf *
bench_packet(unsigned int len, unsigned int segs)
{
	struct rte_mbuf *head = NULL, *m;
	unsigned int i, n;

	for (i = 0; i < segs; i++) {
		m = rte_pktmbuf_alloc(mbufs);
		bench_must(m != NULL, "getting an mbuf");
		n = i + 1 < segs ? len / segs : len - len / segs * (segs - 1);
		bench_must(rte_pktmbuf_append(m, n) != NULL,
			   "filling an mbuf");
		if (head == NULL)
			head = m;
		else
			bench_must(rte_pktmbuf_chain(head, m) == 0,
				   "chaining");
	}
	return head;
}

uint8_t
bench_open(const char *driver, const char *args, struct rte_mempool **pool)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1 };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 512 };
	char name[64];
	uint8_t id;

	bench_must(rte_vdev_init(driver, args) == 0, "making the device");
	id = rte_cryptodev_get_dev_id(driver);
	snprintf(name, sizeof(name), "sessions-%u", id);
	*pool = rte_cryptodev_sym_session_pool_create(name, 16,
		rte_cryptodev_sym_get_private_session_size(id), 0, 0,
		SOCKET_ID_ANY);
	bench_must(*pool != NULL, "making a pool");
	bench_must(rte_cryptodev_configure(id, &config) == 0 &&
		   rte_cryptodev_queue_pair_setup(id, 0, &qp,
						  SOCKET_ID_ANY) == 0 &&
		   rte_cryptodev_start(id) == 0, "setting up the device");
	return id;
}

void *
bench_session(uint8_t dev, struct rte_mempool *pool, struct bench_load *load)
{
	void *session;

	if (load->xform[1].type != RTE_CRYPTO_SYM_XFORM_NOT_SPECIFIED)
		load->xform[0].next = &load->xform[1];
	session = rte_cryptodev_sym_session_create(dev, load->xform, pool);
	bench_must(session != NULL, "making a session");
	return session;
}

void
bench_ops_alloc(struct rte_crypto_op **ops)
{
	struct rte_mempool *pool;

	pool = rte_crypto_op_pool_create("ops", RTE_CRYPTO_OP_TYPE_SYMMETRIC,
					 64, 0, PRIVATE_LEN, SOCKET_ID_ANY);
	bench_must(pool != NULL && rte_crypto_op_bulk_alloc(pool,
		   RTE_CRYPTO_OP_TYPE_SYMMETRIC, ops, BENCH_BURST) ==
		   BENCH_BURST, "making ops");
}

void
bench_op_fill(struct rte_crypto_op *op, const struct bench_load *load,
	      unsigned int len)
{
	struct rte_crypto_sym_op *s = op->sym;
	uint8_t *extra = rte_crypto_op_ctod_offset(op, uint8_t *, EXTRA);

	s->m_src = bench_packet(len, load->segs);
	s->m_dst = load->oop ? bench_packet(len, load->segs) : NULL;
	if (load->xform[0].type == RTE_CRYPTO_SYM_XFORM_AEAD) {
		s->aead.data.length = len;
		s->aead.aad.data = extra;
		s->aead.digest.data = extra + BENCH_AAD_LEN;
		return;
	}
	s->cipher.data.length = len;
	s->auth.data.length = len;
	s->auth.digest.data = extra;
}
