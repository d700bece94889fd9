/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file SEC model: source, destination and MAC in client memory (6). */

#include <errno.h>
#include <string.h>

#include <openssl/crypto.h>

#include "msec.h"

static enum model_addr_type
addr_type(uint8_t type)
{
	return type == HISI_SEC_ADDR_SGL ? MODEL_ADDR_SGL : MODEL_ADDR_FLAT;
}

/* Part of the source, from an offset on. */
static struct model_range
source(const struct msec_req *r, uint64_t offset, uint64_t len)
{
	return (struct model_range) {
		.role = "src", .type = addr_type(r->src_type), .addr = r->src,
		.offset = offset, .len = len,
	};
}

int
msec_auth_open(struct model_exec *x, const struct msec_req *r,
	       struct model_view *src)
{
	const struct model_range range = source(r, r->auth_offset, r->a_len);

	return msec_mem_error(model_view_in(x, &range, src));
}

/* Part of the source that holds both regions and what is copied. */
static void
source_span(const struct msec_req *r, uint32_t auth_len, uint64_t *first,
	    uint64_t *end)
{
	uint64_t auth_end = r->auth_offset + (uint64_t)auth_len;

	*first = r->cipher_offset;
	*end = r->cipher_offset + (uint64_t)r->c_len;
	if (auth_len > 0) {
		if (r->auth_offset < *first || r->c_len == 0)
			*first = r->auth_offset;
		if (auth_end > *end || r->c_len == 0)
			*end = auth_end;
	}
	if (r->de == HISI_SEC_DE_DST) {
		*first = 0;
		if (*end < r->cipher_offset)
			*end = r->cipher_offset;
	}
}

static int
destination_open(struct model_exec *x, const struct msec_req *r,
		 struct msec_data *d)
{
	struct model_range range;
	int ret;

	if (r->de == HISI_SEC_DE_SRC) {
		d->header = 0;
		if (x->plain && d->src.direct && d->src.len == r->c_len) {
			/* The view for reading serves for writing too. */
			d->dst = d->src;
			d->out = d->dst.p;
			return 0;
		}
		range = source(r, r->cipher_offset, r->c_len);
		range.role = "dst";
		ret = model_view_out(x, &range, &d->dst);
		if (ret == 0)
			d->out = d->dst.p;
		return ret;
	}
	/* There is no destination offset: output byte i of the cipher region
	 * goes where input byte i is in the source, behind a copy of what is
	 * in front of it (6.2).
	 */
	d->header = r->cipher_offset;
	range = (struct model_range) {
		.role = "dst", .type = addr_type(r->dst_type), .addr = r->dst,
		.len = d->header + (uint64_t)r->c_len,
	};
	ret = model_view_out(x, &range, &d->dst);
	if (ret == 0)
		ret = model_view_detach(x, &d->src, &d->dst);
	if (ret == 0)
		d->out = d->dst.p + d->header;
	return ret;
}

/*
 * Whether to look at both regions one by one. As one view, regions in pieces
 * of their own, such as AAD and payload, would have to be copied.
 */
static bool
regions_apart(const struct msec_req *r, uint32_t auth_len)
{
	return r->de == HISI_SEC_DE_SRC && auth_len > 0 &&
	       r->c_len > 0 &&
	       (r->auth_offset + (uint64_t)auth_len <= r->cipher_offset ||
		r->cipher_offset + (uint64_t)r->c_len <= r->auth_offset);
}

static int
regions_open(struct model_exec *x, const struct msec_req *r,
	     uint32_t auth_len, struct msec_data *d)
{
	const struct model_range of_auth = source(r, r->auth_offset, auth_len);
	const struct model_range of_cipher = source(r, r->cipher_offset,
						    r->c_len);
	struct model_view auth;
	int ret;

	ret = model_view_in(x, &of_auth, &auth);
	if (ret == 0)
		ret = model_view_in(x, &of_cipher, &d->src);
	if (ret == 0)
		ret = destination_open(x, r, d);
	if (ret != 0)
		return msec_mem_error(ret);
	d->auth = auth.p;
	d->in = d->src.p;
	return MSEC_OK;
}

int
msec_data_open(struct model_exec *x, const struct msec_req *r,
	       uint32_t auth_len, struct msec_data *d)
{
	struct model_range range;
	uint64_t first, end;
	int ret;

	if (regions_apart(r, auth_len))
		return regions_open(x, r, auth_len, d);
	source_span(r, auth_len, &first, &end);
	range = source(r, first, end - first);
	ret = model_view_in(x, &range, &d->src);
	if (ret == 0)
		ret = destination_open(x, r, d);
	if (ret != 0)
		return msec_mem_error(ret);
	/* An empty region may lie outside of the span. */
	d->in = r->c_len > 0 ? d->src.p + (r->cipher_offset - first) :
			       d->src.p;
	d->auth = auth_len > 0 ? d->src.p + (r->auth_offset - first) :
				 d->src.p;
	return MSEC_OK;
}

void
msec_data_header(const struct msec_data *d)
{
	if (d->header > 0 && d->dst.p != d->src.p)
		memcpy(d->dst.p, d->src.p, d->header);
}

int
msec_data_close(struct model_exec *x, struct msec_data *d)
{
	return msec_mem_error(model_view_commit(x, &d->dst, d->dst.len));
}

/*
 * A view that is a copy would find a bad address only at its commit, after the
 * data has been written. Find it now: write back the bytes that are there.
 */
static int
write_probe(struct model_exec *x, const struct msec_tag *tag, uint64_t addr)
{
	uint8_t old[MSEC_MAX_MAC];
	int ret;

	if (tag->view.direct)
		return 0;
	ret = model_mem_read(x, "mac", addr, old, tag->len);
	if (ret == 0)
		ret = model_mem_write(x, "mac", addr, old, tag->len);
	return ret;
}

int
msec_tag_open(struct model_exec *x, const struct msec_req *r, uint32_t len,
	      bool verify, struct msec_tag *tag)
{
	const struct model_range range = {
		.role = "mac", .type = MODEL_ADDR_FLAT, .addr = r->mac,
		.len = len,
	};
	int ret;

	tag->len = len;
	tag->verify = verify;
	if (verify)
		return msec_mem_error(model_mem_read(x, "mac", r->mac,
						     tag->want, len));
	ret = model_view_out(x, &range, &tag->view);
	if (ret == 0)
		ret = write_probe(x, tag, r->mac);
	return msec_mem_error(ret);
}

int
msec_tag_close(struct model_exec *x, struct msec_tag *tag, const uint8_t *value,
	       uint32_t *icv)
{
	if (tag->verify) {
		*icv = CRYPTO_memcmp(tag->want, value, tag->len) == 0 ?
			HISI_SEC_ICV_MATCH : HISI_SEC_ICV_MISMATCH;
		return MSEC_OK;
	}
	memcpy(tag->view.p, value, tag->len);
	return msec_mem_error(model_view_commit(x, &tag->view, tag->len));
}
