/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Descriptors of X25519 and X448 (hpre.md 5.6). */

#include <errno.h>

#include "hpre_op.h"
#include "hpre_operand.h"
#include "hpre_raw.h"

static const struct {
	uint16_t hsz;
	uint16_t len;
	uint8_t base;
	uint32_t a24;
	uint8_t low_mask;   /**< Of the scalar's lowest byte. */
	uint8_t high_mask;  /**< Of its highest byte ... */
	uint8_t high_bit;   /**< ... and what is set in it. */
	uint8_t u_mask;     /**< Of a coordinate's highest byte. */
} params[] = {
	[HPRE_X25519] = { HISI_HPRE_ECC_SZ256, 32, 9, 121665, 0xf8, 0x7f,
			  0x40, 0x7f },
	[HPRE_X448] = { HISI_HPRE_ECC_SZ576, 56, 5, 39081, 0xfc, 0xff,
			0x80, 0xff },
};

size_t
hpre_xdh_len(enum hpre_xdh which)
{
	return params[which].len;
}

/* 2^255 - 19, or 2^448 - 2^224 - 1. */
static void
put_prime(enum hpre_xdh which, uint8_t *slot)
{
	size_t hsz = params[which].hsz, len = params[which].len;

	memset(slot, 0, hsz - len);
	memset(slot + hsz - len, 0xff, len);
	if (which == HPRE_X25519) {
		slot[0] = 0x7f;
		slot[hsz - 1] = 0xed;
	} else {
		slot[hsz - 1 - len / 2] = 0xfe;
	}
}

/* Little-endian octets into a slot. */
static void
put_reversed(uint8_t *slot, size_t hsz, const uint8_t *octets, size_t len)
{
	size_t i;

	memset(slot, 0, hsz - len);
	for (i = 0; i < len; i++)
		slot[hsz - 1 - i] = octets[i];
}

int
hpre_xdh_build(enum hpre_xdh which, const uint8_t *scalar, const uint8_t *u,
	       struct hpre_raw *raw, struct hisi_hpre_sqe *sqe)
{
	const uint32_t hsz = params[which].hsz, len = params[which].len;
	uint8_t *p = raw->key + HISI_HPRE_XDH_KEY_P * hsz;
	uint8_t *a24 = raw->key + HISI_HPRE_XDH_KEY_A24 * hsz;
	uint8_t *k = raw->key + HISI_HPRE_XDH_KEY_K * hsz;
	rte_be32_t be = rte_cpu_to_be_32(params[which].a24);

	put_prime(which, p);
	hpre_put(a24, hsz, (const uint8_t *)&be, sizeof(be));
	put_reversed(k, hsz, scalar, len);
	k[hsz - 1] &= params[which].low_mask;
	k[hsz - len] &= params[which].high_mask;
	k[hsz - len] |= params[which].high_bit;
	if (u == NULL) {
		hpre_put(raw->in, hsz, &params[which].base, 1);
	} else {
		put_reversed(raw->in, hsz, u, len);
		raw->in[hsz - len] &= params[which].u_mask;
		/* Below 2p, so once is enough. */
		if (!hpre_less_public(raw->in, p, hsz))
			hpre_subtract_public(raw->in, p, hsz);
		if (hpre_is_zero(raw->in, hsz))
			return -EINVAL;
	}
	hpre_template(sqe, HISI_HPRE_ALG_X_DH_MULTIPLY, hsz, raw->key);
	hpre_addresses(sqe, raw->in, raw->out);
	return 0;
}

int
hpre_xdh_result(enum hpre_xdh which, const struct hpre_raw *raw, uint8_t *u)
{
	const size_t hsz = params[which].hsz, len = params[which].len;
	size_t i;

	for (i = 0; i < len; i++)
		u[i] = raw->out[hsz - 1 - i];
	return hpre_is_zero(raw->out, hsz) ? -EINVAL : 0;
}
