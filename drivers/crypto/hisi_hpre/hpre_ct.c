/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The last step of decoding after decryption, in constant time. */

#include <string.h>

#include <hisi_compat.h>
#include <hw/hpre.h>

#include "hpre_pad.h"

/*
 * Shifts of 1, 2, 4, ... bytes bring the message to the front. Then each byte of
 * the output is either kept or replaced by its byte of the message.
 */
bool
hpre_ct_deliver(const uint8_t *em, uint32_t len, uint32_t start,
		uint32_t good, uint8_t *out, size_t *out_len)
{
	uint32_t i, step, here, msg_len = len - start;
	uint8_t msg[HISI_HPRE_MAX_KSZ];

	good = hpre_opaque(good);
	memcpy(msg, em, len);
	for (step = 1; step < len; step <<= 1) {
		here = hpre_opaque(~hpre_mask_zero(start & step));
		for (i = 0; i < len - step; i++)
			msg[i] = (msg[i] & ~here) | (msg[i + step] & here);
	}
	for (i = 0; i < len; i++) {
		here = hpre_opaque(good & hpre_mask_less(i, msg_len));
		out[i] = (out[i] & ~here) | (msg[i] & here);
	}
	*out_len = (*out_len & ~(size_t)(int32_t)good) |
		   (msg_len & (size_t)(int32_t)good);
	hisi_memzero(msg, sizeof(msg));
	return good != 0;
}
