/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * HPRE model: no secret is left when its task is done, or, where a key is
 * remembered, when the queue is stopped. The test looks through all writable
 * memory of the process but the stack, where frames that are gone keep what
 * they like.
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <openssl/crypto.h>

#include "model_hpre_task.h"

/* Bytes of a secret that are looked for. */
#define PIECE 12
/* Reserved address space, such as a sanitizer's, is no place for a secret. */
#define MAX_REGION (1UL << 30)

static struct hpre_job job;
static uint8_t window[1 << 16];

/** Pieces of secrets, masked so that they are not found here. */
static struct {
	uint8_t byte[PIECE];
} pieces[64];
static size_t nb_pieces;
/* First two bytes of any piece. */
static bool begins[1 << 16];

/* Remember a piece from the middle of a secret, and the same reversed: that
 * is how a number of libcrypto holds it.
 */
static void
note_secret(const uint8_t *secret, size_t len)
{
	const uint8_t *p = secret + len / 2 - PIECE / 2;
	size_t i;

	assert_true(nb_pieces + 2 <= sizeof(pieces) / sizeof(pieces[0]));
	for (i = 0; i < PIECE; i++) {
		pieces[nb_pieces].byte[i] = p[i] ^ 0xFF;
		pieces[nb_pieces + 1].byte[i] = p[PIECE - 1 - i] ^ 0xFF;
	}
	begins[p[0] | p[1] << 8] = true;
	begins[p[PIECE - 1] | p[PIECE - 2] << 8] = true;
	nb_pieces += 2;
}

static bool
piece_at(const uint8_t *p, size_t n)
{
	size_t i;

	for (i = 0; i < PIECE; i++)
		if ((p[i] ^ pieces[n].byte[i]) != 0xFF)
			return false;
	return true;
}

static size_t
window_count(size_t len)
{
	size_t i, n, found = 0;

	/* Most of a sanitizer's memory; no piece is all zeros. */
	if (window[0] == 0 && memcmp(window, window + 1, len - 1) == 0)
		return 0;
	for (i = 0; i + PIECE <= len; i++) {
		if (!begins[window[i] | window[i + 1] << 8])
			continue;
		for (n = 0; n < nb_pieces; n++)
			if (piece_at(window + i, n))
				found++;
	}
	return found;
}

/* By way of a file, so that no sanitizer minds. */
static size_t
region_count(int fd, unsigned long from, unsigned long to)
{
	unsigned long at;
	size_t found = 0;
	ssize_t n;

	for (at = from; at + PIECE <= to; at += sizeof(window) - PIECE + 1) {
		size_t len = to - at < sizeof(window) ? to - at :
							sizeof(window);

		n = pread(fd, window, len, at);
		if (n > 0)
			found += window_count(n);
		if (len < sizeof(window))
			break;
	}
	return found;
}

static size_t
secrets_in_memory(void)
{
	unsigned long from, to, self = (unsigned long)window;
	int fd = open("/proc/self/mem", O_RDONLY);
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512], perm[5];
	size_t found = 0;

	assert_true(fd >= 0 && maps != NULL);
	memset(window, 0, sizeof(window));
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, perm) != 3 ||
		    strncmp(perm, "rw", 2) != 0 ||
		    strstr(line, "[stack]") != NULL || to - from > MAX_REGION)
			continue;
		/* The window would find what it holds. */
		if (self >= from && self < to) {
			found += region_count(fd, from, self);
			from = self + sizeof(window);
		}
		found += region_count(fd, from, to);
	}
	fclose(maps);
	close(fd);
	memset(window, 0, sizeof(window));
	return found;
}

/* A secret slot with a pattern of its own. */
static void
add_secret(struct hpre_buf *b, size_t size, unsigned int seed)
{
	uint8_t *p = b->p + b->len;
	size_t i;

	for (i = 0; i < size; i++) {
		seed = seed * 1103515245 + 12345;
		p[i] = seed >> 16;
	}
	/* Below any modulus of full length, odd, and not short. */
	p[0] = (p[0] & 0x3F) | 0x20;
	p[size - 1] |= 1;
	note_secret(p, size);
	b->len += size;
}

static void
run_and_forget(struct hpre_rig *rig)
{
	assert_int_equal(hpre_run(rig, &job), HPRE_GOOD);
	OPENSSL_cleanse(&job, sizeof(job));
}

static void
run_mod_exp(struct hpre_rig *rig, uint32_t alg, size_t ksz, unsigned int seed)
{
	hpre_job(&job, alg, ksz);
	add_secret(&job.key, ksz, seed);
	memset(job.key.p + ksz, 0xFF, ksz);
	job.key.len += ksz;
	hpre_add_word(&job.in, ksz, 3);
	job.out.len = ksz;
	run_and_forget(rig);
}

/* Five secrets; any odd p and q will do. */
static void
run_crt(struct hpre_rig *rig, unsigned int seed)
{
	unsigned int i;

	hpre_job(&job, 0x01, 256);
	for (i = 0; i < 5; i++)
		add_secret(&job.key, 128, 5 * seed + i);
	hpre_add_word(&job.in, 256, 12345);
	job.out.len = 256;
	run_and_forget(rig);
}

/* The private blob with a secret in the place of d. */
static void
secret_blob(const char *curve, unsigned int seed)
{
	const struct hpre_curve_def *c = hpre_curve_def(curve);

	hpre_add_hex(&job.key, c->hsz, c->p);
	hpre_add_hex(&job.key, c->hsz, c->a);
	add_secret(&job.key, c->hsz, seed);
	hpre_add_hex(&job.key, c->hsz, c->b);
	hpre_add_hex(&job.key, c->hsz, c->n);
	hpre_add_hex(&job.key, c->hsz, c->gx);
	hpre_add_hex(&job.key, c->hsz, c->gy);
}

/* Multiply, sign, sign with SM2. */
static void
run_curve(struct hpre_rig *rig, const char *curve, uint32_t alg)
{
	const struct hpre_curve_def *c = hpre_curve_def(curve);
	static unsigned int seed = 100;

	hpre_job(&job, alg, c->hsz);
	secret_blob(curve, seed++);
	if (alg == 0x0D) {
		job.key.len = 4 * c->hsz;
		/* a = p for a = 0: a curve without a name. */
		if (strcmp(curve, "secp256k1") == 0)
			memcpy(job.key.p + 32, job.key.p, 32);
		hpre_add_hex(&job.in, c->hsz, c->gx);
		hpre_add_hex(&job.in, c->hsz, c->gy);
	} else {
		hpre_add_word(&job.in, c->hsz, 12345);
		add_secret(&job.in, c->hsz, seed++);
	}
	job.out.len = 2 * c->hsz;
	run_and_forget(rig);
}

static void
run_xdh(struct hpre_rig *rig, bool named)
{
	hpre_job(&job, 0x10, 32);
	hpre_add_hex(&job.key, 32, "7fffffffffffffffffffffffffffffff"
				   "ffffffffffffffffffffffffffffffed");
	hpre_add_word(&job.key, 32, 121665);
	add_secret(&job.key, 32, named ? 50 : 51);
	if (named) {
		job.key.p[64] |= 0x40;
		job.key.p[95] &= 0xF8;
	}
	hpre_add_word(&job.in, 32, 9);
	job.out.len = 32;
	run_and_forget(rig);
}

/* A message and its way through encryption and decryption. */
static void
run_sm2enc(struct hpre_rig *rig)
{
	static uint8_t text[96 + 256];
	const struct hpre_signature *v = &hpre_sm2_signature;

	hpre_sample(&job, 0x14);
	job.in.len = 0;
	hpre_add_hex(&job.in, 32, v->k);
	add_secret(&job.in, 256, 60);
	job.w10 = 255;
	job.out.len = 96 + 256;
	assert_int_equal(hpre_run(rig, &job), HPRE_GOOD);
	memcpy(text, job.out.p, sizeof(text));
	OPENSSL_cleanse(&job, sizeof(job));
	hpre_sample(&job, 0x15);
	memcpy(job.in.p, text, sizeof(text));
	job.in.len = sizeof(text);
	job.w10 = 255;
	job.out.len = 256;
	run_and_forget(rig);
}

static void
secrets_begin(void)
{
	nb_pieces = 0;
	memset(begins, 0, sizeof(begins));
}

/* Otherwise finding none would mean nothing. */
static void
assert_search_works(void)
{
	uint8_t *decoy = OPENSSL_malloc(PIECE);
	size_t i, before = secrets_in_memory();

	for (i = 0; i < PIECE; i++)
		decoy[i] = pieces[nb_pieces - 1].byte[i] ^ 0xFF;
	assert_int_equal(secrets_in_memory(), before + 1);
	OPENSSL_clear_free(decoy, PIECE);
}

/* Operands do not outlive their task. */
static void
wiped_after_task(void **state)
{
	bool bounce = *(bool *)*state;
	struct hpre_rig rig[2];

	secrets_begin();
	hpre_open(&rig[0], 3, 0, bounce);
	hpre_open(&rig[1], 3, 1, bounce);
	run_mod_exp(&rig[0], 0x00, 128, 1);
	assert_int_equal(secrets_in_memory(), 0);
	run_mod_exp(&rig[0], 0x05, 96, 2);
	run_curve(&rig[1], "prime256v1", 0x0D);
	run_curve(&rig[1], "secp384r1", 0x0D);
	run_curve(&rig[1], "secp256k1", 0x0D);
	run_curve(&rig[1], "prime256v1", 0x0E);
	assert_int_equal(secrets_in_memory(), 0);
	run_curve(&rig[1], "brainpoolP384r1", 0x0E);
	run_curve(&rig[1], "SM2", 0x12);
	run_xdh(&rig[1], false);
	run_sm2enc(&rig[1]);
	assert_int_equal(secrets_in_memory(), 0);
	assert_search_works();
	hpre_close(&rig[0]);
	hpre_close(&rig[1]);
}

/* Keys that are remembered go when the queue is stopped. */
static void
wiped_at_stop(void **state)
{
	bool bounce = *(bool *)*state;
	struct hpre_rig rig[2];

	secrets_begin();
	hpre_open(&rig[0], 3, 0, bounce);
	hpre_open(&rig[1], 3, 1, bounce);
	run_crt(&rig[0], 10);
	run_xdh(&rig[1], true);
	assert_true(secrets_in_memory() >= 6);
	assert_int_equal(hisi_model_ioctl(rig[0].c.queue, HISI_UACCE_PUT_Q,
					  NULL), 0);
	assert_int_equal(hisi_model_ioctl(rig[1].c.queue, HISI_UACCE_PUT_Q,
					  NULL), 0);
	assert_int_equal(secrets_in_memory(), 0);
	assert_search_works();
	hpre_close(&rig[0]);
	hpre_close(&rig[1]);
}

/* ... or when other keys need the room. */
static void
wiped_when_dropped(void **state)
{
	bool bounce = *(bool *)*state;
	struct hpre_rig rig;
	unsigned int i;

	hpre_open(&rig, 3, 0, bounce);
	for (i = 0; i < 40; i++) {
		secrets_begin();
		run_crt(&rig, 1000 + i);
	}
	assert_true(secrets_in_memory() >= 5);
	secrets_begin();
	run_crt(&rig, 1000);
	/* The first again; now more than are remembered. */
	for (i = 0; i < 16; i++) {
		size_t keep = nb_pieces;

		run_crt(&rig, 2000 + i);
		nb_pieces = keep;
	}
	assert_int_equal(secrets_in_memory(), 0);
	assert_search_works();
	hpre_close(&rig);
}

int
main(void)
{
	static bool direct, bounce = true;
	const struct CMUnitTest tests[] = {
		{ "after_task", wiped_after_task, NULL, NULL, &direct },
		{ "after_task_bounce", wiped_after_task, NULL, NULL, &bounce },
		{ "at_stop", wiped_at_stop, NULL, NULL, &direct },
		{ "at_stop_bounce", wiped_at_stop, NULL, NULL, &bounce },
		{ "dropped", wiped_when_dropped, NULL, NULL, &direct },
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
