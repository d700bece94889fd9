/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command bench: a kind of operation, measured and checked. */

#include <string.h>

#include <rte_cryptodev.h>
#include <rte_cycles.h>
#include <rte_malloc.h>

#include "bench.h"

/* Device and libcrypto take turns: other load of the machine slows both
 * alike.
 */
#define ROUNDS 8

/* Ops on their way through a device. */
struct flight {
	uint64_t total;
	struct rte_crypto_op *idle[BENCH_MAX_IN_FLIGHT];
	unsigned int nb_idle;
	uint64_t sent, back;
};

/* Hand idle ops to the device. @return NULL or what went wrong */
static const char *
send_burst(struct bench *b, struct flight *f)
{
	unsigned int i, n = RTE_MIN(b->burst, f->nb_idle);
	struct rte_crypto_op **ops;
	uint16_t sent;

	n = RTE_MIN(n, f->total - f->sent);
	if (n == 0)
		return NULL;
	ops = &f->idle[f->nb_idle - n];
	for (i = 0; i < n; i++)
		b->kind->renew(ops[i]);
	sent = rte_cryptodev_enqueue_burst(b->dev->id, 0, ops, n);
	/* Refused for good, not for want of room. */
	if (sent < n && ops[sent]->status != RTE_CRYPTO_OP_STATUS_NOT_PROCESSED)
		return "an op is refused";
	memmove(ops, ops + sent, (n - sent) * sizeof(*ops));
	f->nb_idle -= sent;
	f->sent += sent;
	return NULL;
}

/* Take ops back. @return NULL or what went wrong */
static const char *
receive_burst(struct bench *b, struct flight *f)
{
	struct rte_crypto_op *ops[BENCH_MAX_IN_FLIGHT];
	uint16_t i, n;

	n = rte_cryptodev_dequeue_burst(b->dev->id, 0, ops, b->burst);
	f->back += n;
	for (i = 0; i < n; i++) {
		if (ops[i]->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
			return "an op ended with an error";
		f->idle[f->nb_idle++] = ops[i];
	}
	return NULL;
}

/* After a failure: nothing of ours may be freed while the device has it. */
static void
drain(struct bench *b, uint64_t in_device)
{
	uint64_t end = rte_get_timer_cycles() +
		       ST_WAIT_SECONDS * rte_get_timer_hz();
	struct rte_crypto_op *ops[BENCH_MAX_IN_FLIGHT];

	while (in_device > 0 && rte_get_timer_cycles() < end)
		in_device -= rte_cryptodev_dequeue_burst(b->dev->id, 0, ops,
							 RTE_DIM(ops));
	b->lost = in_device > 0;
}

/* n ops by the device; adds the time they take. */
static const char *
device_round(struct bench *b, uint64_t n, uint64_t *cycles)
{
	struct flight f = { .total = n, .nb_idle = b->in_flight };
	uint64_t start, now, moved, last = 0;
	const char *why = NULL;
	unsigned int i;

	for (i = 0; i < b->in_flight; i++)
		f.idle[i] = b->slots[i].op;
	start = moved = now = rte_get_timer_cycles();
	while (f.back < n && why == NULL) {
		why = send_burst(b, &f);
		if (why == NULL)
			why = receive_burst(b, &f);
		now = rte_get_timer_cycles();
		if (f.sent + f.back != last)
			moved = now;
		last = f.sent + f.back;
		if (why == NULL && f.sent == f.back &&
		    now - moved > ST_TAKE_SECONDS * rte_get_timer_hz())
			why = ST_NOT_TAKEN;
		if (why == NULL &&
		    now - moved > ST_WAIT_SECONDS * rte_get_timer_hz())
			why = ST_LATE;
	}
	*cycles += now - start;
	if (why != NULL)
		drain(b, f.sent - f.back);
	return why;
}

/* n ops by libcrypto in this thread; adds the time they take. */
static const char *
libcrypto_round(struct bench *b, uint64_t n, uint64_t *cycles)
{
	uint64_t i, start = rte_get_timer_cycles();

	for (i = 0; i < n; i++)
		if (!b->kind->by_libcrypto(b, &b->slots[i % b->in_flight]))
			return "libcrypto fails";
	*cycles += rte_get_timer_cycles() - start;
	return NULL;
}

/* Measure both. */
static const char *
rates(struct bench *b, struct bench_result *r)
{
	uint64_t device = 0, libcrypto = 0, n;
	const char *why = NULL;
	unsigned int i;

	for (i = 0; i < ROUNDS && why == NULL; i++) {
		n = b->ops * (i + 1) / ROUNDS - b->ops * i / ROUNDS;
		why = device_round(b, n, &device);
		if (why == NULL)
			why = libcrypto_round(b, n, &libcrypto);
	}
	r->device = (double)b->ops * rte_get_timer_hz() / RTE_MAX(device, 1u);
	r->libcrypto = (double)b->ops * rte_get_timer_hz() /
		       RTE_MAX(libcrypto, 1u);
	return why;
}

/* Clear old results: they must not pass for new ones. */
static void
forget_results(struct bench *b)
{
	unsigned int i;

	for (i = 0; i < b->in_flight; i++) {
		memset(b->slots[i].out, 0, sizeof(b->slots[i].out));
		b->slots[i].op->status = RTE_CRYPTO_OP_STATUS_NOT_PROCESSED;
	}
}

/* Check the slots that were used. */
static const char *
check_all(struct bench *b)
{
	const char *why = NULL;
	unsigned int i;

	for (i = 0; i < b->in_flight && why == NULL; i++)
		if (b->slots[i].op->status == RTE_CRYPTO_OP_STATUS_SUCCESS)
			why = b->kind->check(b, &b->slots[i]);
	return why;
}

/* Open a kind in a way and have each slot done once. */
static const char *
try_way(struct bench *b, unsigned int way)
{
	const char *why = b->kind->open(b, way);
	unsigned int i;

	forget_results(b);
	for (i = 0; i < b->in_flight && why == NULL; i++)
		why = bench_once(b, &b->slots[i]);
	return why != NULL ? why : check_all(b);
}

static const char *
measure(struct bench *b, struct bench_result *r)
{
	const char *why = NULL, *first = NULL;
	unsigned int way;

	for (way = 0; b->kind->ways[way] != NULL; way++) {
		r->way = b->kind->ways[way];
		why = try_way(b, way);
		if (why == NULL || b->lost)
			break;
		if (first == NULL)
			first = why;
		b->kind->close(b);
	}
	if (b->lost)
		return why;
	if (why != NULL) {
		r->way = b->kind->ways[0];
		return first;
	}
	forget_results(b);
	why = rates(b, r);
	if (why == NULL)
		why = check_all(b);
	if (!b->lost)
		b->kind->close(b);
	return why;
}

const char *
bench_run(struct bench *b, struct bench_result *r)
{
	const char *why = NULL;
	unsigned int i;

	memset(r, 0, sizeof(*r));
	b->key = rte_zmalloc(NULL, sizeof(*b->key), RTE_CACHE_LINE_SIZE);
	b->slots = rte_zmalloc(NULL, b->in_flight * sizeof(*b->slots),
			       RTE_CACHE_LINE_SIZE);
	if (b->key == NULL || b->slots == NULL)
		why = "no memory for the operands";
	for (i = 0; i < b->in_flight && why == NULL; i++) {
		b->slots[i].op = rte_crypto_op_alloc(b->dev->ops,
				RTE_CRYPTO_OP_TYPE_ASYMMETRIC);
		if (b->slots[i].op == NULL)
			why = "no ops";
	}
	if (why == NULL)
		why = measure(b, r);
	if (b->lost)
		return why;
	for (i = 0; b->slots != NULL && i < b->in_flight; i++)
		rte_crypto_op_free(b->slots[i].op);
	rte_free(b->slots);
	rte_free(b->key);
	return why;
}
