/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The proof that no payload byte was copied. The log says where each packet
 * was received; the traces say which memory the descriptors named. Buffers are
 * used again and again, so the ranges are compared as multisets.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "chain_wire.h"
#include "check.h"

/* A pair of ranges; the second is empty where only one matters. */
struct use {
	struct mem_range a;
	struct mem_range b;
};

struct use_list {
	struct use *use;
	size_t nb;
};

static int
compare_numbers(uint64_t a, uint64_t b)
{
	return a < b ? -1 : a > b;
}

static int
compare_first(const struct use *a, const struct use *b)
{
	int ret = compare_numbers(a->a.addr, b->a.addr);

	return ret != 0 ? ret : compare_numbers(a->a.len, b->a.len);
}

static int
compare_uses(const void *x, const void *y)
{
	const struct use *a = x, *b = y;
	int ret = compare_first(a, b);

	if (ret == 0)
		ret = compare_numbers(a->b.addr, b->b.addr);
	return ret != 0 ? ret : compare_numbers(a->b.len, b->b.len);
}

static bool
inside(const struct mem_range *in, const struct mem_range *out)
{
	return in->addr >= out->addr && in->addr - out->addr <= out->len &&
	       in->len <= out->len - (in->addr - out->addr);
}

/* Memory that a stage must have used, according to a line of the log. */
static bool
expected_use(enum check_stage stage, const struct log_record *r,
	     struct use *u)
{
	memset(u, 0, sizeof(*u));
	switch (stage) {
	case CHECK_RSA:
		u->a = r->key;
		break;
	case CHECK_AEAD:
		u->a = r->aad;
		u->a.len += r->payload.len;
		u->b = r->payload;
		break;
	case CHECK_DEFLATE:
		u->a = r->payload;
		u->b = r->out;
		return r->out.len != 0;
	}
	return u->a.len != 0;
}

static int
expected_uses(enum check_stage stage, const struct log *log,
	      struct use_list *l)
{
	size_t i;

	l->nb = 0;
	l->use = calloc(log->nb + 1, sizeof(*l->use));
	for (i = 0; l->use != NULL && i < log->nb; i++)
		l->nb += expected_use(stage, &log->record[i], &l->use[l->nb]);
	return l->use != NULL ? 0 : -1;
}

static int
traced_uses(const struct trace *t, struct use_list *l)
{
	size_t i;

	l->nb = t->nb;
	l->use = calloc(t->nb + 1, sizeof(*l->use));
	for (i = 0; l->use != NULL && i < t->nb; i++) {
		l->use[i].a = t->record[i].src;
		l->use[i].b = t->record[i].dst;
	}
	return l->use != NULL ? 0 : -1;
}

/* Output lies in its buffer, behind the headers. Any other range is equal to
 * that of the log.
 */
static int
compare_pair(enum check_stage stage, const struct use *want,
	     const struct use *got)
{
	int ret;

	if (stage != CHECK_DEFLATE)
		return compare_uses(want, got);
	ret = compare_first(want, got);
	if (ret != 0 || inside(&got->b, &want->b))
		return ret;
	return compare_numbers(want->b.addr, got->b.addr) < 0 ? -1 : 1;
}

/* Count ranges of the trace that are not in the log; *first is one of them. */
static size_t
count_strangers(enum check_stage stage, const struct use_list *want,
		const struct use_list *got, const struct use **first)
{
	size_t i = 0, j = 0, strangers = 0;
	int ret;

	while (j < got->nb) {
		ret = i < want->nb ? compare_pair(stage, &want->use[i],
						  &got->use[j]) : 1;
		if (ret < 0) {
			i++;
			continue;
		}
		if (ret > 0) {
			if (strangers++ == 0)
				*first = &got->use[j];
		} else {
			i++;
		}
		j++;
	}
	return strangers;
}

static void
compare_lists(struct check *c, enum check_stage stage, const char *what,
	      struct use_list *want, struct use_list *got)
{
	const struct use *first = NULL;
	size_t strangers;

	qsort(want->use, want->nb, sizeof(*want->use), compare_uses);
	qsort(got->use, got->nb, sizeof(*got->use), compare_uses);
	strangers = count_strangers(stage, want, got, &first);
	if (strangers > 0)
		check_failed(c, what, "%zu of %zu descriptors do not work where a packet was received, one on 0x%"
			     PRIx64 "+%" PRIu64 ": the payload was copied",
			     strangers, got->nb, first->a.addr, first->a.len);
	else if (got->nb != want->nb)
		check_failed(c, what, "%zu descriptors, %zu expected",
			     got->nb, want->nb);
	else
		check_ok(c, what, "%zu descriptors, all at addresses of received packets",
			 got->nb);
}

static void
check_stage(struct check *c, enum check_stage stage, const char *what,
	    const struct log *log)
{
	struct use_list want = { 0 }, got = { 0 };
	char error[256];
	struct trace t;

	if (trace_read(c->trace_path[stage], stage, &t, error,
		       sizeof(error)) != 0)
		check_failed(c, what, "%s", error);
	else if (expected_uses(stage, log, &want) != 0 ||
		 traced_uses(&t, &got) != 0)
		check_failed(c, what, "no memory");
	else
		compare_lists(c, stage, what, &want, &got);
	free(want.use);
	free(got.use);
	trace_free(&t);
}

/* A line of the log must fit the wrapped packet it is about. */
static const char *
check_log_line(const struct log_record *r, const struct check_packet *p)
{
	uint64_t payload = r->rx.addr + p->l.payload;

	if (p->wrapped == NULL || r->rx.len != p->wrapped->len)
		return "the received buffer has not the packet's length";
	if (p->plain)
		return strcmp(r->result, "passed") == 0 && r->key.len == 0 ?
		       NULL : "a packet without payload was not passed on";
	if (strcmp(r->result, "compressed") != 0)
		return "the packet was not compressed";
	if (r->sequence != p->sequence)
		return "the sequence number is not the packet's";
	if (r->key.addr != payload || r->key.len != CHAIN_KEY_LEN ||
	    r->aad.addr != payload + CHAIN_KEY_LEN ||
	    r->aad.len != CHAIN_HEADER_LEN ||
	    r->payload.addr != r->aad.addr + CHAIN_HEADER_LEN ||
	    r->payload.len != p->l.payload_len)
		return "key, AAD or payload are not where they are in the packet";
	if (!inside(&r->key, &r->rx) || !inside(&r->aad, &r->rx) ||
	    !inside(&r->payload, &r->rx))
		return "key, AAD or payload are not in the received buffer";
	return r->out.len > 0 ? NULL : "there is no output buffer";
}

static bool
check_log(struct check *c, const struct log *log)
{
	const char *what = "log of addresses", *why = NULL;
	size_t i;

	for (i = 0; i < log->nb && i < c->nb && why == NULL; i++)
		why = check_log_line(&log->record[i], &c->packet[i]);
	if (why != NULL)
		check_failed(c, what, "line %zu: %s", i, why);
	else if (log->nb != c->nb)
		check_failed(c, what, "%zu lines, %zu expected", log->nb,
			     c->nb);
	else
		check_ok(c, what, "%zu lines, all parts in the received buffers",
			 log->nb);
	return why == NULL && log->nb == c->nb;
}

void
check_no_copy(struct check *c)
{
	char error[256];
	struct log log;

	if (log_read(c->log_path, &log, error, sizeof(error)) != 0) {
		check_failed(c, "log of addresses", "%s", error);
	} else if (check_log(c, &log)) {
		check_stage(c, CHECK_RSA, "no copy: RSA input", &log);
		check_stage(c, CHECK_AEAD, "no copy: AES-GCM in place", &log);
		check_stage(c, CHECK_DEFLATE, "no copy: DEFLATE source",
			    &log);
	}
	log_free(&log);
}
