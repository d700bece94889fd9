/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Messages to hisi-pcid that are valid but for one thing. So the server gets past
 * the checks in front, and meets each edge behind them. Whatever comes, it
 * answers or ends the session, and the next one finds a function that works.
 * TEST_SCALE scales the number of messages, TEST_SEED repeats them.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "pcid_client.h"
#include "pcid_guest.h"

/* Messages at scale 1; a program with sanitizers takes a minute for them. */
#define MESSAGES 100000
/* Bytes of the ranges that are mapped, beside the fixture's. */
#define RANGE 0x10000

static unsigned int seed = 1;

static uint32_t
draw(uint32_t n)
{
	return (uint32_t)rand_r(&seed) % n;
}

/* A message, as it is sent. */
struct message {
	struct vu_header h;
	uint8_t body[256];
	size_t body_len;
	int fds[4];
	unsigned int nb_fds;
};

static void
put(struct message *m, const void *p, size_t len)
{
	memcpy(m->body + m->body_len, p, len);
	m->body_len += len;
}

/* Addresses that touch, overlap, repeat. */
static uint64_t
address(void)
{
	static const uint64_t at[] = { 0, RANGE, 2 * RANGE, RANGE / 2, GUEST,
				       GUEST - RANGE, GUEST + GUEST_SIZE };

	return at[draw(7)];
}

static void
dma(struct message *m, int memory)
{
	const struct vu_dma_map map = {
		.argsz = sizeof(map), .flags = draw(4), .addr = address(),
		.offset = draw(3) * 4096, .size = 1 + draw(RANGE),
	};
	const struct vu_dma_unmap unmap = {
		.argsz = sizeof(unmap), .addr = map.addr,
		.size = map.size * (1 + draw(3)), .flags = draw(40) == 0 ?
						     VU_UNMAP_ALL : 0,
	};

	if (m->h.command == VU_DMA_UNMAP) {
		put(m, &unmap, sizeof(unmap));
		return;
	}
	put(m, &map, sizeof(map));
	m->fds[0] = memory;
	m->nb_fds = draw(8) != 0;
}

static void
interrupts(struct message *m, int eventfd)
{
	static const uint32_t data[] = { VU_IRQ_DATA_NONE, VU_IRQ_DATA_BOOL,
					 VU_IRQ_DATA_EVENTFD };
	const uint8_t fire[HISI_QM_NB_VEC] = { 1, 0, 1 };
	struct vu_irq_set s = {
		.argsz = sizeof(s), .index = VU_IRQ_MSI,
		.flags = data[draw(3)] | VU_IRQ_ACTION_TRIGGER,
		.start = draw(HISI_QM_NB_VEC),
	};

	s.count = draw(HISI_QM_NB_VEC - s.start + 1);
	put(m, &s, sizeof(s));
	if (s.flags & VU_IRQ_DATA_BOOL)
		put(m, fire, s.count);
	if (s.flags & VU_IRQ_DATA_EVENTFD)
		for (m->nb_fds = 0; m->nb_fds < s.count; m->nb_fds++)
			m->fds[m->nb_fds] = eventfd;
}

static void
region(struct message *m)
{
	static const uint32_t regions[] = { 2, 4, VU_REGION_CONFIG };
	static const uint64_t registers[] = {
		HISI_QM_MAILBOX, HISI_QM_EQ_MASK, HISI_QM_ERR_SOURCE,
		HISI_QM_DB_EVENT_OFFSET, HISI_QM_VFT_READY, 0,
	};
	uint8_t data[64];
	struct vu_region_io io = {
		.region = regions[draw(3)], .count = 1U << draw(5),
	};
	unsigned int i;

	io.offset = io.region == 2 ? registers[draw(6)] :
		    io.region == 4 ? draw(QUEUES + 1) * HISI_QM_DB_WINDOW +
				     HISI_QM_DB_V2_OFFSET :
				     draw(4096 - 64);
	put(m, &io, sizeof(io));
	for (i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)draw(256);
	if (m->h.command == VU_REGION_WRITE)
		put(m, data, io.count);
}

/* A message that is as it should be. */
static void
valid(struct message *m, int memory, int eventfd)
{
	static const uint16_t commands[] = {
		VU_DMA_MAP, VU_DMA_UNMAP, VU_DEVICE_GET_INFO,
		VU_REGION_GET_INFO, VU_IRQ_GET_INFO, VU_IRQ_SET,
		VU_REGION_READ, VU_REGION_WRITE, VU_DEVICE_RESET,
	};
	uint32_t info[8] = { sizeof(info), 0, draw(VU_NUM_IRQS) };

	memset(m, 0, sizeof(*m));
	m->h.command = commands[draw(9)];
	switch (m->h.command) {
	case VU_DMA_MAP:
	case VU_DMA_UNMAP:
		dma(m, memory);
		break;
	case VU_IRQ_SET:
		interrupts(m, eventfd);
		break;
	case VU_REGION_READ:
	case VU_REGION_WRITE:
		region(m);
		break;
	case VU_DEVICE_RESET:
		break;
	default:
		put(m, info, sizeof(info));
	}
	m->h.size = (uint32_t)(sizeof(m->h) + m->body_len);
}

/* Break one thing, or nothing. */
static void
spoil(struct message *m, int memory)
{
	static const uint64_t edges[] = {
		0, 1, UINT32_MAX, INT64_MAX, UINT64_MAX, 1ULL << 63, 4096,
		UINT64_MAX - 4095,
	};
	uint64_t v = edges[draw(8)];
	size_t at;

	switch (draw(8)) {
	case 0: /* A field. */
		at = m->body_len >= 8 ? draw((uint32_t)m->body_len / 4) * 4 : 0;
		if (at + 8 <= m->body_len)
			memcpy(m->body + at, &v, 4 << draw(2));
		break;
	case 1: /* Cut short, and the header says so. */
		m->body_len = draw((uint32_t)m->body_len + 1);
		m->h.size = (uint32_t)(sizeof(m->h) + m->body_len);
		break;
	case 2: /* Another command with this body. */
		m->h.command = (uint16_t)draw(20);
		break;
	case 3: /* Descriptors nobody wants. */
		while (m->nb_fds < 3)
			m->fds[m->nb_fds++] = memory;
		break;
	case 4:
		m->h.flags = draw(64);
		break;
	case 5: /* Sizes that are none: the session ends. */
		if (draw(50) == 0)
			m->h.size = draw(2) ? draw(16) : (uint32_t)v;
		break;
	}
}

/* Send it. @return whether the session goes on */
static bool
exchange(struct message *m)
{
	uint8_t buf[sizeof(m->h) + sizeof(m->body)];
	size_t len = sizeof(m->h) + m->body_len;

	m->h.id = ++guest_client.id;
	memcpy(buf, &m->h, sizeof(m->h));
	memcpy(buf + sizeof(m->h), m->body, m->body_len);
	/* The rest of the message never comes. The server sees the end. */
	if (!pcid_send_raw(&guest_client, buf, len, m->fds, m->nb_fds) ||
	    m->h.size != len)
		return false;
	if ((m->h.flags & VU_F_NO_REPLY) != 0 &&
	    (m->h.flags & VU_F_TYPE) == VU_TYPE_COMMAND)
		return m->h.command != VU_VERSION;
	return pcid_reply(&guest_client, NULL, 0) != -EPIPE;
}

static void
again(void)
{
	pcid_client_again(&guest_client);
	/* As the fixture has it; a range of this test may be in the way. */
	pcid_unmap(&guest_client, 0, UINT64_MAX, VU_UNMAP_ALL);
	assert_int_equal(pcid_map(&guest_client, GUEST, GUEST_SIZE, CANARY_SIZE,
				  guest_fd, VU_DMA_READ | VU_DMA_WRITE), 0);
}

static unsigned int
number(void)
{
	const char *scale = getenv("TEST_SCALE"), *s = getenv("TEST_SEED");

	if (s != NULL)
		seed = (unsigned int)strtoul(s, NULL, 0);
	return scale == NULL ? MESSAGES :
	       (unsigned int)(MESSAGES * strtod(scale, NULL)) + 1;
}

static void
one_thing_broken(void **state)
{
	int memory = pcid_memory(RANGE + 3 * 4096, true);
	unsigned int i, n = number(), ended = 0, fds;
	struct message m;

	(void)state;
	fds = pcid_client_fds(&guest_client);
	for (i = 0; i < n; i++) {
		valid(&m, memory, memory);
		spoil(&m, memory);
		if (!exchange(&m)) {
			again();
			ended++;
		}
	}
	printf("%u messages, %u sessions ended\n", n, ended);
	/* Most are taken: a generator of nonsense would not be worth it. */
	assert_true(ended < n / 4 + 1);
	again();
	guest_canaries();
	/* Nothing is left over, neither descriptors nor memory. */
	assert_in_range(pcid_client_fds(&guest_client), 0, fds + 1);
	close(memory);
}

/* A client that shrinks its memory costs itself, not the server. */
static void
shrinking(void **state)
{
	const uint64_t at = 0x80000000;
	int memory = pcid_memory(RANGE, false);

	(void)state;
	again();
	assert_int_equal(pcid_map(&guest_client, at, RANGE, 0, memory,
				  VU_DMA_READ | VU_DMA_WRITE), 0);
	assert_int_equal(guest_mailbox(HISI_QM_MB_EQC, true, 0, at + 0x8000),
			 0);
	assert_int_equal(ftruncate(memory, 0), 0);
	assert_int_not_equal(guest_mailbox(HISI_QM_MB_SQC, false, 0,
					   at + 0x8000), 0);
	assert_true(pcid_unmap(&guest_client, at, RANGE, 0) > 0);
	close(memory);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_thing_broken),
		cmocka_unit_test(shrinking),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PATH-OF-HISI-PCID\n", argv[0]);
		return 2;
	}
	pcid_program = argv[1];
	return cmocka_run_group_tests(tests, guest_setup, guest_teardown);
}
