/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Where the data of an operation is: mbuf chains and vectors. */

#include <errno.h>

#include "sec_request.h"

/*
 * Go on to the segment of a byte. The offset becomes that in the segment.
 * Returns how many bytes the segment has from there on, 0 behind the end.
 */
static uint32_t
seek(struct sec_bytes *buf, uint64_t *offset, uint8_t **at)
{
	for (; buf->m != NULL; buf->m = buf->m->next) {
		if (*offset < buf->m->data_len) {
			*at = rte_pktmbuf_mtod_offset(buf->m, uint8_t *,
						      *offset);
			return buf->m->data_len - *offset;
		}
		*offset -= buf->m->data_len;
	}
	for (; buf->nb != 0; buf->vec++, buf->nb--) {
		if (*offset < buf->vec->len) {
			*at = (uint8_t *)buf->vec->base + *offset;
			return buf->vec->len - *offset;
		}
		*offset -= buf->vec->len;
	}
	return 0;
}

/* Add a range of vectors. An entry of a list holds less than a vector may. */
static int
add_vectors(struct hisi_qm_sgl *sgl, struct sec_bytes buf, uint64_t offset,
	    uint32_t len)
{
	uint8_t *at;
	uint32_t n;
	int ret = 0;

	for (; len != 0 && ret == 0; len -= n, offset += n) {
		n = RTE_MIN(seek(&buf, &offset, &at),
			    RTE_MIN(len, (uint32_t)HISI_QM_SGE_MAX_LEN));
		ret = n == 0 ? -EINVAL : hisi_qm_sgl_add(sgl, at, n);
	}
	return ret;
}

int
sec_bytes_add(struct hisi_qm_sgl *sgl, const struct sec_bytes *buf,
	    uint32_t offset, uint32_t len)
{
	return buf->m != NULL ?
	       hisi_qm_sgl_add_mbuf(sgl, buf->m, offset, len) :
	       add_vectors(sgl, *buf, offset, len);
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
	sec_list_start(sgl, place);
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
	sec_list_start(sgl, &w->dst);
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

	sec_list_start(sgl, place);
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

	sec_list_start(sgl, place);
	ret = sec_bytes_add(sgl, &r->src, r->c_off, at - r->c_off);
	if (ret == 0)
		ret = hisi_qm_sgl_add(sgl, r->digest, n);
	if (ret == 0)
		ret = sec_bytes_add(sgl, &r->src, at + n, end - at - n);
	return ret;
}

uint8_t *
sec_bytes_at(const struct sec_bytes *buf, uint64_t offset, uint32_t *room)
{
	struct sec_bytes b = *buf;
	uint8_t *at;

	*room = seek(&b, &offset, &at);
	return *room != 0 ? at : NULL;
}

int
sec_bytes_copy(const struct sec_bytes *to, const struct sec_bytes *from,
	       uint32_t offset, uint32_t len)
{
	struct sec_bytes out = *to, in = *from;
	uint64_t o = offset, i = offset, end = o + len;
	uint8_t *d = NULL, *s = NULL;
	uint32_t n;

	if (end != 0 && (sec_bytes_at(to, end - 1, &n) == NULL ||
			 sec_bytes_at(from, end - 1, &n) == NULL))
		return -EINVAL;
	for (; len != 0; len -= n, o += n, i += n) {
		n = RTE_MIN(seek(&out, &o, &d), seek(&in, &i, &s));
		n = RTE_MIN(n, len);
		memcpy(d, s, n);
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
