/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file A ZIP queue file driven by hand (zip.md 3 to 7), and slow data. */

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cases.h"
#include "hostile.h"
#include "raw.h"

#define SLOW_SIZE (2U << 20)
#define LIST_ENTRIES 255
#define LIST_STRIDE (64 + LIST_ENTRIES * 32 + 32)

void
zip_open(struct zip_queue *q, uint16_t type)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = type };

	memset(q, 0, sizeof(*q));
	q->phase = 1;
	q->fd = raw_open_fd("hisi_zip-");
	EXPECT(q->fd >= 0, "open: %s", strerror(errno));
	EXPECT(ioctl(q->fd, HISI_QM_SET_QP_CTX, &ctx) == 0, "%s",
	       strerror(errno));
	q->qn = ctx.qn;
	q->mmio = raw_map(q->fd, HISI_QM_REGION_MMIO, RAW_MMIO);
	q->dus = raw_map(q->fd, HISI_QM_REGION_DUS, RAW_DUS);
	EXPECT(q->mmio != MAP_FAILED && q->dus != MAP_FAILED, "map");
	EXPECT(ioctl(q->fd, HISI_UACCE_START_Q) == 0, "start: %s",
	       strerror(errno));
}

void
zip_close(struct zip_queue *q)
{
	munmap(q->mmio, RAW_MMIO);
	munmap(q->dus, RAW_DUS);
	close(q->fd);
}

static void
ring(struct zip_queue *q, uint64_t cmd, uint32_t index)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	*(volatile uint64_t *)(void *)(q->mmio + 0x1000) =
		q->qn | cmd << 12 | (uint64_t)index << 32;
}

void
zip_submit(struct zip_queue *q, const struct hisi_zip_sqe *sqe)
{
	memcpy(q->dus + q->tail * RAW_SQE, sqe, sizeof(*sqe));
	q->tail = (q->tail + 1) % RAW_DEPTH;
	ring(q, 0, q->tail);
}

enum zip_wait
zip_wait(struct zip_queue *q, double seconds)
{
	const uint32_t *cqe = (const uint32_t *)(const void *)
		(q->dus + RAW_DEPTH * RAW_SQE + q->head * 16);
	const uint32_t *dead = (const uint32_t *)(const void *)
		(q->dus + RAW_DUS - 8);
	double end = raw_now() + seconds;

	while ((__atomic_load_n(&cqe[3], __ATOMIC_ACQUIRE) >> 16 & 1) !=
	       q->phase) {
		if (__atomic_load_n(dead, __ATOMIC_ACQUIRE) != 0)
			return ZIP_DEAD;
		if (raw_now() > end)
			return ZIP_LATE;
		usleep(50);
	}
	if (++q->head == RAW_DEPTH) {
		q->head = 0;
		q->phase ^= 1;
	}
	ring(q, 1, q->head);
	return ZIP_DONE;
}

struct hisi_zip_sqe
zip_flat(const void *in, uint32_t len, void *out, uint32_t room)
{
	return (struct hisi_zip_sqe){
		.input_len = len, .out_avail = room,
		.src = (uintptr_t)in, .dst = (uintptr_t)out,
		.w7 = 3U << 28, .w9 = 1 | 4 << 12,
	};
}

struct hisi_qm_sgl *
zip_aliased(void *p, uint32_t len, unsigned int n)
{
	unsigned int lists = (n + LIST_ENTRIES - 1) / LIST_ENTRIES, i, j, k;
	uint8_t *first = vm_anon((size_t)lists * LIST_STRIDE);
	struct hisi_qm_sgl *s;

	for (i = 0; i < lists; i++, n -= k) {
		s = (void *)(first + (size_t)i * LIST_STRIDE);
		k = n > LIST_ENTRIES ? LIST_ENTRIES : n;
		s->used = k;
		s->capacity = k;
		s->chain_sum = k;
		if (i + 1 < lists)
			s->next = (uintptr_t)s + LIST_STRIDE;
		for (j = 0; j < k; j++) {
			s->sge[j].addr = (uintptr_t)p;
			s->sge[j].len = len;
		}
	}
	return (void *)first;
}

/** Bits under construction. */
struct bits {
	uint8_t *p;
	unsigned long n;
};

static void
put(struct bits *b, unsigned int value, int count)
{
	int i;

	for (i = 0; i < count; i++, b->n++)
		if (value >> i & 1)
			b->p[b->n / 8] |= 1 << (b->n % 8);
}

/* A block with tables for two codes, of which it has the end only. */
static void
empty_dynamic_block(struct bits *b)
{
	int i;

	put(b, 0, 1);
	put(b, 2, 2);
	put(b, 0, 5);
	put(b, 0, 5);
	put(b, 14, 4);
	/* Of the 18 lengths sent, in their order, 18 and 1 have one bit. */
	for (i = 0; i < 18; i++)
		put(b, i == 2 || i == 17, 3);
	put(b, 0, 1);
	put(b, 1, 1);
	put(b, 138 - 11, 7);
	put(b, 1, 1);
	put(b, 117 - 11, 7);
	put(b, 0, 1);
	put(b, 0, 1);
	put(b, 1, 1);
}

uint8_t *
zip_slow_data(uint32_t *len)
{
	struct bits b = { .p = vm_anon(SLOW_SIZE) };
	unsigned long one;

	empty_dynamic_block(&b);
	one = b.n;
	while (b.n / 8 + one < SLOW_SIZE)
		empty_dynamic_block(&b);
	*len = b.n / 8;
	return b.p;
}
