/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * hisi-pcid and clients that break the protocol: truncated, oversized and
 * unordered messages, wrong values, descriptors of every sort. A session may
 * end, the server never does, and the next client finds it in order.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cmocka.h>

#include "pcid_client.h"

#define MAX_MSG 8192
#define MAX_FDS 8
#define MAX_REGIONS 512
#define PAGE 4096U
#define RANDOM_MESSAGES 20000

static struct pcid_client c;

static int
setup(void **state)
{
	(void)state;
	pcid_client_start(&c, "zip", "v3");
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	pcid_client_stop(&c);
	return 0;
}

/* The server must have ended the session, not just be slow. */
static void
ended(void)
{
	struct vu_header h;

	assert_int_equal(recv(c.fd, &h, sizeof(h), 0), 0);
	pcid_client_again(&c);
}

static void
send_header(uint16_t command, uint32_t size, uint32_t flags)
{
	const struct vu_header h = {
		.id = ++c.id, .command = command, .size = size,
		.flags = flags,
	};

	assert_true(pcid_send_raw(&c, &h, sizeof(h), NULL, 0));
}

/* Every command before the greeting, and a second greeting. */
static void
greeting(void **state)
{
	uint16_t cmd;

	(void)state;
	for (cmd = 0; cmd < 32; cmd++) {
		if (cmd == VU_VERSION)
			continue;
		send_header(cmd, sizeof(struct vu_header), VU_TYPE_COMMAND);
		ended();
		pcid_client_disconnect(&c);
		pcid_client_connect(&c);
	}
	assert_int_equal(pcid_version(&c, 1), -EINVAL);
	assert_true(pcid_version(&c, 0) > 0);
	assert_int_equal(pcid_version(&c, 0), -EINVAL);
}

/* Sizes that no message has; a reply to nothing. */
static void
framing(void **state)
{
	static const uint32_t bad[] = { 0, 1, 15, MAX_MSG + 1, 1U << 31,
					UINT32_MAX };
	unsigned int i;

	(void)state;
	pcid_client_again(&c);
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		send_header(VU_DEVICE_GET_INFO, bad[i], VU_TYPE_COMMAND);
		ended();
	}
	send_header(VU_DEVICE_GET_INFO, sizeof(struct vu_header),
		    VU_TYPE_REPLY);
	ended();
}

/* A message that never ends, and one that comes byte by byte. */
static void
pieces(void **state)
{
	struct vu_device_info info;
	const struct vu_header h = {
		.id = 77, .command = VU_DEVICE_GET_INFO, .size = sizeof(h),
	};
	struct vu_header two[2] = { h, h };
	unsigned int i;

	(void)state;
	for (i = 1; i < sizeof(h); i++) {
		assert_true(pcid_send_raw(&c, &h, i, NULL, 0));
		pcid_client_again(&c);
	}
	for (i = 0; i < sizeof(h); i++)
		assert_true(pcid_send_raw(&c, (const uint8_t *)&h + i, 1,
					  NULL, 0));
	c.id = 77;
	assert_int_equal(pcid_reply(&c, &info, sizeof(info)), sizeof(info));
	assert_int_equal(info.num_regions, VU_NUM_REGIONS);
	/* Two in one piece; the second asks for no reply. */
	two[1].flags = VU_F_NO_REPLY;
	assert_true(pcid_send_raw(&c, two, sizeof(two), NULL, 0));
	assert_int_equal(pcid_reply(&c, NULL, 0), sizeof(info));
	pcid_client_again(&c);
}

/* Every command with a payload of every size below its own. */
static void
short_payload(void **state)
{
	static const struct {
		uint16_t command;
		size_t size;
	} fixed[] = {
		{ VU_DMA_MAP, sizeof(struct vu_dma_map) },
		{ VU_DMA_UNMAP, sizeof(struct vu_dma_unmap) },
		{ VU_REGION_GET_INFO, sizeof(struct vu_region_info) },
		{ VU_IRQ_GET_INFO, sizeof(struct vu_irq_info) },
		{ VU_IRQ_SET, sizeof(struct vu_irq_set) },
		{ VU_REGION_READ, sizeof(struct vu_region_io) },
		{ VU_REGION_WRITE, sizeof(struct vu_region_io) },
	};
	uint8_t payload[64] = { 0 };
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++)
		for (n = 0; n < fixed[i].size; n++)
			assert_int_equal(pcid_call(&c, fixed[i].command,
				payload, n, NULL, 0, NULL, 0), -EINVAL);
	for (i = 14; i < 64; i++)
		assert_int_equal(pcid_call(&c, (uint16_t)i, payload,
			sizeof(payload), NULL, 0, NULL, 0), -ENOTSUP);
}

/* Regions: beyond the end, empty, too long, none. */
static void
regions(void **state)
{
	static const uint32_t sizes[VU_NUM_REGIONS] = {
		[2] = 4 << 20, [4] = 64 << 20, [VU_REGION_CONFIG] = 4096,
	};
	uint8_t buf[4096] = { 0 };
	uint32_t r;

	(void)state;
	for (r = 0; r < VU_NUM_REGIONS + 2; r++) {
		uint64_t size = r < VU_NUM_REGIONS ? sizes[r] : 0;

		if (size == 0) {
			assert_int_equal(pcid_region_read(&c, r, 0, buf, 4),
					 -EINVAL);
			continue;
		}
		assert_int_equal(pcid_region_read(&c, r, size - 4, buf, 4), 4);
		assert_int_equal(pcid_region_read(&c, r, size - 3, buf, 4),
				 -EINVAL);
		assert_int_equal(pcid_region_read(&c, r, size, buf, 1),
				 -EINVAL);
		assert_int_equal(pcid_region_read(&c, r, UINT64_MAX, buf, 4),
				 -EINVAL);
		assert_int_equal(pcid_region_read(&c, r, 0, buf, 0), -EINVAL);
		assert_int_equal(pcid_region_write(&c, r, size - 3, buf, 4),
				 -EINVAL);
		assert_int_equal(pcid_region_write(&c, r, size - 4, buf, 4),
				 sizeof(struct vu_region_io));
	}
	/* More is asked for than a message holds. */
	r = 2;
	assert_int_equal(pcid_region_read(&c, r, 0, buf, UINT32_MAX), -EINVAL);
	assert_int_equal(pcid_region_read(&c, r, 0, buf, MAX_MSG), -EINVAL);
}

static void
irq_refused(uint32_t flags, uint32_t index, uint32_t start, uint32_t count,
	    int want)
{
	const struct vu_irq_set s = {
		.argsz = sizeof(s), .flags = flags, .index = index,
		.start = start, .count = count,
	};

	assert_int_equal(pcid_call(&c, VU_IRQ_SET, &s, sizeof(s), NULL, 0,
				   NULL, 0), want);
}

/* Interrupts: ranges, kinds of data, numbers of descriptors. */
static void
vectors(void **state)
{
	const uint32_t none = VU_IRQ_DATA_NONE | VU_IRQ_ACTION_TRIGGER;
	uint64_t count;
	int fds[5], i;

	(void)state;
	for (i = 0; i < 5; i++)
		fds[i] = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	irq_refused(none, VU_NUM_IRQS, 0, 1, -EINVAL);
	irq_refused(none, VU_IRQ_MSI, 4, 1, -EINVAL);
	irq_refused(none, VU_IRQ_MSI, 0, 5, -EINVAL);
	irq_refused(none, VU_IRQ_MSI, UINT32_MAX, 2, -EINVAL);
	irq_refused(none, VU_IRQ_MSI, 1, UINT32_MAX, -EINVAL);
	irq_refused(none, 0, 0, 1, -EINVAL);
	irq_refused(VU_IRQ_ACTION_TRIGGER, VU_IRQ_MSI, 0, 4, -EINVAL);
	irq_refused(VU_IRQ_ACTION_TRIGGER | VU_IRQ_DATA_BOOL, VU_IRQ_MSI, 0,
		    4, -EINVAL);
	irq_refused(none | VU_IRQ_DATA_EVENTFD, VU_IRQ_MSI, 0, 1, -EINVAL);
	irq_refused(VU_IRQ_DATA_NONE | VU_IRQ_ACTION_MASK, VU_IRQ_MSI, 0, 1,
		    -ENOTSUP);
	assert_int_equal(pcid_vectors(&c, fds, 5), -EINVAL);
	assert_int_equal(pcid_vectors(&c, fds, 4), 0);
	assert_int_equal(pcid_fire(&c, 2), 0);
	assert_int_equal(read(fds[2], &count, sizeof(count)), sizeof(count));
	assert_int_equal(count, 1);
	assert_int_equal(read(fds[1], &count, sizeof(count)), -1);
	for (i = 0; i < 5; i++)
		close(fds[i]);
}

/* Vectors that are a full counter, a full pipe, a pipe nobody reads. */
static void
vectors_that_block(void **state)
{
	const uint64_t full = UINT64_MAX - 1;
	uint8_t page[PAGE] = { 0 };
	int ev = eventfd(0, EFD_CLOEXEC), pipe1[2], pipe2[2], fds[4], i;

	(void)state;
	assert_int_equal(write(ev, &full, sizeof(full)), sizeof(full));
	assert_int_equal(pipe(pipe1), 0);
	assert_int_equal(pipe(pipe2), 0);
	fcntl(pipe1[1], F_SETFL, O_NONBLOCK);
	while (write(pipe1[1], page, sizeof(page)) > 0)
		;
	fcntl(pipe1[1], F_SETFL, 0);
	close(pipe2[0]);
	fds[0] = ev;
	fds[1] = pipe1[1];
	fds[2] = pipe2[1];
	fds[3] = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_int_equal(pcid_vectors(&c, fds, 4), 0);
	for (i = 0; i < 4; i++)
		assert_int_equal(pcid_fire(&c, (uint32_t)i), 0);
	/* The client may clear the bits that the server set. */
	for (i = 0; i < 2; i++) {
		fcntl(fds[i], F_SETFL, 0);
		assert_int_equal(pcid_fire(&c, (uint32_t)i), 0);
	}
	for (i = 0; i < 4; i++)
		close(fds[i]);
	close(pipe1[0]);
	pcid_client_again(&c);
}

/* Ranges of memory that cannot be, and more of them than there is room. */
static void
memory(void **state)
{
	int fd = pcid_memory(2 * PAGE, true);
	const uint32_t rw = VU_DMA_READ | VU_DMA_WRITE;
	const uint64_t top = UINT64_MAX - PAGE + 1;
	unsigned int i;

	(void)state;
	assert_int_equal(pcid_map(&c, 0, 0, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, top + 1, PAGE, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, 0, UINT64_MAX, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, 0, 3 * PAGE, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, 0, PAGE, 2 * PAGE, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, 0, PAGE, UINT64_MAX, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, top, PAGE, 0, fd, rw), 0);
	assert_int_equal(pcid_map(&c, 8 * PAGE, 2 * PAGE, 0, fd, rw), 0);
	assert_int_equal(pcid_map(&c, 9 * PAGE, PAGE, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_map(&c, 7 * PAGE, 2 * PAGE, 0, fd, rw), -EINVAL);
	assert_int_equal(pcid_unmap(&c, 0, PAGE, 0), -ENOENT);
	assert_int_equal(pcid_unmap(&c, 8 * PAGE, PAGE, 0), -ENOENT);
	assert_int_equal(pcid_unmap(&c, 2, UINT64_MAX, 0), -EINVAL);
	for (i = 2; i < MAX_REGIONS; i++)
		assert_int_equal(pcid_map(&c, (100 + i) * PAGE, PAGE, 0, -1,
					  rw), 0);
	assert_int_equal(pcid_map(&c, 0, PAGE, 0, fd, rw), -ENOSPC);
	assert_true(pcid_unmap(&c, 0, 0, VU_UNMAP_ALL) > 0);
	assert_int_equal(pcid_map(&c, 0, PAGE, 0, fd, rw), 0);
	close(fd);
}

/* A hugepage that the host cannot supply would end the server. */
static void
hugepages(void **state)
{
	int fd = memfd_create("huge", MFD_CLOEXEC | MFD_HUGETLB);

	(void)state;
	if (fd < 0)
		skip(); /* A kernel without hugepages. */
	assert_int_equal(pcid_map(&c, 64 * PAGE, PAGE, 0, fd, VU_DMA_READ |
				  VU_DMA_WRITE), -EOPNOTSUPP);
	close(fd);
}

/* More descriptors than allowed, and with messages that take none. */
static void
descriptors(void **state)
{
	const struct vu_header h = { .command = VU_DEVICE_RESET,
				     .size = sizeof(h) };
	unsigned int before, i;
	int fds[MAX_FDS + 1];

	(void)state;
	for (i = 0; i <= MAX_FDS; i++)
		fds[i] = eventfd(0, EFD_CLOEXEC);
	pcid_client_again(&c);
	before = pcid_client_fds(&c);
	for (i = 0; i < 100; i++)
		assert_int_equal(pcid_call(&c, (uint16_t)(i % 16 + 2), NULL, 0,
					   fds, MAX_FDS, NULL, 0) == -EPIPE,
				 0);
	/* Closed after the reply: one more makes sure of it. */
	assert_int_equal(pcid_call(&c, VU_DEVICE_RESET, NULL, 0, NULL, 0,
				   NULL, 0), 0);
	assert_int_equal(pcid_client_fds(&c), before);
	assert_true(pcid_send_raw(&c, &h, sizeof(h), fds, MAX_FDS + 1));
	ended();
	/* Half a message, with descriptors. */
	assert_true(pcid_send_raw(&c, &h, 8, fds, MAX_FDS));
	pcid_client_again(&c);
	assert_int_equal(pcid_client_fds(&c), before);
	for (i = 0; i <= MAX_FDS; i++)
		close(fds[i]);
}

/* A client that asks and does not read is given up. */
static void
deaf_client(void **state)
{
	const struct vu_header h = { .command = VU_DEVICE_GET_INFO,
				     .size = sizeof(h) };

	(void)state;
	while (pcid_send_raw(&c, &h, sizeof(h), NULL, 0))
		;
	pcid_client_again(&c);
}

static void
random_message(uint8_t *msg, unsigned int *seed, int *fds, unsigned int *nb)
{
	struct vu_header h = {
		.id = (uint16_t)rand_r(seed),
		.command = (uint16_t)(rand_r(seed) % 16),
		.flags = rand_r(seed) % 8 ? 0 : VU_F_NO_REPLY,
	};
	uint32_t i, n = (uint32_t)(rand_r(seed) % 64), word;

	for (i = 0; i < n; i += sizeof(word)) {
		/* Mostly small numbers, which get further. */
		word = (uint32_t)rand_r(seed) >> rand_r(seed) % 32;
		memcpy(msg + sizeof(h) + i, &word, sizeof(word));
	}
	h.size = (uint32_t)sizeof(h) + n;
	if (rand_r(seed) % 500 == 0)
		h.size = (uint32_t)rand_r(seed);
	memcpy(msg, &h, sizeof(h));
	*nb = rand_r(seed) % 4 ? 0 : (unsigned int)rand_r(seed) % 5;
	for (i = 0; i < *nb; i++)
		fds[i] = fds[MAX_FDS];
}

/* Anything: replies are read and thrown away. */
static void
random_messages(void **state)
{
	unsigned int seed = 7, i, nb, sessions = 0;
	int fds[MAX_FDS + 1];
	uint8_t msg[256];
	struct vu_header h;

	(void)state;
	fds[MAX_FDS] = pcid_memory(PAGE, true);
	for (i = 0; i < RANDOM_MESSAGES; i++) {
		random_message(msg, &seed, fds, &nb);
		memcpy(&h, msg, sizeof(h));
		if (pcid_send_raw(&c, msg, h.size < sizeof(msg) ? h.size :
				  sizeof(msg), fds, nb) &&
		    h.size <= sizeof(msg) && h.size >= sizeof(h)) {
			c.id = h.id;
			if ((h.flags & VU_F_NO_REPLY) != 0 ||
			    pcid_reply(&c, NULL, 0) != -EPIPE)
				continue;
		}
		sessions++;
		pcid_client_again(&c);
	}
	close(fds[MAX_FDS]);
	/* Most were messages, some were not. */
	assert_in_range(sessions, 5, RANDOM_MESSAGES / 20);
	pcid_client_again(&c);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(greeting),
		cmocka_unit_test(framing),
		cmocka_unit_test(pieces),
		cmocka_unit_test(short_payload),
		cmocka_unit_test(regions),
		cmocka_unit_test(vectors),
		cmocka_unit_test(vectors_that_block),
		cmocka_unit_test(memory),
		cmocka_unit_test(hugepages),
		cmocka_unit_test(descriptors),
		cmocka_unit_test(deaf_client),
		cmocka_unit_test(random_messages),
	};

	if (argc != 2) {
		fprintf(stderr, "usage: %s PATH-OF-HISI-PCID\n", argv[0]);
		return 2;
	}
	pcid_program = argv[1];
	return cmocka_run_group_tests(tests, setup, teardown);
}
