/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Sessions: the part that all types share. */

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include <rte_bitops.h>

#include "hpre_op.h"
#include "hpre_operand.h"

int
hpre_bad(struct hisi_qm_pair *pair, const char *fmt, ...)
{
	char text[192];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (pair != NULL)
		hisi_qm_op_error(pair, "%s", text);
	else
		HPRE_LOG(ERR, "%s", text);
	return -EINVAL;
}

int
hpre_key_put(struct hisi_qm_pair *pair, uint8_t *to, size_t slot,
	     const char *what, const rte_crypto_uint *v)
{
	if (v->data == NULL || v->length == 0)
		return hpre_bad(pair, "%s is missing", what);
	if (!hpre_fit(to, slot, v->data, v->length))
		return hpre_bad(pair, "%s of %zu bytes is longer than %zu bytes",
				what, v->length, slot);
	if (hpre_is_zero(to, slot))
		return hpre_bad(pair, "%s is 0", what);
	return 0;
}

int
hpre_modulus_put(struct hisi_qm_pair *pair, const uint16_t *sizes,
		 const char *what, const rte_crypto_uint *n, uint8_t *to,
		 struct hpre_session *s)
{
	const uint8_t *data = n->data;
	size_t len = n->length;

	if (data == NULL || len == 0)
		return hpre_bad(pair, "%s is missing", what);
	if (len <= HISI_HPRE_MAX_KSZ + HPRE_EXTRA_ZEROS)
		hpre_strip_public(&data, &len);
	if (len > HISI_HPRE_MAX_KSZ)
		return hpre_bad(pair, "%s of %zu bytes is longer than %u bytes",
				what, len, HISI_HPRE_MAX_KSZ);
	if ((data[len - 1] & 1) == 0)
		return hpre_bad(pair, "%s is even; the hardware takes odd ones",
				what);
	while (*sizes < len)
		sizes++;
	s->ksz = *sizes;
	s->len = len;
	s->bits = 8 * (len - 1) + rte_fls_u32(*data);
	hpre_put(to, s->ksz, data, len);
	return 0;
}

void
hpre_template(struct hisi_hpre_sqe *sqe, uint32_t alg, uint32_t ksz,
	      const void *key)
{
	memset(sqe, 0, sizeof(*sqe));
	sqe->w0 = HISI_PREP(HISI_HPRE_W0_ALG, alg) |
		  HISI_PREP(HISI_HPRE_W0_DONE, HISI_HPRE_DONE_INIT);
	sqe->w1 = HISI_PREP(HISI_HPRE_W1_TASK_LEN1, HISI_HPRE_TASK_LEN(ksz));
	sqe->key_lo = HISI_LO32(hisi_qm_addr(key));
	sqe->key_hi = HISI_HI32(hisi_qm_addr(key));
}

void
hpre_result_put(rte_crypto_param *to, const uint8_t *slot, size_t ksz,
		size_t len, bool strip)
{
	const uint8_t *from = slot + ksz - len;

	if (strip)
		hpre_strip_public(&from, &len);
	memcpy(to->data, from, len);
	to->length = len;
}

/*
 * Whether the chain of an xform is allowed. A second DH xform announces that an
 * op makes private and public key at once. The op says so itself, so the second
 * xform is ignored.
 */
static bool
chain_ok(const struct rte_crypto_asym_xform *x)
{
	return x->next == NULL ||
	       (x->xform_type == RTE_CRYPTO_ASYM_XFORM_DH &&
		x->next->xform_type == RTE_CRYPTO_ASYM_XFORM_DH);
}

int
hpre_session_init(const struct hpre_device *dev, struct hisi_qm_pair *pair,
		  const struct rte_crypto_asym_xform *x,
		  struct hpre_session *s)
{
	const struct hpre_type *type = hpre_type_get(dev->common.qm, x->xform_type);
	int ret;

	memset(s, 0, sizeof(*s));
	if (type == NULL) {
		hpre_bad(pair, "asymmetric xform %d is not offered by this device (generation %u); its capabilities name those that are",
			 x->xform_type, dev->common.qm->gen);
		return -ENOTSUP;
	}
	if (!chain_ok(x)) {
		hpre_bad(pair, "chains of asymmetric xforms are not supported");
		return -ENOTSUP;
	}
	s->type = type;
	ret = type->init(dev, pair, x, s);
	if (ret != 0)
		hisi_memzero(s, sizeof(*s));
	else
		s->tag = dev->tag[s->queue];
	return ret;
}
