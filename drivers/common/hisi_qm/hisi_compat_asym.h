/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef HISI_COMPAT_ASYM_H
#define HISI_COMPAT_ASYM_H

/**
 * @file
 * Differences between DPDK releases in asymmetric crypto. Operands that come
 * with the op in 22.11 come with the xform later, and a session has to keep
 * them.
 */

#include <errno.h>
#include <stdint.h>
#include <string.h>

#include <rte_crypto_asym.h>
#include <rte_version.h>

/**
 * Longest OAEP label, and longest coordinate or private key of a curve, that a
 * session keeps, in bytes.
 */
#define HISI_ASYM_MAX_KEPT 128

/** A copy of bytes that an xform points to. */
struct hisi_asym_bytes {
	uint8_t data[HISI_ASYM_MAX_KEPT];
};

/** @return 0, or -EINVAL if there are more than HISI_ASYM_MAX_KEPT bytes */
static inline int
hisi_asym_keep(struct hisi_asym_bytes *to, rte_crypto_param *kept,
	       const rte_crypto_param *from)
{
	*kept = *from;
	if (from->data == NULL)
		return 0;
	if (from->length > sizeof(to->data))
		return -EINVAL;
	memcpy(to->data, from->data, from->length);
	kept->data = to->data;
	return 0;
}

/* The padding of RSA came with the op until 24.07, and with the xform since. */
#if RTE_VERSION < RTE_VERSION_NUM(24, 11, 0, 0)

/** A session keeps nothing of its xform for ops. */
struct hisi_rsa_kept {
	uint8_t none;
};

/** @return 0 */
static inline int
hisi_rsa_keep(struct hisi_rsa_kept *kept, const struct rte_crypto_rsa_xform *x)
{
	(void)kept;
	(void)x;
	return 0;
}

/** The padding of an op. */
static inline const struct rte_crypto_rsa_padding *
hisi_rsa_padding(const struct hisi_rsa_kept *kept,
		 const struct rte_crypto_rsa_op_param *op)
{
	(void)kept;
	return &op->padding;
}

#else

/** A session keeps padding and label of its xform for ops. */
struct hisi_rsa_kept {
	struct rte_crypto_rsa_padding padding;
	struct hisi_asym_bytes label;
};

/** @return 0, or -EINVAL if the label is longer than HISI_ASYM_MAX_KEPT */
static inline int
hisi_rsa_keep(struct hisi_rsa_kept *kept, const struct rte_crypto_rsa_xform *x)
{
	kept->padding = x->padding;
	if (x->padding.type != RTE_CRYPTO_RSA_PADDING_OAEP)
		return 0;
	return hisi_asym_keep(&kept->label, &kept->padding.oaep_label,
			      &x->padding.oaep_label);
}

/** The padding of an op. */
static inline const struct rte_crypto_rsa_padding *
hisi_rsa_padding(const struct hisi_rsa_kept *kept,
		 const struct rte_crypto_rsa_op_param *op)
{
	(void)op;
	return &kept->padding;
}

#endif

/**
 * Whether the release has an xform for SM2 with its keys, and an id for its
 * curve. (23.07 had one with the keys in the op.)
 */
#if RTE_VERSION >= RTE_VERSION_NUM(23, 11, 0, 0)
#define HISI_HAS_SM2 1
#define HISI_EC_GROUP_SM2 RTE_CRYPTO_EC_GROUP_SM2
#else
#define HISI_HAS_SM2 0
#define HISI_EC_GROUP_SM2 0
#endif

/** Members of SM2's capability: the driver draws nonces and computes Z. */
#if RTE_VERSION >= RTE_VERSION_NUM(24, 11, 0, 0)
#define HISI_SM2_CAPA \
	.op_capa = { \
		[RTE_CRYPTO_ASYM_OP_SIGN] = 1U << RTE_CRYPTO_SM2_RNG | \
					    1U << RTE_CRYPTO_SM2_PH, \
		[RTE_CRYPTO_ASYM_OP_VERIFY] = 1U << RTE_CRYPTO_SM2_PH, \
	},
#else
#define HISI_SM2_CAPA .internal_rng = 1,
#endif

/* The keys of ECDSA came with the op until 23.07, and with the xform since. */
#if RTE_VERSION < RTE_VERSION_NUM(23, 11, 0, 0)

/** A session keeps nothing of its xform for ops. */
struct hisi_ec_kept {
	uint8_t none;
};

/** @return 0 */
static inline int
hisi_ec_keep(struct hisi_ec_kept *kept, const struct rte_crypto_ec_xform *x)
{
	(void)kept;
	(void)x;
	return 0;
}

/** The private key of an ECDSA op. */
static inline const rte_crypto_uint *
hisi_ecdsa_pkey(const struct hisi_ec_kept *kept,
		const struct rte_crypto_ecdsa_op_param *op)
{
	(void)kept;
	return &op->pkey;
}

/** The public key of an ECDSA op. */
static inline const struct rte_crypto_ec_point *
hisi_ecdsa_q(const struct hisi_ec_kept *kept,
	     const struct rte_crypto_ecdsa_op_param *op)
{
	(void)kept;
	return &op->q;
}

/** The private key of an ECDH op. */
static inline const rte_crypto_uint *
hisi_ecdh_priv_key(const struct hisi_ec_kept *kept,
		   const struct rte_crypto_ecdh_op_param *op)
{
	(void)kept;
	return &op->priv_key;
}

/** The peer's public key of an ECDH op. */
static inline const struct rte_crypto_ec_point *
hisi_ecdh_pub_key(const struct hisi_ec_kept *kept,
		  const struct rte_crypto_ecdh_op_param *op)
{
	(void)kept;
	return &op->pub_key;
}

#else

/** A session keeps the keys of its xform for ops. */
struct hisi_ec_kept {
	rte_crypto_uint pkey;
	struct rte_crypto_ec_point q;
	struct hisi_asym_bytes d, x, y;
};

/** @return 0, or -EINVAL if one is longer than HISI_ASYM_MAX_KEPT */
static inline int
hisi_ec_keep(struct hisi_ec_kept *kept, const struct rte_crypto_ec_xform *x)
{
	int ret = hisi_asym_keep(&kept->d, &kept->pkey, &x->pkey);

	if (ret == 0)
		ret = hisi_asym_keep(&kept->x, &kept->q.x, &x->q.x);
	return ret != 0 ? ret : hisi_asym_keep(&kept->y, &kept->q.y, &x->q.y);
}

/** The private key of an ECDSA op. */
static inline const rte_crypto_uint *
hisi_ecdsa_pkey(const struct hisi_ec_kept *kept,
		const struct rte_crypto_ecdsa_op_param *op)
{
	(void)op;
	return &kept->pkey;
}

/** The public key of an ECDSA op. */
static inline const struct rte_crypto_ec_point *
hisi_ecdsa_q(const struct hisi_ec_kept *kept,
	     const struct rte_crypto_ecdsa_op_param *op)
{
	(void)op;
	return &kept->q;
}

/* ECDH has both places since: its documentation speaks of the op, DPDK's own
 * tests use the xform. A key in the xform goes first, since an application
 * that has one there may leave the op's as it was.
 */

/** The private key of an ECDH op. */
static inline const rte_crypto_uint *
hisi_ecdh_priv_key(const struct hisi_ec_kept *kept,
		   const struct rte_crypto_ecdh_op_param *op)
{
	return kept->pkey.data != NULL ? &kept->pkey : &op->priv_key;
}

/** The peer's public key of an ECDH op. */
static inline const struct rte_crypto_ec_point *
hisi_ecdh_pub_key(const struct hisi_ec_kept *kept,
		  const struct rte_crypto_ecdh_op_param *op)
{
	return kept->q.x.data != NULL ? &kept->q : &op->pub_key;
}

#endif

#endif /* HISI_COMPAT_ASYM_H */
