/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Each output packet, inflated with zlib, is its original. */

#include <inttypes.h>
#include <string.h>
#include <zlib.h>

#include "chain_wire.h"
#include "check.h"

#define MAX_PAYLOAD 65536

static const char *
inflate_payload(z_stream *z, const uint8_t *in, uint32_t len,
		const uint8_t *want, uint32_t want_len)
{
	static uint8_t clear[MAX_PAYLOAD];
	int ret;

	inflateReset(z);
	z->next_in = (uint8_t *)(uintptr_t)in;
	z->avail_in = len;
	z->next_out = clear;
	z->avail_out = sizeof(clear);
	ret = inflate(z, Z_FINISH);
	if (ret != Z_STREAM_END)
		return "zlib cannot inflate it";
	if (z->avail_in != 0)
		return "there are bytes behind its DEFLATE stream";
	if (z->total_out != want_len || memcmp(clear, want, want_len) != 0)
		return "its payload is not the original";
	return NULL;
}

/* The packet's own headers, but for what the chain changes. */
static bool
headers_equal(const struct frame *out, const struct check_packet *p)
{
	const struct frame_layout *l = &p->l;
	uint8_t a[256], b[256];
	uint8_t *copy[] = { a, b };
	unsigned int i;

	/* At most 14 + 60 + 60 bytes. */
	memcpy(a, out->data, l->payload);
	memcpy(b, p->original->data, l->payload);
	for (i = 0; i < 2; i++) {
		put_be(copy[i] + l->ip + FRAME_IP_LENGTH, 2, 0);
		put_be(copy[i] + l->ip + FRAME_IP_CHECKSUM, 2, 0);
		put_be(copy[i] + l->tcp + FRAME_TCP_CHECKSUM, 2, 0);
	}
	return memcmp(a, b, l->payload) == 0;
}

static const char *
check_compressed(z_stream *z, const struct frame *out,
		 const struct check_packet *p)
{
	const uint8_t *head = out->data + p->l.payload;
	struct frame_layout l;

	if (frame_parse(out, &l) != 0 || l.payload != p->l.payload ||
	    l.payload_len < CHAIN_OUT_LEN)
		return "it is no packet of the chain";
	if (frame_check(out, &l) != 0)
		return "its IPv4 length or a checksum is wrong";
	if (!headers_equal(out, p))
		return "its headers are not those of the original";
	if (memcmp(head, CHAIN_OUT_MAGIC, CHAIN_MAGIC_LEN) != 0 ||
	    head[CHAIN_OUT_VERSION_OFF] != CHAIN_VERSION)
		return "its header has a wrong magic or version";
	if (get_be(head + CHAIN_OUT_SEQUENCE_OFF, 4) != p->sequence)
		return "its sequence number is out of order";
	if (get_be(head + CHAIN_OUT_LENGTH_OFF, 2) != p->l.payload_len)
		return "its header has a wrong payload length";
	return inflate_payload(z, head + CHAIN_OUT_LEN,
			       l.payload_len - CHAIN_OUT_LEN,
			       p->original->data + p->l.payload,
			       p->l.payload_len);
}

static const char *
check_packet(z_stream *z, const struct frame *out,
	     const struct check_packet *p)
{
	if (!p->plain)
		return check_compressed(z, out, p);
	return out->len == p->original->len &&
	       memcmp(out->data, p->original->data, out->len) == 0 ? NULL :
	       "it has no payload and is not as it was";
}

void
check_output(struct check *c)
{
	const char *what = "output packets", *why = NULL;
	z_stream z = { 0 };
	size_t i;

	if (inflateInit2(&z, -MAX_WBITS) != Z_OK) {
		check_failed(c, what, "zlib fails");
		return;
	}
	for (i = 0; i < c->nb && i < c->output.nb && why == NULL; i++)
		why = check_packet(&z, &c->output.frame[i], &c->packet[i]);
	inflateEnd(&z);
	if (why != NULL)
		check_failed(c, what, "packet %zu of %zu: %s", i,
			     c->output.nb, why);
	else if (c->output.nb != c->nb)
		check_failed(c, what, "%zu packets, %zu expected",
			     c->output.nb, c->nb);
	else
		check_ok(c, what, "%zu inflated with zlib and equal, %zu without payload, all in order",
			 c->nb_payload, c->nb - c->nb_payload);
}

/* Occurrences that may overlap, the plain way. */
static uint64_t
count_text(const uint8_t *p, size_t len, const char *text)
{
	size_t n = strlen(text), i;
	uint64_t found = 0;

	for (i = 0; i + n <= len; i++)
		found += strncmp((const char *)p + i, text, n) == 0;
	return found;
}

static uint64_t
count_all(const struct check *c, const char *text)
{
	const struct check_packet *p;
	uint64_t found = 0;
	size_t i;

	for (i = 0; i < c->nb; i++) {
		p = &c->packet[i];
		found += count_text(p->original->data + p->l.payload,
				    p->l.payload_len, text);
	}
	return found;
}

static json_int_t
stage_count(const struct check *c, const char *stage)
{
	const json_t *row;
	const char *name;
	size_t i;

	json_array_foreach(json_object_get(c->result, "stages"), i, row) {
		name = json_string_value(json_object_get(row, "stage"));
		if (name != NULL && strcmp(name, stage) == 0 &&
		    json_is_integer(json_object_get(row, "packets")))
			return json_integer_value(json_object_get(row,
								  "packets"));
	}
	return -1;
}

static void
check_find(struct check *c)
{
	const json_t *find = json_object_get(c->result, "find");
	const char *text = json_string_value(json_object_get(find, "text"));
	json_int_t claimed = json_integer_value(json_object_get(find,
								"count"));
	uint64_t found;

	if (text == NULL || *text == '\0') {
		check_failed(c, "text found", "the result has no text");
		return;
	}
	found = count_all(c, text);
	if (claimed < 0 || (uint64_t)claimed != found)
		check_failed(c, "text found", "the chain found '%s' %" JSON_INTEGER_FORMAT
			     " times, it is there %" PRIu64 " times", text,
			     claimed, found);
	else
		check_ok(c, "text found", "'%s' %" PRIu64 " times", text,
			 found);
}

static void
check_stages(struct check *c)
{
	const struct {
		const char *stage;
		json_int_t want;
	} counts[] = {
		{ "received", c->nb },
		{ "passed through", c->nb - c->nb_payload },
		{ "unwrapped", c->nb_payload },
		{ "decrypted", c->nb_payload },
		{ "inspected", c->nb_payload },
		{ "compressed", c->nb_payload },
		{ "transmitted", c->nb },
		{ "dropped", 0 },
		{ "lost", 0 },
	};
	json_int_t got;
	size_t i;

	if (!json_is_true(json_object_get(c->result, "ok")))
		check_failed(c, "counts", "the chain says that it failed");
	for (i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		got = stage_count(c, counts[i].stage);
		if (got == counts[i].want)
			continue;
		check_failed(c, "counts", "the chain says %s: %"
			     JSON_INTEGER_FORMAT ", %" JSON_INTEGER_FORMAT
			     " expected", counts[i].stage, got,
			     counts[i].want);
		return;
	}
	check_ok(c, "counts", "%zu received and transmitted, none dropped or lost",
		 c->nb);
}

void
check_counts(struct check *c)
{
	check_stages(c);
	check_find(c);
}
