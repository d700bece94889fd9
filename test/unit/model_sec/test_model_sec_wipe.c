/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: once a queue is stopped, neither keys nor data are left in
 * memory the model has. All writable memory of the process is searched, but
 * for the stack.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include <openssl/crypto.h>

#include "model_sec_client.h"

/* Bytes that count as a find. */
#define PIECE 12
/* Larger ranges are address space of a sanitizer. */
#define MAX_REGION (1UL << 28)

/*
 * Secret number n, made anew whenever it is needed so that no copy of it is
 * lying about.
 */
static void
secret_make(unsigned int n, uint8_t *p, size_t len)
{
	uint64_t seed = 0x5ec4e7 + 7919 * (uint64_t)n;

	sec_random(&seed, p, len);
}

#define KEY 0
#define PLAIN 1
#define SECRET_LEN 64

/* Patterns to look for, each byte inverted: they must not find themselves. */
static uint8_t pattern[16][PIECE];
static unsigned int nb_patterns;
/* Whether a pattern starts with a byte; most of memory is passed by that. */
static bool starts[256];

static void
pattern_add(const uint8_t *secret, size_t at, uint8_t mask)
{
	unsigned int i;

	for (i = 0; i < PIECE; i++)
		pattern[nb_patterns][i] = ~(secret[at + i] ^ mask);
	starts[secret[at] ^ mask] = true;
	nb_patterns++;
}

/* Both halves of the key, the key as HMAC has it, and data. */
static void
patterns_make(void)
{
	uint8_t secret[SECRET_LEN];

	nb_patterns = 0;
	secret_make(KEY, secret, sizeof(secret));
	pattern_add(secret, 0, 0);
	pattern_add(secret, 16, 0);
	pattern_add(secret, 2, 0x36);
	pattern_add(secret, 2, 0x5c);
	secret_make(PLAIN, secret, sizeof(secret));
	pattern_add(secret, 0, 0);
	pattern_add(secret, 20, 0);
	pattern_add(secret, 50, 0);
	OPENSSL_cleanse(secret, sizeof(secret));
}

static bool
pattern_at(const uint8_t *p)
{
	unsigned int i, j;

	if (!starts[*p])
		return false;
	for (i = 0; i < nb_patterns; i++) {
		for (j = 0; j < PIECE; j++)
			if ((p[j] ^ pattern[i][j]) != 0xff)
				break;
		if (j == PIECE)
			return true;
	}
	return false;
}

static uint8_t window[1 << 16];

/* Read through the file, which no sanitizer stands in the way of. */
static unsigned int
region_search(int fd, unsigned long from, unsigned long to)
{
	unsigned int found = 0;
	ssize_t n, i;

	for (; from + PIECE <= to; from += sizeof(window) - PIECE + 1) {
		n = pread(fd, window, to - from < sizeof(window) ?
			  to - from : sizeof(window), from);
		for (i = 0; i + PIECE <= n; i++)
			found += pattern_at(window + i);
	}
	return found;
}

static unsigned int
memory_search(void)
{
	unsigned long from, to, own = (unsigned long)window;
	FILE *maps = fopen("/proc/self/maps", "r");
	int fd = open("/proc/self/mem", O_RDONLY);
	char line[512], perm[5];
	unsigned int found = 0;

	assert_true(fd >= 0);
	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, perm) != 3 ||
		    memcmp(perm, "rw", 2) != 0 ||
		    strstr(line, "[stack]") != NULL || to - from > MAX_REGION)
			continue;
		/* The part in the window has been counted. */
		if (from <= own && own < to) {
			found += region_search(fd, from, own);
			from = own + sizeof(window);
		}
		found += region_search(fd, from, to);
	}
	close(fd);
	fclose(maps);
	OPENSSL_cleanse(window, sizeof(window));
	return found;
}

static const struct sec_desc uses[] = {
	{ .cipher = 1, .c_alg = 2, .c_mode = 0, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 64, .c_key_len = 2 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 640 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 4, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 3, .c_len = 60 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 7, .c_len = 63 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 9, .c_width = 1, .c_len = 60 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 7, .c_len = 63 },
	{ .cipher = 1, .c_alg = 1, .c_mode = 1, .c_key_len = 1, .c_len = 64 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 5, .c_len = 64, .c_icv_len = 8 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 6, .c_len = 64, .c_icv_len = 8 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 6, .c_len = 60, .c_icv_len = 8 },
	{ .auth = 1, .a_alg = 0x01, .mac_words = 8, .a_len = 60 },
	{ .auth = 1, .a_alg = 0x25, .mac_words = 8, .a_len = 60 },
	{ .auth = 1, .a_alg = 0x11, .a_key_words = 16, .mac_words = 8,
	  .a_len = 60 },
	{ .auth = 1, .a_alg = 0x15, .a_key_words = 16, .mac_words = 8,
	  .a_len = 60 },
	{ .auth = 1, .a_alg = 0x26, .a_key_words = 16, .mac_words = 8,
	  .a_len = 60 },
	{ .auth = 1, .a_alg = 0x21, .a_key_words = 4, .mac_words = 4,
	  .a_len = 60 },
	{ .auth = 1, .a_alg = 0x20, .a_key_words = 4, .mac_words = 4,
	  .a_len = 60 },
	{ .auth = 1, .a_alg = 0x22, .a_key_words = 8, .mac_words = 4,
	  .a_len = 60, .ai_gen = 1 },
	{ .cipher = 1, .auth = 1, .c_alg = 2, .c_mode = 1, .a_alg = 0x11,
	  .a_key_words = 16, .mac_words = 8, .c_len = 64, .a_len = 64 },
};

#define NB_USES (sizeof(uses) / sizeof(uses[0]))

/* Data and keys are secrets, the rest is of no interest. */
static void
use_run(struct sec_client *s, const struct sec_desc *use)
{
	uint8_t *key = sec_buf(s, SECRET_LEN), *src = sec_buf(s, 640);
	struct sec_desc d = *use;

	secret_make(KEY, key, SECRET_LEN);
	secret_make(PLAIN, src, SECRET_LEN);
	d.type = 3;
	d.de = d.cipher != 0;
	d.src = src;
	d.dst = sec_buf(s, 640);
	d.mac = sec_buf(s, 64);
	d.c_key = d.a_key = key;
	d.c_iv = d.a_iv = sec_buf(s, 64);
	assert_int_equal(sec_run(s, &d) & 0xff0001, 1);
}

static void
client_forget(struct sec_client *s)
{
	unsigned int i;

	for (i = 0; i < s->nb_bufs; i++)
		OPENSSL_cleanse(s->buf[i].base + SEC_GUARD, s->buf[i].len);
	sec_bufs_free(s);
}

/* Gathered data is in scratch memory when nothing can be mapped. */
static void
stopped_queue(void **state)
{
	struct sec_client s;
	unsigned int bounce, i;

	(void)state;
	patterns_make();
	for (bounce = 0; bounce < 2; bounce++) {
		sec_open(&s, 3, bounce);
		for (i = 0; i < NB_USES; i++)
			use_run(&s, &uses[i]);
		/* The search finds what is there. */
		assert_true(memory_search() > 0);
		client_forget(&s);
		assert_true(memory_search() > 0);
		assert_int_equal(hisi_model_ioctl(s.c.queue, HISI_UACCE_PUT_Q,
						  NULL), 0);
		assert_int_equal(memory_search(), 0);
		sec_close(&s);
		assert_int_equal(memory_search(), 0);
	}
}

/* A key that had to make room for others is not left behind. */
static void
dropped_key(void **state)
{
	struct sec_client s;
	unsigned int i;

	(void)state;
	patterns_make();
	sec_open(&s, 3, false);
	use_run(&s, &uses[1]);
	use_run(&s, &uses[16]);
	client_forget(&s);
	assert_true(memory_search() > 0);
	/* Far more than are kept. */
	for (i = 0; i < 6000; i++) {
		uint8_t *p = sec_buf(&s, 64 + 640 + 64);
		struct sec_desc d = uses[i % 2 ? 1 : 16];

		secret_make(1000 + i, p, 64);
		d.type = 3;
		d.de = i % 2;
		d.c_key = d.a_key = d.c_iv = p;
		d.src = d.dst = p + 64;
		d.mac = p + 704;
		assert_int_equal(sec_run(&s, &d) & 0xff0001, 1);
		sec_bufs_free(&s);
	}
	assert_int_equal(memory_search(), 0);
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stopped_queue),
		cmocka_unit_test(dropped_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
