/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * SEC model: where data lies. Every layout of source and destination gives
 * what separate flat buffers give; memory that cannot be reached gives an
 * error and leaves everything as it was.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model_sec_client.h"

#define MAX_IN 512

/* One descriptor of each kind; addresses are filled in. */
static const struct sec_desc kinds[] = {
	{ .cipher = 1, .c_alg = 2, .c_mode = 1, .c_len = 320 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 1, .c_len = 160 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 0, .c_len = 96,
	  .cipher_offset = 33 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 4, .c_len = 101, .ctr_mode = 2 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 7, .c_len = 77 },
	{ .cipher = 2, .c_alg = 3, .c_mode = 7, .c_len = 77 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 9, .c_width = 2, .c_len = 77,
	  .cipher_offset = 3 },
	{ .cipher = 2, .c_alg = 3, .c_mode = 9, .c_width = 3, .c_len = 77 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 2, .c_len = 99 },
	{ .cipher = 2, .c_alg = 1, .c_mode = 1, .c_key_len = 1, .c_len = 64 },
	{ .auth = 1, .a_alg = 0x01, .mac_words = 8, .a_len = 300,
	  .auth_offset = 7 },
	{ .auth = 2, .a_alg = 0x26, .mac_words = 5, .a_len = 200,
	  .a_key_words = 7 },
	{ .auth = 1, .a_alg = 0x04, .pad = 1, .a_len = 256, .scene = 7 },
	{ .auth = 1, .a_alg = 0x15, .ai_gen = 1, .mac_words = 16,
	  .a_len = 31, .a_key_words = 9, .total = 8 * 287, .scene = 7 },
	{ .auth = 1, .a_alg = 0x14, .ai_gen = 1, .pad = 1, .a_len = 256,
	  .a_key_words = 9, .scene = 7 },
	{ .auth = 1, .a_alg = 0x21, .mac_words = 4, .a_len = 61,
	  .a_key_words = 4 },
	{ .auth = 1, .a_alg = 0x22, .mac_words = 3, .a_len = 61,
	  .a_key_words = 8, .ai_gen = 1 },
	{ .cipher = 1, .auth = 1, .c_alg = 2, .c_mode = 1, .a_alg = 0x11,
	  .mac_words = 4, .a_key_words = 8, .c_len = 160, .a_len = 180,
	  .cipher_offset = 20 },
	{ .cipher = 2, .auth = 2, .seq = 1, .c_alg = 3, .c_mode = 1,
	  .a_alg = 0x26, .mac_words = 8, .a_key_words = 8, .c_len = 64,
	  .a_len = 100, .cipher_offset = 20 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 5, .c_icv_len = 10,
	  .c_len = 61, .a_len = 29, .cipher_offset = 29 },
	{ .cipher = 2, .c_alg = 3, .c_mode = 5, .c_icv_len = 16,
	  .c_len = 61, .a_len = 29, .cipher_offset = 29 },
	/* AAD that is part of the data, as no driver has it. */
	{ .cipher = 2, .c_alg = 2, .c_mode = 5, .c_icv_len = 10,
	  .c_len = 61, .a_len = 29, .auth_offset = 10 },
	{ .cipher = 2, .c_alg = 3, .c_mode = 6, .c_icv_len = 10,
	  .c_len = 61, .a_len = 29, .auth_offset = 10 },
	{ .cipher = 1, .c_alg = 2, .c_mode = 6, .c_icv_len = 16,
	  .c_len = 333, .a_len = 20, .cipher_offset = 20 },
	{ .cipher = 2, .c_alg = 2, .c_mode = 6, .c_icv_len = 15,
	  .c_len = 50, .a_len = 20, .cipher_offset = 20 },
	{ .cipher = 1, .c_alg = 3, .c_mode = 6, .c_icv_len = 12,
	  .c_len = 50, .a_len = 20, .cipher_offset = 20 },
	{ .scene = 7, .auth = 1, .a_alg = 0x22, .pad = 1, .a_key_words = 4,
	  .a_len = 41 },
	{ .scene = 7, .cipher = 2, .c_alg = 2, .c_mode = 6, .ai_gen = 1,
	  .pad = 1, .c_len = 64 },
	{ .scene = 7, .cipher = 1, .c_alg = 2, .c_mode = 6, .ai_gen = 1,
	  .c_icv_len = 16, .c_len = 37, .total = 20 | 37 << 24 },
};

#define NB_KINDS (sizeof(kinds) / sizeof(kinds[0]))

/* Bytes of source, destination and MAC that a descriptor is about. */
static size_t
in_len(const struct sec_desc *d)
{
	size_t c = d->cipher_offset + d->c_len;
	size_t a = d->auth_offset + d->a_len;

	return c > a ? c : a;
}

static size_t
out_len(const struct sec_desc *d)
{
	return d->cipher == 0 ? 0 : d->cipher_offset + d->c_len;
}

static bool
is_middle(const struct sec_desc *d)
{
	return d->c_mode == 6 && d->pad == 1;
}

static size_t
mac_len(const struct sec_desc *d)
{
	if (is_middle(d) || d->a_alg == 0x22)
		return d->pad ? 16 : 4 * d->mac_words;
	if (d->pad == 1)
		return 64; /* The state of SHA-384. */
	return d->auth ? 4 * d->mac_words : d->c_icv_len;
}

/* The small buffers; sizes are those of 6.4. */
static void
sides(struct sec_client *s, struct sec_desc *d)
{
	uint8_t bytes[128];
	uint64_t seed = 77;

	sec_random(&seed, bytes, sizeof(bytes));
	bytes[0] = 2; /* CCM: 3 bytes of counter. */
	d->type = 3;
	d->c_key = sec_buf_from(s, bytes, 64);
	d->c_iv = sec_buf_from(s, bytes, 16);
	d->a_key = sec_buf_from(s, bytes, 4 * d->a_key_words);
	d->a_iv = sec_buf_from(s, bytes, 64);
	d->mac = sec_buf_from(s, bytes, mac_len(d));
}

/* The result of a descriptor. */
struct outcome {
	uint32_t w28;
	uint8_t out[MAX_IN];
	uint8_t mac[64];
};

/* Separate flat buffers. */
static void
run_flat(struct sec_client *s, const struct sec_desc *kind,
	 const uint8_t *in, struct outcome *o)
{
	struct sec_desc d = *kind;

	memset(o, 0, sizeof(*o));
	sides(s, &d);
	d.de = out_len(&d) > 0;
	d.src = sec_buf_from(s, in, in_len(&d));
	d.dst = sec_buf(s, out_len(&d));
	o->w28 = sec_run(s, &d);
	assert_int_equal(o->w28 & 0xff0000, 0);
	memcpy(o->out, d.dst, out_len(&d));
	memcpy(o->mac, d.mac, mac_len(&d));
	sec_bufs_free(s);
}

static void
same(const struct outcome *a, const struct outcome *b)
{
	assert_int_equal(a->w28, b->w28);
	assert_memory_equal(a->out, b->out, sizeof(a->out));
	assert_memory_equal(a->mac, b->mac, sizeof(a->mac));
}

/* Cut len into n pieces, odd where possible; the last takes the rest. */
static unsigned int
cut(size_t len, unsigned int n, uint64_t *seed, size_t *piece)
{
	unsigned int i;

	for (i = 0; i + 1 < n && len > 1; i++) {
		piece[i] = 1 + 2 * sec_random_below(seed, 1 + len / n);
		if (piece[i] >= len)
			piece[i] = 1;
		len -= piece[i];
	}
	piece[i] = len;
	return i + 1;
}

/* A scatter list of n pieces, chained where n is odd. */
static void
scatter(struct sec_client *s, struct sec_sgl *sgl, size_t len, unsigned int n,
	uint64_t *seed)
{
	size_t piece[17] = { 0 };

	n = cut(len, n, seed, piece);
	sec_sgl(s, sgl, piece, n, n % 2 ? 3 : 255);
}

/* Source and destination in so many pieces, 0 for a flat buffer. */
static void
run_scattered(struct sec_client *s, const struct sec_desc *kind,
	      const uint8_t *in, unsigned int src_n, unsigned int dst_n,
	      uint64_t *seed, struct outcome *o)
{
	struct sec_desc d = *kind;
	struct sec_sgl src, dst;
	/* More than the data, as lists of drivers may be (6.1). */
	size_t more = sec_random_below(seed, 3) * 40;

	memset(o, 0, sizeof(*o));
	sides(s, &d);
	d.de = out_len(&d) > 0;
	d.src_type = src_n > 0;
	d.dst_type = dst_n > 0;
	if (src_n > 0) {
		scatter(s, &src, in_len(&d) + more, src_n, seed);
		sec_sgl_put(&src, in, in_len(&d));
		d.src = src.head;
	} else {
		d.src = sec_buf_from(s, in, in_len(&d));
	}
	if (dst_n > 0) {
		scatter(s, &dst, out_len(&d) + 1 + more, dst_n, seed);
		d.dst = dst.head;
	} else {
		d.dst = sec_buf(s, out_len(&d));
	}
	o->w28 = sec_run(s, &d);
	if (dst_n > 0)
		sec_sgl_get(&dst, o->out, out_len(&d));
	else
		memcpy(o->out, d.dst, out_len(&d));
	memcpy(o->mac, d.mac, mac_len(&d));
	sec_bufs_free(s);
}

static void
scatter_lists(void **state)
{
	uint8_t in[MAX_IN];
	struct outcome flat, o;
	struct sec_client s;
	unsigned int bounce, k, n;
	uint64_t seed = 1;

	(void)state;
	sec_random(&seed, in, sizeof(in));
	for (bounce = 0; bounce < 2; bounce++) {
		sec_open(&s, 5, bounce);
		for (k = 0; k < NB_KINDS; k++) {
			run_flat(&s, &kinds[k], in, &flat);
			for (n = 1; n <= 17; n++) {
				run_scattered(&s, &kinds[k], in, n, 0, &seed,
					      &o);
				same(&flat, &o);
				run_scattered(&s, &kinds[k], in, 0, n, &seed,
					      &o);
				same(&flat, &o);
				run_scattered(&s, &kinds[k], in, n, 18 - n,
					      &seed, &o);
				same(&flat, &o);
			}
		}
		sec_close(&s);
	}
}

/* In place: with de 0, with de 1 and one address, and through one list. */
static void
in_place(void **state)
{
	uint8_t in[MAX_IN];
	struct outcome flat, o;
	struct sec_client s;
	struct sec_sgl sgl;
	unsigned int bounce, k, way;
	uint64_t seed = 2;

	(void)state;
	sec_random(&seed, in, sizeof(in));
	for (bounce = 0; bounce < 2; bounce++) {
		sec_open(&s, 5, bounce);
		for (k = 0; k < 4 * NB_KINDS; k++) {
			struct sec_desc d = kinds[k / 4];

			way = k % 4;
			run_flat(&s, &d, in, &flat);
			memset(&o, 0, sizeof(o));
			sides(&s, &d);
			d.de = way % 2;
			d.src_type = d.dst_type = way / 2;
			scatter(&s, &sgl, in_len(&d), 5, &seed);
			sec_sgl_put(&sgl, in, in_len(&d));
			d.src = way / 2 ? sgl.head :
				sec_buf_from(&s, in, in_len(&d));
			d.dst = d.src;
			o.w28 = sec_run(&s, &d);
			if (way / 2)
				sec_sgl_get(&sgl, o.out, out_len(&d));
			else
				memcpy(o.out, d.dst, out_len(&d));
			memcpy(o.mac, d.mac, mac_len(&d));
			same(&flat, &o);
			sec_bufs_free(&s);
		}
		sec_close(&s);
	}
}

/* Source and destination share bytes, shifted either way. */
static void
overlap(void **state)
{
	static const int shifts[] = { -100, -33, -16, -1, 1, 16, 33, 100 };
	uint8_t in[MAX_IN], *base;
	struct outcome flat, o;
	struct sec_client s;
	unsigned int bounce, k, i;
	uint64_t seed = 3;

	(void)state;
	sec_random(&seed, in, sizeof(in));
	for (bounce = 0; bounce < 2; bounce++) {
		sec_open(&s, 5, bounce);
		for (k = 0; k < 8 * NB_KINDS; k++) {
			struct sec_desc d = kinds[k / 8];

			i = k % 8;
			if (out_len(&d) == 0)
				continue;
			run_flat(&s, &d, in, &flat);
			memset(&o, 0, sizeof(o));
			sides(&s, &d);
			d.de = 1;
			base = sec_buf(&s, MAX_IN + 200);
			memcpy(base + 100, in, in_len(&d));
			d.src = base + 100;
			d.dst = base + 100 + shifts[i];
			o.w28 = sec_run(&s, &d);
			memcpy(o.out, d.dst, out_len(&d));
			memcpy(o.mac, d.mac, mac_len(&d));
			same(&flat, &o);
			sec_bufs_free(&s);
		}
		sec_close(&s);
	}
}

/* Addresses of a descriptor, and what the engine does with them. */
static const struct {
	size_t field;
	bool write;
} roles[] = {
	{ offsetof(struct sec_desc, src), false },
	{ offsetof(struct sec_desc, dst), true },
	{ offsetof(struct sec_desc, mac), true },
	{ offsetof(struct sec_desc, c_key), false },
	{ offsetof(struct sec_desc, c_iv), false },
	{ offsetof(struct sec_desc, a_key), false },
	{ offsetof(struct sec_desc, a_iv), false },
};

/* Whether a kind needs the address of a role, from 6.4. */
static bool
role_used(const struct sec_desc *d, unsigned int role)
{
	bool first = d->a_alg == 0x22 && d->pad == 1;

	switch (role) {
	case 0:
		return true;
	case 1:
		return d->cipher != 0;
	case 2:
		return d->auth != 0 || d->c_mode == 5 || d->c_mode == 6;
	case 3:
		return d->cipher != 0;
	case 4:
		return d->cipher != 0 && d->c_mode != 0;
	case 5:
		return d->auth != 0 && d->a_key_words != 0;
	default:
		return !first && (d->ai_gen == 1 || d->c_mode == 5);
	}
}

/* One address is bad: forbidden, read-only where written, or nothing. */
static void
one_fault(struct sec_client *s, const struct sec_desc *kind,
	  unsigned int role, unsigned int how)
{
	bool verify = kind->auth == 2 ||
		      (kind->auth == 0 && kind->cipher == 2);
	struct sec_desc d = *kind;
	const void *bad = NULL;

	sides(s, &d);
	d.de = out_len(&d) > 0;
	d.src = sec_buf_ro(s, in_len(&d));
	d.dst = sec_buf(s, out_len(&d));
	if (how == 0)
		bad = sec_buf_forbidden(s, MAX_IN);
	/* Verifying reads the MAC, unless it is a state. */
	if (how == 1 && (!roles[role].write ||
			 (role == 2 && verify && !is_middle(&d))))
		return;
	if (how == 1)
		bad = sec_buf_ro(s, MAX_IN);
	memcpy((uint8_t *)&d + roles[role].field, &bad, sizeof(bad));
	sec_snapshot(s);
	assert_int_equal(sec_run(s, &d), SEC_REFUSED(MSEC_ERR_ACCESS));
	assert_true(sec_unchanged(s));
}

static void
faults(void **state)
{
	struct sec_client s;
	unsigned int bounce, k, role, how;

	(void)state;
	for (bounce = 0; bounce < 2; bounce++) {
		sec_open(&s, 5, bounce);
		for (k = 0; k < NB_KINDS; k++) {
			for (role = 0; role < 7; role++) {
				if (!role_used(&kinds[k], role))
					continue;
				for (how = 0; how < 3; how++) {
					one_fault(&s, &kinds[k], role, how);
					sec_bufs_free(&s);
				}
			}
		}
		sec_close(&s);
	}
}

/* The other way round: what is not needed may be anything. */
static void
unused_addresses(void **state)
{
	struct sec_client s;
	unsigned int k, role;

	(void)state;
	sec_open(&s, 5, false);
	for (k = 0; k < NB_KINDS; k++) {
		for (role = 0; role < 7; role++) {
			struct sec_desc d = kinds[k];
			const void *bad = sec_buf_forbidden(&s, MAX_IN);

			if (role_used(&d, role))
				continue;
			sides(&s, &d);
			d.de = out_len(&d) > 0;
			d.src = sec_buf_ro(&s, in_len(&d));
			d.dst = sec_buf(&s, out_len(&d));
			memcpy((uint8_t *)&d + roles[role].field, &bad,
			       sizeof(bad));
			assert_int_equal(sec_run(&s, &d) & 0xff0001, 1);
		}
		sec_bufs_free(&s);
	}
	assert_int_equal(hisi_model_checked_refused(s.mem), 0);
	sec_close(&s);
}

/* The faults of a list of three entries (qm.md 8, 17). */
enum list_fault {
	MISALIGNED, USED_BEYOND_CAPACITY, TOO_SHORT, EMPTY_ENTRY, HUGE_ENTRY,
	BAD_HEAD, BAD_NEXT, BAD_SEGMENT, NB_LIST_FAULTS,
};

static void
list_break(struct sec_client *s, struct sec_sgl *sgl, enum list_fault how)
{
	const uint16_t used = 4, capacity = 3, two = 2;
	const uint32_t huge = (8 << 20) + 1, none = 0;
	uint64_t forbidden = (uintptr_t)sec_buf_forbidden(s, 256);
	uint8_t *list = sgl->head, *second = list + 64 + 32;

	switch (how) {
	case MISALIGNED:
		sgl->head = memmove(sec_buf(s, 256) + 32, list, 160);
		break;
	case USED_BEYOND_CAPACITY:
		memcpy(list + 10, &used, 2);
		memcpy(list + 12, &capacity, 2);
		break;
	case TOO_SHORT:
		memcpy(list + 10, &two, 2);
		break;
	case EMPTY_ENTRY:
		memcpy(second + 16, &none, 4);
		break;
	case HUGE_ENTRY:
		memcpy(second + 16, &huge, 4);
		break;
	case BAD_HEAD:
		sgl->head = (void *)(uintptr_t)forbidden;
		break;
	case BAD_NEXT:
		memcpy(list + 10, &two, 2);
		memcpy(list, &forbidden, 8);
		break;
	default:
		/* The first segment: nothing is written before it. */
		memcpy(list + 64, &forbidden, 8);
	}
}

static void
list_faults(void **state)
{
	static const size_t piece[3] = { 100, 201, 400 };
	struct sec_client s;
	struct sec_sgl sgl;
	unsigned int k, how, dst;
	uint32_t code;

	(void)state;
	sec_open(&s, 5, false);
	for (k = 0; k < 2 * NB_LIST_FAULTS; k++) {
		/* CBC, 320 bytes: three entries are needed. */
		struct sec_desc d = kinds[0];

		how = k / 2;
		dst = k % 2;
		sides(&s, &d);
		d.de = 1;
		d.src = sec_buf_ro(&s, 320);
		d.dst = sec_buf(&s, 320);
		sec_sgl(&s, &sgl, piece, 3, 3);
		list_break(&s, &sgl, how);
		if (dst) {
			d.dst_type = 1;
			d.dst = sgl.head;
		} else {
			d.src_type = 1;
			d.src = sgl.head;
		}
		code = how >= BAD_HEAD ? MSEC_ERR_ACCESS : MSEC_ERR_SGL;
		sec_snapshot(&s);
		assert_int_equal(sec_run(&s, &d), SEC_REFUSED(code));
		assert_true(sec_unchanged(&s));
		sec_bufs_free(&s);
	}
	sec_close(&s);
}

/* A list that leads to itself ends (qm.md 8.3: at most 256 lists). */
static void
list_loop(void **state)
{
	static const size_t piece[1] = { 1 };
	struct sec_desc d = kinds[0];
	struct sec_client s;
	struct sec_sgl sgl;

	(void)state;
	sec_open(&s, 5, false);
	sides(&s, &d);
	d.c_len = 512;
	d.src_type = 1;
	sec_sgl(&s, &sgl, piece, 1, 1);
	memcpy(sgl.head, &sgl.head, 8);
	d.src = sgl.head;
	sec_snapshot(&s);
	assert_int_equal(sec_run(&s, &d), SEC_REFUSED(MSEC_ERR_SGL));
	assert_true(sec_unchanged(&s));
	sec_close(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scatter_lists),
		cmocka_unit_test(in_place),
		cmocka_unit_test(overlap),
		cmocka_unit_test(faults),
		cmocka_unit_test(unused_addresses),
		cmocka_unit_test(list_faults),
		cmocka_unit_test(list_loop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
