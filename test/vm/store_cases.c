/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Doorbells by every instruction that stores 8 bytes of a register, and those
 * that no register takes (qm.md 5, uacce.md 12 DB7).
 */

#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "raw.h"

#define DOORBELL 0x1000

static const uint8_t key[16] = "0123456789abcdef";

/** A store. */
struct store {
	const char *name;
	/** Store a value there. @return the base register afterwards */
	uint8_t *(*run)(uint8_t *at, uint64_t value);
	int base; /**< How much the base register is to change. */
};

/* A function that stores VALUE to AT, both in registers. */
#define STORE(name, text) \
	static uint8_t * \
	name(uint8_t *at, uint64_t value) \
	{ \
		__asm__ __volatile__(text : "+&r"(at) : "r"(value) \
				     : "memory", CLOBBERS); \
		return at; \
	}

#ifdef __aarch64__
#define CLOBBERS "x9", "v0"

STORE(str, "str %1, [%0]")
STORE(str_scaled, "mov x9, #32760\n sub %0, %0, x9\n str %1, [%0, #32760]")
STORE(stur, "add %0, %0, #255\n stur %1, [%0, #-255]")
STORE(post, "str %1, [%0], #-256")
STORE(pre, "str %1, [%0, #248]!")
STORE(reg, "mov x9, #512\n sub %0, %0, x9, lsl #3\n str %1, [%0, x9, lsl #3]")
STORE(reg_sxtw, "mov w9, #-16\n add %0, %0, #16\n str %1, [%0, w9, sxtw]")
STORE(stlr, "stlr %1, [%0]")
STORE(sttr, "sttr %1, [%0, #0]")

static uint8_t *
pre_at(uint8_t *at, uint64_t value)
{
	return pre(at - 248, value);
}

/* The stack pointer as the base, which comes back right. */
STORE(sp_post, "mov x9, sp\n mov sp, %0\n str %1, [sp], #16\n"
      "mov %0, sp\n mov sp, x9")

static const struct store stores[] = {
	{ "str post-index", post, -256 }, /* first: see stores_that_wait() */
	{ "str", str, 0 },
	{ "str with offset", str_scaled, -32760 },
	{ "stur", stur, 255 },
	{ "str pre-index", pre_at, 0 },
	{ "str with register", reg, -4096 },
	{ "str with extended register", reg_sxtw, 16 },
	{ "stlr", stlr, 0 },
	{ "sttr", sttr, 0 },
	{ "str post-index of sp", sp_post, 16 },
	{ NULL, NULL, 0 },
};

STORE(xzr, "str xzr, [%0]")
#define zero xzr

STORE(stp, "stp %1, %1, [%0]")
STORE(stnp, "stnp %1, %1, [%0]")
STORE(vector, "fmov d0, %1\n str d0, [%0]")
STORE(strh, "strh %w1, [%0]")
STORE(strb, "strb %w1, [%0]")
STORE(zva, "dc zva, %0")
STORE(stxr, "ldxr x9, [%0]\n stxr w9, %1, [%0]\n cbnz w9, .-8")

static const struct store refused[] = {
	{ "stp", stp, 0 },
	{ "stnp", stnp, 0 },
	{ "str of a vector register", vector, 0 },
	{ "strh", strh, 0 },
	{ "strb", strb, 0 },
	{ "dc zva", zva, 0 },
	{ "stxr", stxr, 0 },
	{ NULL, NULL, 0 },
};

STORE(short_str, "str %w1, [%0]")
STORE(short_post, "str %w1, [%0], #4")
STORE(short_stlr, "stlr %w1, [%0]")

static const struct store shorts[] = {
	{ "str of 4 bytes", short_str, 0 },
	{ "str of 4 bytes, post-index", short_post, 4 },
	{ "stlr of 4 bytes", short_stlr, 0 },
	{ NULL, NULL, 0 },
};
#else
#define CLOBBERS "rax", "xmm0"

STORE(mov, "movq %1, (%0)")
STORE(mov_sib, "movq $-8, %%rax\n movq %1, 64(%0,%%rax,8)")
STORE(movnti, "movnti %1, (%0)")
STORE(mov_rsp, "movq %%rsp, %%rax\n leaq 8(%0), %%rsp\n"
      "movq %1, -8(%%rsp)\n movq %%rax, %%rsp")

static const struct store stores[] = {
	{ "mov", mov, 0 },
	{ "mov with index", mov_sib, 0 },
	{ "movnti", movnti, 0 },
	{ "mov by the stack pointer", mov_rsp, 0 },
	{ NULL, NULL, 0 },
};

STORE(mov_imm, "movq $0, (%0)")
#define zero mov_imm

STORE(vector, "movq %1, %%xmm0\n movq %%xmm0, (%0)")
STORE(mov_word, "movw %w1, (%0)")
STORE(mov_byte, "movb %b1, (%0)")
STORE(xchg, "movq %1, %%rax\n xchgq %%rax, (%0)")

static const struct store refused[] = {
	{ "mov of a vector register", vector, 0 },
	{ "mov of 2 bytes", mov_word, 0 },
	{ "mov of 1 byte", mov_byte, 0 },
	{ "xchg", xchg, 0 },
	{ NULL, NULL, 0 },
};

STORE(mov_short, "movl %k1, (%0)")

static const struct store shorts[] = {
	{ "mov of 4 bytes", mov_short, 0 },
	{ NULL, NULL, 0 },
};
#endif

static long
count(const char *counter)
{
	char fmt[64];

	snprintf(fmt, sizeof(fmt), "/sys/kernel/debug/hisi_vacc/%%s/%s",
		 counter);
	return vm_read_long(fmt, strrchr(raw_device("hisi_sec2-"), '/') + 1);
}

/* Each rings for a descriptor, so a wrong value would be seen. */
static void
every_kind_of_store(void)
{
	uint8_t in[16] = "by all of them.", out[16], ref[16], *base, *at;
	const struct store *s;
	struct raw_queue q;
	enum raw_result r;
	long before;

	raw_open(&q);
	at = q.mmio + DOORBELL;
	raw_reference(key, in, ref, 16);
	for (s = stores; s->name != NULL; s++) {
		memset(out, 0, sizeof(out));
		before = count("doorbells");
		raw_put(&q, key, in, out, 16);
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
		base = s->run(at, raw_doorbell(&q, 0, q.tail));
		EXPECT(base == at + s->base, "%s: base changed by %ld",
		       s->name, (long)(base - at));
		EXPECT(count("doorbells") == before + 1, "%s: %ld stores",
		       s->name, count("doorbells") - before);
		r = raw_wait(&q);
		EXPECT(r == RAW_OK && memcmp(out, ref, 16) == 0,
		       "%s: result %d", s->name, r);
	}
	before = count("doorbells");
	zero(at, 0);
	EXPECT(count("doorbells") == before + 1, "zero is not seen");
}

static const struct store *tried;

static int
try_store(void *arg)
{
	struct raw_queue q;

	(void)arg;
	raw_open(&q);
	tried->run(q.mmio + DOORBELL, 0);
	return 0;
}

/* A signal, and the device takes nothing. */
static void
refused_stores(void)
{
	long doorbells = count("doorbells"), bad;

	for (tried = refused; tried->name != NULL; tried++) {
		bad = count("bad_stores");
		EXPECT(vm_in_child(try_store, NULL) == -1, "%s is taken",
		       tried->name);
		EXPECT(count("bad_stores") == bad + 1, "%s: %ld bad stores",
		       tried->name, count("bad_stores") - bad);
	}
	EXPECT(count("doorbells") == doorbells, "%ld doorbells",
	       count("doorbells") - doorbells);
}

/* Counted, dropped, and the process goes on. */
static void
short_stores(void)
{
	long doorbells, bad;
	const struct store *s;
	struct raw_queue q;
	uint8_t *at, *base;

	raw_open(&q);
	at = q.mmio + DOORBELL;
	doorbells = count("doorbells");
	for (s = shorts; s->name != NULL; s++) {
		bad = count("bad_stores");
		base = s->run(at, 1);
		EXPECT(base == at + s->base, "%s: base changed by %ld",
		       s->name, (long)(base - at));
		EXPECT(count("bad_stores") == bad + 1, "%s: %ld bad stores",
		       s->name, count("bad_stores") - bad);
	}
	EXPECT(count("doorbells") == doorbells, "%ld doorbells",
	       count("doorbells") - doorbells);
}

/* More than the stores of a queue that wait for the daemon. */
#define FLOOD 600
#define WAITING 256

/* Let the daemon go on once no more stores can wait for it. */
__attribute__((noreturn))
static void
wake_daemon(pid_t daemon, long before)
{
	while (count("doorbells") < before + WAITING)
		usleep(10000);
	usleep(100000);
	kill(daemon, SIGCONT);
	_exit(0);
}

/* An instruction that is tried again and again changes its base register once
 * all the same.
 */
static void
stores_that_wait(void)
{
	const char *number = getenv("MODELD_PID");
	const struct store *s = &stores[0];
	pid_t daemon, child;
	struct raw_queue q;
	uint8_t *at, *base;
	long before;
	int n, status;

	EXPECT(number != NULL, "MODELD_PID is not set");
	daemon = atoi(number);
	raw_open(&q);
	at = q.mmio + DOORBELL;
	before = count("doorbells");
	EXPECT(kill(daemon, SIGSTOP) == 0, "no process %d", daemon);
	child = fork();
	if (child == 0)
		wake_daemon(daemon, before);
	for (n = 0; n < FLOOD; n++) {
		base = s->run(at, raw_doorbell(&q, 1, 0));
		EXPECT(base == at + s->base, "store %d: base changed by %ld",
		       n, (long)(base - at));
	}
	EXPECT(waitpid(child, &status, 0) == child && status == 0,
	       "status %x", status);
	EXPECT(count("doorbells") == before + FLOOD, "%ld of %d stores",
	       count("doorbells") - before, FLOOD);
}

static const struct vm_case cases[] = {
	{ "DB_every_kind_of_store", every_kind_of_store },
	{ "DB7_refused_stores", refused_stores },
	{ "DB7_short_stores", short_stores },
	{ "DB_stores_that_wait", stores_that_wait },
	{ NULL, NULL },
};

int
main(int argc, char **argv)
{
	(void)argc;
	return vm_cases_run(cases, argv + 1);
}
