/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Names of the algorithms in a device's capabilities. */

#include <rte_comp.h>
#include <rte_compressdev.h>
#include <rte_cryptodev.h>

#include "accel.h"
#include "hisi_compat_app.h"

/* DPDK's table of these names is shorter than the enum. */
static const char * const asym_names[] = {
	[RTE_CRYPTO_ASYM_XFORM_NONE] = "none",
	[RTE_CRYPTO_ASYM_XFORM_RSA] = "rsa",
	[RTE_CRYPTO_ASYM_XFORM_DH] = "dh",
	[RTE_CRYPTO_ASYM_XFORM_DSA] = "dsa",
	[RTE_CRYPTO_ASYM_XFORM_MODINV] = "modinv",
	[RTE_CRYPTO_ASYM_XFORM_MODEX] = "modexp",
	[RTE_CRYPTO_ASYM_XFORM_ECDSA] = "ecdsa",
	[RTE_CRYPTO_ASYM_XFORM_ECDH] = "ecdh",
	[RTE_CRYPTO_ASYM_XFORM_ECPM] = "ecpm",
	[RTE_CRYPTO_ASYM_XFORM_ECFPM] = "ecfpm",
};

static const char *
known(const char *name)
{
	return name != NULL ? name : "unknown";
}

static const char *
asym_name(unsigned int type)
{
	return known(type < RTE_DIM(asym_names) ? asym_names[type] : NULL);
}

const char *
accel_crypto_name(const struct rte_cryptodev_capabilities *cap)
{
	if (cap->op == RTE_CRYPTO_OP_TYPE_ASYMMETRIC)
		return asym_name(cap->asym.xform_capa.xform_type);
	switch (cap->sym.xform_type) {
	case RTE_CRYPTO_SYM_XFORM_CIPHER:
		return known(hisi_cipher_name(cap->sym.cipher.algo));
	case RTE_CRYPTO_SYM_XFORM_AUTH:
		return known(hisi_auth_name(cap->sym.auth.algo));
	case RTE_CRYPTO_SYM_XFORM_AEAD:
		return known(hisi_aead_name(cap->sym.aead.algo));
	default:
		return "unknown";
	}
}

json_t *
accel_crypto_algorithms(uint8_t dev_id)
{
	const struct rte_cryptodev_capabilities *cap;
	struct rte_cryptodev_info info;
	json_t *names = json_array();

	rte_cryptodev_info_get(dev_id, &info);
	for (cap = info.capabilities;
	     cap != NULL && cap->op != RTE_CRYPTO_OP_TYPE_UNDEFINED; cap++)
		json_array_append_new(names,
				      json_string(accel_crypto_name(cap)));
	return names;
}

static const char *
compress_name(enum rte_comp_algorithm algo)
{
	switch (algo) {
	case RTE_COMP_ALGO_NULL:
		return "null";
	case RTE_COMP_ALGO_DEFLATE:
		return "deflate";
	case RTE_COMP_ALGO_LZS:
		return "lzs";
	default:
		return "unknown";
	}
}

json_t *
accel_compress_algorithms(uint8_t dev_id)
{
	const struct rte_compressdev_capabilities *cap;
	struct rte_compressdev_info info;
	json_t *names = json_array();

	rte_compressdev_info_get(dev_id, &info);
	for (cap = info.capabilities;
	     cap != NULL && cap->algo != RTE_COMP_ALGO_UNSPECIFIED; cap++)
		json_array_append_new(names,
				      json_string(compress_name(cap->algo)));
	return names;
}
