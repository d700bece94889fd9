/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * doc/guides/cryptodevs/features/hisi_sec.ini says neither more nor less than
 * the driver: the rows that are Y are made from capabilities and feature
 * flags, and the two lists compared.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "func.h"
#include "hisi_compat.h"
#include "sym_job.h"

#define MAX_ROWS 128
#define ROW 48

/* Rows, each "Section/Name". */
struct rows {
	char row[MAX_ROWS][ROW];
	unsigned int nb;
};

static struct sym_dev dev;

static void
add(struct rows *r, const char *section, const char *name, int bits)
{
	char *to = r->row[r->nb++];

	assert_true(r->nb < MAX_ROWS);
	if (bits != 0)
		snprintf(to, ROW, "%s/%s (%d)", section, name, bits);
	else
		snprintf(to, ROW, "%s/%s", section, name);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* The rows of the file that are Y; blanks are as the file pads them. */
static void
read_file(struct rows *r)
{
	FILE *f = fopen(SEC_FEATURES_INI, "r");
	char line[128], section[32] = "", *eq, *end;

	assert_non_null(f);
	r->nb = 0;
	while (fgets(line, sizeof(line), f) != NULL) {
		if (sscanf(line, "[%31[^]]", section) == 1 ||
		    line[0] == ';' || (eq = strchr(line, '=')) == NULL)
			continue;
		if (eq[1 + strspn(eq + 1, " ")] != 'Y')
			continue;
		for (end = eq; end > line && end[-1] == ' '; end--)
			;
		*end = '\0';
		if (strcmp(section, "OS") != 0)
			add(r, section, line, 0);
	}
	fclose(f);
}

/* Names of DPDK's default.ini; those with bits get a row per key size. Those
 * without a name are in later releases only: the table is that of 22.11.
 */
static const struct name {
	int algo;
	const char *name;
	bool bits;
} ciphers[] = {
	{ RTE_CRYPTO_CIPHER_NULL, "NULL", false },
	{ RTE_CRYPTO_CIPHER_AES_CBC, "AES CBC", true },
	{ RTE_CRYPTO_CIPHER_AES_ECB, "AES ECB", true },
	{ RTE_CRYPTO_CIPHER_AES_CTR, "AES CTR", true },
	{ RTE_CRYPTO_CIPHER_AES_XTS, "AES XTS", true },
	{ RTE_CRYPTO_CIPHER_3DES_CBC, "3DES CBC", false },
	{ RTE_CRYPTO_CIPHER_3DES_ECB, "3DES ECB", false },
	{ RTE_CRYPTO_CIPHER_DES_CBC, "DES CBC", false },
	{ RTE_CRYPTO_CIPHER_SM4_ECB, "SM4 ECB", false },
	{ RTE_CRYPTO_CIPHER_SM4_CBC, "SM4 CBC", false },
	{ RTE_CRYPTO_CIPHER_SM4_CTR, "SM4 CTR", false },
	HISI_FROM_23_07({ RTE_CRYPTO_CIPHER_SM4_OFB, NULL, false },
			{ RTE_CRYPTO_CIPHER_SM4_CFB, NULL, false },)
	HISI_FROM_24_11({ RTE_CRYPTO_CIPHER_SM4_XTS, NULL, false },)
}, auths[] = {
	{ RTE_CRYPTO_AUTH_NULL, "NULL", false },
	{ RTE_CRYPTO_AUTH_MD5, "MD5", false },
	{ RTE_CRYPTO_AUTH_MD5_HMAC, "MD5 HMAC", false },
	{ RTE_CRYPTO_AUTH_SHA1, "SHA1", false },
	{ RTE_CRYPTO_AUTH_SHA1_HMAC, "SHA1 HMAC", false },
	{ RTE_CRYPTO_AUTH_SHA224, "SHA224", false },
	{ RTE_CRYPTO_AUTH_SHA224_HMAC, "SHA224 HMAC", false },
	{ RTE_CRYPTO_AUTH_SHA256, "SHA256", false },
	{ RTE_CRYPTO_AUTH_SHA256_HMAC, "SHA256 HMAC", false },
	{ RTE_CRYPTO_AUTH_SHA384, "SHA384", false },
	{ RTE_CRYPTO_AUTH_SHA384_HMAC, "SHA384 HMAC", false },
	{ RTE_CRYPTO_AUTH_SHA512, "SHA512", false },
	{ RTE_CRYPTO_AUTH_SHA512_HMAC, "SHA512 HMAC", false },
	{ RTE_CRYPTO_AUTH_AES_XCBC_MAC, "AES XCBC MAC", false },
	{ RTE_CRYPTO_AUTH_AES_GMAC, "AES GMAC", false },
	{ RTE_CRYPTO_AUTH_AES_CMAC, "AES CMAC", true },
	{ RTE_CRYPTO_AUTH_SM3, "SM3", false },
	HISI_FROM_23_07({ RTE_CRYPTO_AUTH_SM3_HMAC, NULL, false },)
}, aeads[] = {
	{ RTE_CRYPTO_AEAD_AES_GCM, "AES GCM", true },
	{ RTE_CRYPTO_AEAD_AES_CCM, "AES CCM", true },
	HISI_FROM_25_03({ RTE_CRYPTO_AEAD_SM4_GCM, NULL, false },)
};

static const struct {
	uint64_t flag;
	const char *name;
} flags[] = {
	{ RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO, "Symmetric crypto" },
	{ RTE_CRYPTODEV_FF_HW_ACCELERATED, "HW Accelerated" },
	{ RTE_CRYPTODEV_FF_SYM_OPERATION_CHAINING, "Sym operation chaining" },
	{ RTE_CRYPTODEV_FF_IN_PLACE_SGL, "In Place SGL" },
	{ RTE_CRYPTODEV_FF_OOP_SGL_IN_SGL_OUT, "OOP SGL In SGL Out" },
	{ RTE_CRYPTODEV_FF_OOP_SGL_IN_LB_OUT, "OOP SGL In LB  Out" },
	{ RTE_CRYPTODEV_FF_OOP_LB_IN_SGL_OUT, "OOP LB  In SGL Out" },
	{ RTE_CRYPTODEV_FF_OOP_LB_IN_LB_OUT, "OOP LB  In LB  Out" },
	{ RTE_CRYPTODEV_FF_DIGEST_ENCRYPTED, "Digest encrypted" },
	{ RTE_CRYPTODEV_FF_SYM_SESSIONLESS, "Symmetric sessionless" },
	{ RTE_CRYPTODEV_FF_SYM_RAW_DP, "Sym raw data path API" },
};

static void
add_algorithm(struct rows *r, const char *section, const struct name *names,
	      size_t nb, int algo, const struct rte_crypto_param_range *key)
{
	bool xts = strcmp(section, "Cipher") == 0 &&
		   algo == RTE_CRYPTO_CIPHER_AES_XTS;
	unsigned int len;
	size_t i;

	for (i = 0; i < nb && names[i].algo != algo; i++)
		;
	if (i == nb)
		fail_msg("%s %d has no name in the features table", section,
			 algo);
	if (names[i].name == NULL)
		return;
	if (!names[i].bits) {
		add(r, section, names[i].name, 0);
		return;
	}
	for (len = key->min; len <= key->max; len += key->increment) {
		add(r, section, names[i].name, len * 8 / (xts ? 2 : 1));
		if (key->increment == 0)
			break;
	}
}

static void
read_device(struct rows *r, const char *gen)
{
	const struct rte_cryptodev_capabilities *c;
	char args[32];
	uint64_t ff;
	size_t i;

	snprintf(args, sizeof(args), "device=model,gen=%s", gen);
	sym_dev_open(&dev, "crypto_hisi_sec", args, 64);
	ff = dev.info.feature_flags;
	r->nb = 0;
	for (i = 0; i < RTE_DIM(flags); i++) {
		if (ff & flags[i].flag)
			add(r, "Features", flags[i].name, 0);
		ff &= ~flags[i].flag;
	}
	/* A flag without a row must not go unnoticed. */
	assert_int_equal(ff, 0);
	for (c = dev.info.capabilities; c->op != RTE_CRYPTO_OP_TYPE_UNDEFINED;
	     c++)
		if (c->sym.xform_type == RTE_CRYPTO_SYM_XFORM_CIPHER)
			add_algorithm(r, "Cipher", ciphers, RTE_DIM(ciphers),
				      c->sym.cipher.algo,
				      &c->sym.cipher.key_size);
		else if (c->sym.xform_type == RTE_CRYPTO_SYM_XFORM_AUTH)
			add_algorithm(r, "Auth", auths, RTE_DIM(auths),
				      c->sym.auth.algo,
				      &c->sym.auth.key_size);
		else
			add_algorithm(r, "AEAD", aeads, RTE_DIM(aeads),
				      c->sym.aead.algo,
				      &c->sym.aead.key_size);
	assert_true(sym_dev_close(&dev));
}

static bool
has(const struct rows *r, const char *row)
{
	unsigned int i;

	for (i = 0; i < r->nb; i++)
		if (strcmp(r->row[i], row) == 0)
			return true;
	return false;
}

/* The file has what v3 and v5 have. */
static void
file_is_driver(void **state)
{
	static const char * const gens[] = { "v3", "v5" };
	static struct rows file, device;
	unsigned int g, i;

	(void)state;
	read_file(&file);
	qsort(file.row, file.nb, ROW, by_text);
	for (g = 0; g < RTE_DIM(gens); g++) {
		read_device(&device, gens[g]);
		for (i = 0; i < file.nb; i++)
			if (!has(&device, file.row[i]))
				fail_msg("%s: only in the file: %s", gens[g],
					 file.row[i]);
		for (i = 0; i < device.nb; i++)
			if (!has(&file, device.row[i]))
				fail_msg("%s: not in the file: %s", gens[g],
					 device.row[i]);
		assert_int_equal(device.nb, file.nb);
	}
}

/* v2 lacks the algorithms that the guide names, and no others. */
static void
v2_lacks(void **state)
{
	static const char * const lacks[] = {
		"Cipher/AES CTR (128)", "Cipher/AES CTR (192)",
		"Cipher/AES CTR (256)", "Cipher/SM4 CTR",
		"Auth/AES XCBC MAC", "Auth/AES CMAC (128)", "Auth/AES GMAC",
	};
	static struct rows file, device;
	unsigned int i;

	(void)state;
	read_file(&file);
	read_device(&device, "v2");
	assert_int_equal(device.nb + RTE_DIM(lacks), file.nb);
	for (i = 0; i < RTE_DIM(lacks); i++) {
		assert_true(has(&file, lacks[i]));
		assert_false(has(&device, lacks[i]));
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_is_driver), cmocka_unit_test(v2_lacks),
	};

	RTE_SET_USED(argc);
	func_init(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
