/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The RSA key that wraps AES keys. */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "chain_wire.h"
#include "options.h"
#include "rsa_key.h"

EVP_PKEY *
rsa_key_read(const char *prog, const char *path)
{
	/* A passphrase, so that libcrypto does not ask for one. */
	char none[] = "";
	FILE *f = fopen(path, "re");
	EVP_PKEY *key;

	if (f == NULL) {
		accel_error(prog, "%s: %s", path, strerror(errno));
		return NULL;
	}
	key = PEM_read_PrivateKey(f, NULL, NULL, none);
	fclose(f);
	if (key == NULL) {
		accel_error(prog, "%s: no private key in PEM form without a passphrase",
			    path);
		return NULL;
	}
	if (EVP_PKEY_is_a(key, "RSA") &&
	    EVP_PKEY_get_size(key) == CHAIN_KEY_LEN)
		return key;
	accel_error(prog, "%s: not an RSA key of %d bits", path,
		    CHAIN_KEY_LEN * 8);
	EVP_PKEY_free(key);
	return NULL;
}

/* A file that only its owner reads, also if it was there before. */
static FILE *
create_private(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
		      O_NOFOLLOW, 0600);
	FILE *f;

	if (fd < 0)
		return NULL;
	f = fchmod(fd, 0600) == 0 ? fdopen(fd, "w") : NULL;
	if (f == NULL)
		close(fd);
	return f;
}

EVP_PKEY *
rsa_key_make(const char *prog, const char *path)
{
	FILE *f = create_private(path);
	EVP_PKEY *key = NULL;
	int ok;

	if (f == NULL) {
		accel_error(prog, "%s: %s", path, strerror(errno));
		return NULL;
	}
	key = EVP_RSA_gen(CHAIN_KEY_LEN * 8);
	ok = key != NULL && PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL,
						 NULL);
	ok = fclose(f) == 0 && ok;
	if (ok)
		return key;
	accel_error(prog, "%s: the key could not be %s", path,
		    key == NULL ? "made" : "written");
	EVP_PKEY_free(key);
	return NULL;
}
