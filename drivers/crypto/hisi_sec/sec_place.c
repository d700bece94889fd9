/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Where the data of an operation is: mbuf chains and vectors. */

#include <errno.h>

#include "sec_request.h"

/* Add a range of vectors. An entry of a list holds less than a vector may. */
static int
add_vectors(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
	    uint32_t offset, uint32_t len)
{
	const struct rte_crypto_vec *v = buf->vec;
	const struct rte_crypto_vec *end = v + buf->nb;
	uint32_t n, part;
	int ret = 0;

	for (; v != end && len != 0 && ret == 0; v++) {
		if (offset >= v->len) {
			offset -= v->len;
			continue;
		}
		n = RTE_MIN(len, v->len - offset);
		len -= n;
		for (; n != 0 && ret == 0; n -= part, offset += part) {
			part = RTE_MIN(n, HISI_QM_SGE_MAX_LEN);
			ret = hisi_qm_sgl_add(sgl, (uint8_t *)v->base + offset,
					      part);
		}
		offset = 0;
	}
	return len == 0 ? ret : -EINVAL;
}

int
sec_bytes_add(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
	    uint32_t offset, uint32_t len)
{
	return buf->m != NULL ?
	       hisi_qm_sgl_add_mbuf(sgl, buf->m, offset, len) :
	       add_vectors(sgl, buf, offset, len);
}

int
sec_bytes_place(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
	      uint32_t offset, uint32_t len, struct sec_place *place)
{
	if (buf->m != NULL && likely(sec_is_flat(buf->m, offset, len))) {
		place->addr = hisi_qm_mbuf_addr(buf->m) + offset;
		place->sgl = false;
		return 0;
	}
	if (buf->m == NULL && likely(buf->nb != 0 && (uint64_t)offset + len <=
				     buf->vec->len)) {
		place->addr = hisi_qm_addr(buf->vec->base) + offset;
		place->sgl = false;
		return 0;
	}
	hisi_qm_sgl_init(sgl);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	return sec_bytes_add(sgl, buf, offset, len);
}

int
sec_refuse_place(struct sec_request *r, int err, uint32_t offset, uint32_t len)
{
	if (err == -ENOSPC)
		return SEC_REFUSE(r, "the data is in more than %u segments; linearise it or use fewer",
				  HISI_QM_SGL_MAX_SGE);
	return SEC_REFUSE(r, "data at offset %u, %u bytes, is not all in the mbufs or vectors",
			  offset, len);
}

int
sec_place_both(struct sec_request *r, struct sec_words *w, uint32_t offset,
	   uint32_t len)
{
	int ret = sec_bytes_place(sec_list(r, HISI_QM_SGL_SRC), &r->src, offset,
				len, &w->src);

	w->len = len;
	w->dst = w->src;
	w->oop = r->oop;
	if (ret == 0 && r->oop)
		ret = sec_bytes_place(sec_list(r, HISI_QM_SGL_DST), &r->dst, offset,
				    len, &w->dst);
	return ret == 0 ? 0 : sec_refuse_place(r, ret, offset, len);
}

int
sec_place_behind_sink(struct sec_request *r, struct sec_words *w, uint32_t before)
{
	struct hisi_qm_sgl *sgl = sec_list(r, HISI_QM_SGL_DST);
	int ret;

	w->oop = true;
	w->dst.addr = hisi_qm_addr(sgl);
	w->dst.sgl = true;
	hisi_qm_sgl_init(sgl);
	hisi_qm_sgl_add(sgl, r->qp->sink, before);
	ret = sec_bytes_add(sgl, &r->dst, r->c_off, r->c_len);
	return ret == 0 ? 0 : sec_refuse_place(r, ret, r->c_off, r->c_len);
}

int
sec_place_mixed(struct sec_request *r, struct sec_place *place)
{
	uint64_t a = r->a_off, a_end = a + r->a_len;
	uint64_t c = r->c_off, c_end = c + r->c_len;
	/* Cut the auth region at the ends of the cipher region. */
	uint64_t c1 = RTE_MAX(a, RTE_MIN(c, a_end));
	uint64_t c2 = RTE_MAX(c1, RTE_MIN(c_end, a_end));
	struct hisi_qm_sgl *sgl = sec_list(r, HISI_QM_SGL_AUTH);
	int ret;

	hisi_qm_sgl_init(sgl);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	ret = sec_bytes_add(sgl, &r->src, a, c1 - a);
	if (ret == 0)
		ret = sec_bytes_add(sgl, &r->dst, c1, c2 - c1);
	if (ret == 0)
		ret = sec_bytes_add(sgl, &r->src, c2, a_end - c2);
	return ret;
}

int
sec_place_digest(struct sec_request *r, struct sec_place *place)
{
	uint32_t at = r->a_off + r->a_len, end = r->c_off + r->c_len;
	uint32_t n = RTE_MIN(end - at, r->s->digest_len);
	struct hisi_qm_sgl *sgl = sec_list(r, HISI_QM_SGL_SRC);
	int ret;

	hisi_qm_sgl_init(sgl);
	place->addr = hisi_qm_addr(sgl);
	place->sgl = true;
	ret = sec_bytes_add(sgl, &r->src, r->c_off, at - r->c_off);
	if (ret == 0)
		ret = hisi_qm_sgl_add(sgl, r->digest, n);
	if (ret == 0)
		ret = sec_bytes_add(sgl, &r->src, at + n, end - at - n);
	return ret;
}

/* A walk over data, segment by segment. */
struct walk {
	struct sec_bytes buf;
	uint8_t *at;   /* Next byte. */
	uint32_t room; /* Bytes of the segment from there on. */
};

/* Go to the next segment. Returns false at the end. */
static bool
walk_next(struct walk *w)
{
	if (w->buf.m != NULL) {
		w->at = rte_pktmbuf_mtod(w->buf.m, uint8_t *);
		w->room = w->buf.m->data_len;
		w->buf.m = w->buf.m->next;
		return true;
	}
	if (w->buf.nb == 0)
		return false;
	w->at = w->buf.vec->base;
	w->room = w->buf.vec->len;
	w->buf.vec++;
	w->buf.nb--;
	return true;
}

/* Go n bytes on. Returns false if there are fewer. */
static bool
walk_skip(struct walk *w, uint32_t n)
{
	while (n > w->room) {
		n -= w->room;
		if (!walk_next(w))
			return false;
	}
	w->at += n;
	w->room -= n;
	return true;
}

uint8_t *
sec_bytes_at(const struct sec_bytes *buf, uint32_t offset, uint32_t *room)
{
	struct walk w = { .buf = *buf };

	if (!walk_skip(&w, offset))
		return NULL;
	while (w.room == 0)
		if (!walk_next(&w))
			return NULL;
	*room = w.room;
	return w.at;
}

static bool
has(const struct sec_bytes *buf, uint32_t offset, uint32_t len)
{
	struct walk w = { .buf = *buf };

	return walk_skip(&w, offset) && walk_skip(&w, len);
}

int
sec_bytes_copy(const struct sec_bytes *to, const struct sec_bytes *from,
	     uint32_t offset, uint32_t len)
{
	struct walk out = { .buf = *to }, in = { .buf = *from };
	uint32_t n;

	if (!has(to, offset, len) || !has(from, offset, len))
		return -EINVAL;
	walk_skip(&out, offset);
	walk_skip(&in, offset);
	while (len != 0) {
		n = RTE_MIN(len, RTE_MIN(in.room, out.room));
		if (n != 0)
			memcpy(out.at, in.at, n);
		len -= n;
		walk_skip(&out, n);
		walk_skip(&in, n);
		if (in.room == 0)
			walk_next(&in);
		if (out.room == 0)
			walk_next(&out);
	}
	return 0;
}

int
sec_find_enciphered(struct sec_request *r)
{
	bool auth_first = (r->s->flags & SEC_F_AUTH_FIRST) != 0;
	bool verify = (r->s->flags & SEC_F_VERIFY) != 0;
	uint64_t at = (uint64_t)r->a_off + r->a_len;
	uint64_t end = (uint64_t)r->c_off + r->c_len;
	uint32_t in_room = 0, room = 0, need;
	uint8_t *in, *out;

	if (auth_first == verify || r->digest == NULL || r->c_off > at ||
	    end <= at)
		return 0;
	in = sec_bytes_at(&r->src, at, &in_room);
	out = r->oop ? sec_bytes_at(&r->dst, at, &room) : in;
	if (r->digest != in && r->digest != out)
		return 0;
	need = r->digest == out ? RTE_MIN(end - at, r->s->digest_len) :
				  r->s->digest_len;
	if (!r->oop)
		room = in_room;
	if (out == NULL || room < need)
		return SEC_REFUSE(r, "the digest to be encrypted or decrypted has %u bytes in its segment and needs %u; let it lie in one segment",
				  room, need);
	r->enciphered = true;
	r->digest = out;
	if (auth_first) {
		sec_tag_later(r->cookie, r->s, out);
		r->aux |= SEC_AUX_WIPE;
	}
	return 0;
}
