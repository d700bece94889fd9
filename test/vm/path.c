/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <openssl/evp.h>
#include <rte_debug.h>

#include "path.h"

#define IV_OFFSET (sizeof(struct rte_crypto_op) + \
		   sizeof(struct rte_crypto_sym_op))
#define IV_SIZE 16
/* Input, then the number it was made from. */
#define PRIVATE (IV_SIZE + sizeof(uint64_t))

static uint8_t key[16] = "0123456789abcdef";

double
path_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

static uint64_t *
number_of(struct rte_crypto_op *op)
{
	return rte_crypto_op_ctod_offset(op, uint64_t *, IV_OFFSET + IV_SIZE);
}

/* splitmix64 */
void
path_fill(uint8_t *out, uint32_t len, uint64_t seed)
{
	uint64_t z;
	uint32_t i;

	for (i = 0; i < len; i += sizeof(z)) {
		z = seed += 0x9e3779b97f4a7c15ULL;
		z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
		z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
		memcpy(out + i, &z, sizeof(z));
	}
}

/* Other data in place of what the op had. */
static void
refill(struct path *p, struct rte_crypto_op *op, uint64_t number)
{
	uint64_t seed = (uint64_t)p->seed << 40 ^ number;

	*number_of(op) = seed;
	path_fill(rte_pktmbuf_mtod(op->sym->m_src, uint8_t *), p->size, seed);
	path_fill(rte_crypto_op_ctod_offset(op, uint8_t *, IV_OFFSET), IV_SIZE,
		  ~seed);
}

static bool
right(struct path *p, struct rte_crypto_op *op)
{
	uint8_t in[PATH_MAX_SIZE], ref[PATH_MAX_SIZE];
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n = 0;

	path_fill(in, p->size, *number_of(op));
	if (c == NULL ||
	    EVP_EncryptInit_ex(c, EVP_aes_128_cbc(), NULL, key,
			       rte_crypto_op_ctod_offset(op, uint8_t *,
							 IV_OFFSET)) != 1 ||
	    EVP_EncryptUpdate(c, ref, &n, in, p->size) != 1)
		rte_panic("OpenSSL\n");
	EVP_CIPHER_CTX_free(c);
	return memcmp(rte_pktmbuf_mtod(op->sym->m_dst, uint8_t *), ref,
		      p->size) == 0;
}

static void
session_open(struct path *p)
{
	struct rte_crypto_sym_xform x = {
		.type = RTE_CRYPTO_SYM_XFORM_CIPHER,
		.cipher = {
			.op = RTE_CRYPTO_CIPHER_OP_ENCRYPT,
			.algo = RTE_CRYPTO_CIPHER_AES_CBC,
			.key = { .data = key, .length = sizeof(key) },
			.iv = { .offset = IV_OFFSET, .length = IV_SIZE },
		},
	};

	p->session_pool = rte_cryptodev_sym_session_pool_create("sessions", 8,
			rte_cryptodev_sym_get_private_session_size(p->id), 0,
			0, SOCKET_ID_ANY);
	if (p->session_pool == NULL)
		rte_exit(1, "no memory for sessions\n");
	p->session = rte_cryptodev_sym_session_create(p->id, &x,
						      p->session_pool);
	if (p->session == NULL)
		rte_exit(1, "no session\n");
}

static void
device_open(struct path *p)
{
	struct rte_cryptodev_config conf = { .nb_queue_pairs = 1,
		.socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 256 };

	if (rte_cryptodev_devices_get("crypto_hisi_sec", &p->id, 1) != 1)
		rte_exit(1, "no device\n");
	if (rte_cryptodev_configure(p->id, &conf) != 0 ||
	    rte_cryptodev_queue_pair_setup(p->id, 0, &qp,
					   SOCKET_ID_ANY) != 0 ||
	    rte_cryptodev_start(p->id) != 0)
		rte_exit(1, "the device does not start\n");
}

/* The data is not touched: its pages may be absent. */
static struct rte_mbuf *
mbuf_make(struct path *p)
{
	struct rte_mbuf *m = rte_pktmbuf_alloc(p->mbuf_pool);

	if (m == NULL || rte_pktmbuf_append(m, p->size) == NULL)
		rte_exit(1, "no mbuf\n");
	return m;
}

static void
ops_make(struct path *p)
{
	struct rte_crypto_op *op;

	p->op_pool = rte_crypto_op_pool_create("ops",
			RTE_CRYPTO_OP_TYPE_SYMMETRIC, PATH_DEPTH, 0, PRIVATE,
			SOCKET_ID_ANY);
	p->mbuf_pool = rte_pktmbuf_pool_create("mbufs", 2 * PATH_DEPTH,
			0, 0, PATH_MAX_SIZE + RTE_PKTMBUF_HEADROOM,
			SOCKET_ID_ANY);
	if (p->op_pool == NULL || p->mbuf_pool == NULL)
		rte_exit(1, "no memory for ops\n");
	for (p->nb_free = 0; p->nb_free < PATH_DEPTH; p->nb_free++) {
		op = rte_crypto_op_alloc(p->op_pool,
					 RTE_CRYPTO_OP_TYPE_SYMMETRIC);
		if (op == NULL)
			rte_exit(1, "no op\n");
		op->sym->m_src = mbuf_make(p);
		op->sym->m_dst = mbuf_make(p);
		op->sym->cipher.data.length = p->size;
		rte_crypto_op_attach_sym_session(op, p->session);
		p->free[p->nb_free] = op;
	}
}

void
path_open(struct path *p, uint32_t size, uint32_t seed)
{
	memset(p, 0, sizeof(*p));
	p->size = size;
	p->seed = seed;
	device_open(p);
	session_open(p);
	ops_make(p);
}

void
path_close(struct path *p)
{
	rte_cryptodev_sym_session_free(p->id, p->session);
	rte_cryptodev_stop(p->id);
	rte_cryptodev_close(p->id);
}

static void
take_back(struct path *p, struct rte_crypto_op **ops, uint16_t n, bool check,
	  struct path_result *r)
{
	uint16_t i;

	for (i = 0; i < n; i++) {
		if (ops[i]->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
			r->failed++;
		else if (check && !right(p, ops[i]))
			r->wrong++;
		else
			r->ok++;
		p->free[p->nb_free++] = ops[i];
	}
}

/* Put ops on the device, up to `depth` in flight. */
static void
put_out(struct path *p, uint64_t total, uint32_t depth, bool check,
	struct path_result *r)
{
	uint32_t out = PATH_DEPTH - p->nb_free;
	uint32_t want = out < depth ? depth - out : 0;
	struct rte_crypto_op **ops;
	uint16_t n;
	uint32_t i;

	if (want > total - r->enqueued)
		want = total - r->enqueued;
	if (want == 0)
		return;
	ops = &p->free[p->nb_free - want];
	for (i = 0; check && i < want; i++)
		refill(p, ops[i], r->enqueued + i);
	n = rte_cryptodev_enqueue_burst(p->id, 0, ops, want);
	r->enqueued += n;
	/* The ops that were taken are in front; the rest moves down. */
	memmove(ops, ops + n, (want - n) * sizeof(*ops));
	p->nb_free -= n;
	/* There is always room for `depth`: it was refused. */
	if (n == 0)
		r->died = true;
}

void
path_stream(struct path *p, uint64_t total, uint32_t depth, bool check,
	    struct path_result *r)
{
	struct rte_crypto_op *ops[PATH_DEPTH];
	uint16_t n;

	memset(r, 0, sizeof(*r));
	while (p->nb_free < PATH_DEPTH ||
	       (r->enqueued < total && !r->died)) {
		if (!r->died)
			put_out(p, total, depth, check, r);
		n = rte_cryptodev_dequeue_burst(p->id, 0, ops, PATH_DEPTH);
		if (n == 0 && p->yield)
			sched_yield();
		take_back(p, ops, n, check, r);
	}
}
