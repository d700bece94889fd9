/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The memory that a device reaches: address spaces and fork (uacce.md 12, AS and FK),
 * doorbells (DB). Names begin with the row.
 */

#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"

#define PAGE 4096

static const uint8_t key[16] = "0123456789abcdef";

/* AS1, AS2: ordinary memory of any kind, several queues, no call between. */
static void
as1_one_pointer_for_all_queues(void)
{
	uint8_t *in = malloc(16), *mid = vm_anon(PAGE), stack[16], ref[16];
	struct raw_queue a, b;

	memcpy(in, "pointer of malloc", 16);
	raw_open(&a);
	raw_open(&b);
	EXPECT(raw_encrypt(&a, key, in, mid, 16) == RAW_OK, "first");
	EXPECT(raw_encrypt(&b, key, mid, stack, 16) == RAW_OK, "second");
	raw_reference(key, in, ref, 16);
	raw_reference(key, ref, ref, 16);
	EXPECT(memcmp(stack, ref, 16) == 0, "wrong data");
}

#define QUEUES 64

/* Every queue of a device, each with a file in the daemon. */
static void
all_queues_at_once(void)
{
	static struct raw_queue q[QUEUES];
	uint8_t in[16] = "for each of you", out[16], ref[16];
	int i;

	raw_reference(key, in, ref, 16);
	for (i = 0; i < QUEUES; i++)
		raw_open(&q[i]);
	for (i = 0; i < QUEUES; i++) {
		memset(out, 0, sizeof(out));
		EXPECT(raw_encrypt(&q[i], key, in, out, 16) == RAW_OK,
		       "queue %d", i);
		EXPECT(memcmp(out, ref, 16) == 0, "queue %d: wrong data", i);
	}
}

static void
as_bad_addresses_are_errors(void)
{
	uint8_t in[16] = "good text......", out[16], ref[16];
	uint8_t *ro = vm_anon(PAGE), *none = vm_anon(PAGE);
	struct raw_queue q;

	EXPECT(mprotect(ro, PAGE, PROT_READ) == 0, "mprotect");
	EXPECT(munmap(none, PAGE) == 0, "munmap");
	raw_open(&q);
	EXPECT(raw_encrypt(&q, key, none, out, 16) == RAW_ERROR, "unmapped");
	EXPECT(raw_encrypt(&q, key, in, none, 16) == RAW_ERROR, "unmapped");
	EXPECT(raw_encrypt(&q, key, in, ro, 16) == RAW_ERROR, "read-only");
	EXPECT(raw_encrypt(&q, key, NULL, out, 16) == RAW_ERROR, "null");
	EXPECT(raw_encrypt(&q, key, (void *)0xffffffff81000000, out, 16) ==
	       RAW_ERROR, "kernel memory");
	EXPECT(raw_encrypt(&q, key, q.mmio, out, 16) == RAW_ERROR,
	       "registers");
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "the queue works");
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "wrong data");
}

/* AS3, FK3: the same virtual address, other contents. */
static int
encrypt_own(void *arg)
{
	uint8_t *page = arg, ref[16];
	struct raw_queue q;
	int i;

	raw_open(&q);
	for (i = 0; i < 200; i++) {
		memset(page, getpid() + i, 16);
		raw_reference(key, page, ref, 16);
		if (raw_encrypt(&q, key, page, page + 64, 16) != RAW_OK ||
		    memcmp(page + 64, ref, 16) != 0)
			return 1;
	}
	return 0;
}

static void
as3_same_address_two_processes(void)
{
	uint8_t *page = vm_anon(PAGE);
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(encrypt_own(page));
	EXPECT(encrypt_own(page) == 0, "parent");
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0, "child");
}

/* AS4: pages go while the device works on them. */
static void
as4_unmap_during_a_stream(void)
{
	uint8_t *page;
	struct raw_queue q;
	enum raw_result r;
	int i;

	raw_open(&q);
	for (i = 0; i < 100; i++) {
		page = vm_anon(PAGE);
		memset(page, i, 64);
		raw_put(&q, key, page, page + 1024, 1024);
		raw_ring(&q, raw_doorbell(&q, 0, q.tail));
		munmap(page, PAGE);
		r = raw_wait(&q);
		EXPECT(r == RAW_OK || r == RAW_ERROR, "round %d: %d", i, r);
	}
}

static int
hold_still(void *arg)
{
	(void)arg;
	usleep(500000);
	return 0;
}

/* FK1: what the parent writes after fork is what the device reads. */
static void
fk1_parent_writes_after_fork(void)
{
	uint8_t *in = vm_anon(PAGE), out[16], ref[16];
	struct raw_queue q;
	pid_t pid;

	raw_open(&q);
	memset(in, 1, PAGE);
	pid = fork();
	if (pid == 0)
		_exit(hold_still(NULL));
	memset(in, 2, PAGE);
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "encrypt");
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "the device read the old page");
	waitpid(pid, NULL, 0);
}

/* FK2: output of the parent reaches the parent only. */
static void
fk2_output_reaches_parent_only(void)
{
	uint8_t *out = vm_anon(PAGE), in[16] = "for the parent.", ref[16];
	int go[2], status, i;
	struct raw_queue q;
	char c;
	pid_t pid;

	raw_open(&q);
	memset(out, 7, PAGE);
	EXPECT(pipe(go) == 0, "pipe");
	pid = fork();
	if (pid == 0) {
		if (read(go[0], &c, 1) != 1)
			_exit(2);
		for (i = 0; i < 16; i++)
			if (out[i] != 7)
				_exit(1);
		_exit(0);
	}
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "encrypt");
	EXPECT(write(go[1], "x", 1) == 1, "pipe");
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0,
	       "the child sees it: %x", status);
	raw_reference(key, in, ref, 16);
	EXPECT(memcmp(out, ref, 16) == 0, "wrong data");
}

/* DB1, DB2, DB5: a process that rings and writes anything. */
static int
wild_neighbour(void *arg)
{
	uint64_t x = 88172645463325252ULL;
	struct raw_queue q;
	uint32_t i;

	(void)arg;
	raw_open(&q);
	for (i = 0; i < 600; i++) {
		x ^= x << 13;
		x ^= x >> 7;
		x ^= x << 17;
		memcpy(q.dus + x % (RAW_DUS - 16), &x, sizeof(x));
		if (i % 2)
			raw_ring(&q, x);
		else /* plausible: any queue, its own command and index */
			raw_ring(&q, (x & 0x13f) | (x & 0x3ff) << 32);
	}
	return 0;
}

static void
db2_wild_neighbour(void)
{
	uint8_t *page = vm_anon(PAGE);
	int status;
	pid_t pid = fork();

	if (pid == 0)
		_exit(wild_neighbour(NULL));
	EXPECT(encrypt_own(page) == 0, "data of the other process");
	EXPECT(waitpid(pid, &status, 0) == pid && status == 0,
	       "neighbour: %x", status);
}

/* Every doorbell store is seen: the counter says how many. */
static void
every_store_is_seen(void)
{
	const char *name = strdup(strrchr(raw_device("hisi_sec2-"), '/') + 1);
	long before, after;
	struct raw_queue q;
	int i;

	raw_open(&q);
	before = vm_read_long("/sys/kernel/debug/hisi_vacc/%s/doorbells",
			      name);
	for (i = 0; i < 3000; i++)
		raw_ring(&q, raw_doorbell(&q, i % 2, 0));
	after = vm_read_long("/sys/kernel/debug/hisi_vacc/%s/doorbells",
			     name);
	EXPECT(after - before == 3000, "%ld of 3000 stores", after - before);
}

/* Stores that no register takes: counted, or a signal, never a wrong one. */
static int
store_bytes(void *arg)
{
	struct raw_queue *q = arg;

	memset(q->mmio + 0x1000, 0xff, 64);
	return 0;
}

static int
store_in_child_process(void *arg)
{
	struct raw_queue q;

	(void)arg;
	raw_open(&q);
	*(volatile uint32_t *)(void *)(q.mmio + 0x1000) = 1;
	*(volatile uint64_t *)(void *)(q.mmio + 0x1004) = 1;
	store_bytes(&q);
	return 0;
}

static void
db7_strange_stores(void)
{
	uint8_t in[16] = "still working...", out[16];
	struct raw_queue q;
	int fd[2];

	vm_in_child(store_in_child_process, NULL);
	raw_open(&q);
	EXPECT(*(volatile uint64_t *)(void *)(q.mmio + 0x1000) == 0, "read");
	/* The kernel itself as the writer: an error, no doorbell. */
	EXPECT(pipe(fd) == 0 && write(fd[1], in, 16) == 16, "pipe");
	EXPECT_ERRNO(read(fd[0], q.mmio + 0x1000, 16), EFAULT);
	EXPECT(raw_encrypt(&q, key, in, out, 16) == RAW_OK, "encrypt");
}

/* Store the second argument to where the first one points, and return. */
#ifdef __aarch64__
static const uint8_t store_text[] = { 0x01, 0x00, 0x00, 0xf9,
	0xc0, 0x03, 0x5f, 0xd6 };
#else
static const uint8_t store_text[] = { 0x48, 0x89, 0x37, 0xc3 };
#endif

static int
read_byte(void *at)
{
	return *(volatile uint8_t *)at == store_text[0];
}

/* Programs whose text can be executed only: their stores count as well. */
static void
store_by_unreadable_text(void)
{
	const char *name = strdup(strrchr(raw_device("hisi_sec2-"), '/') + 1);
	const char *doorbells = "/sys/kernel/debug/hisi_vacc/%s/doorbells";
	uint8_t *text = vm_anon(PAGE);
	void (*store)(void *at, uint64_t value);
	struct raw_queue q;
	long before;

	raw_open(&q);
	memcpy(text, store_text, sizeof(store_text));
	__builtin___clear_cache((char *)text,
				(char *)text + sizeof(store_text));
	EXPECT(mprotect(text, PAGE, PROT_EXEC) == 0, "mprotect");
	if (vm_in_child(read_byte, text) != -1)
		vm_skip("this processor reads all that it executes");
	memcpy(&store, &text, sizeof(store));
	before = vm_read_long(doorbells, name);
	alarm(300);
	store(q.mmio + 0x1000, raw_doorbell(&q, 1, 0));
	EXPECT(vm_read_long(doorbells, name) == before + 1, "not seen");
}

static const struct vm_case cases[] = {
	{ "AS1_AS2_one_pointer_for_all_queues",
	  as1_one_pointer_for_all_queues },
	{ "all_queues_at_once", all_queues_at_once },
	{ "AS_bad_addresses_are_errors", as_bad_addresses_are_errors },
	{ "AS3_FK3_same_address_two_processes",
	  as3_same_address_two_processes },
	{ "AS4_unmap_during_a_stream", as4_unmap_during_a_stream },
	{ "FK1_parent_writes_after_fork", fk1_parent_writes_after_fork },
	{ "FK2_output_reaches_parent_only", fk2_output_reaches_parent_only },
	{ "DB1_DB2_DB5_wild_neighbour", db2_wild_neighbour },
	{ "DB_every_store_is_seen", every_store_is_seen },
	{ "DB7_strange_stores", db7_strange_stores },
	{ "DB_store_by_unreadable_text", store_by_unreadable_text },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
