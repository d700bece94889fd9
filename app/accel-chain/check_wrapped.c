/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Each wrapped packet, unwrapped with OpenSSL, is its original. */

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include "chain_wire.h"
#include "check.h"

#define MAX_THREADS 8
#define MAX_PAYLOAD 65536

/* RSA is slow, so several threads share the packets. */
struct worker {
	pthread_t thread;
	const struct check *c;
	size_t first, step;
	EVP_PKEY_CTX *rsa;
	EVP_CIPHER_CTX *gcm;
	uint8_t clear[MAX_PAYLOAD];
	/* Of the first packet that is wrong. */
	size_t bad;
	const char *why;
};

static const char *
open_payload(struct worker *w, const uint8_t *key, const uint8_t *header,
	     uint32_t len)
{
	const uint8_t *in = header + CHAIN_HEADER_LEN;
	uint8_t tag[CHAIN_TAG_LEN];
	int n;

	memcpy(tag, in + len, sizeof(tag));
	if (EVP_DecryptInit_ex(w->gcm, EVP_aes_128_gcm(), NULL, key,
			       header + CHAIN_IV_OFF) != 1 ||
	    EVP_DecryptUpdate(w->gcm, NULL, &n, header,
			      CHAIN_HEADER_LEN) != 1 ||
	    EVP_DecryptUpdate(w->gcm, w->clear, &n, in, len) != 1 ||
	    EVP_CIPHER_CTX_ctrl(w->gcm, EVP_CTRL_AEAD_SET_TAG, sizeof(tag),
				tag) != 1)
		return "libcrypto fails";
	return EVP_DecryptFinal_ex(w->gcm, w->clear + len, &n) == 1 ? NULL :
	       "its authentication fails";
}

static const char *
check_header(const uint8_t *header, const struct check_packet *p)
{
	if (memcmp(header, CHAIN_MAGIC, CHAIN_MAGIC_LEN) != 0 ||
	    header[CHAIN_VERSION_OFF] != CHAIN_VERSION)
		return "its header has a wrong magic or version";
	if (get_be(header + CHAIN_LENGTH_OFF, 2) != p->l.payload_len)
		return "its header has a wrong payload length";
	if (get_be(header + CHAIN_SEQUENCE_OFF, 4) != p->sequence)
		return "its header has a wrong sequence number";
	return NULL;
}

static const char *
unwrap(struct worker *w, const struct check_packet *p)
{
	const uint8_t *data = p->wrapped->data + p->l.payload;
	const uint8_t *header = data + CHAIN_KEY_LEN;
	uint8_t key[CHAIN_KEY_LEN];
	size_t len = sizeof(key);
	const char *why;

	if (p->wrapped->len != p->l.payload + p->l.payload_len +
			       CHAIN_OVERHEAD)
		return "it has a wrong length";
	why = check_header(header, p);
	if (why != NULL)
		return why;
	if (EVP_PKEY_decrypt(w->rsa, key, &len, data, CHAIN_KEY_LEN) != 1 ||
	    len != CHAIN_AES_LEN)
		why = "its key cannot be unwrapped: is this the right RSA key?";
	else
		why = open_payload(w, key, header, p->l.payload_len);
	OPENSSL_cleanse(key, sizeof(key));
	if (why == NULL && memcmp(w->clear, p->original->data + p->l.payload,
				  p->l.payload_len) != 0)
		why = "its clear text is not the original payload";
	return why;
}

static const char *
check_one(struct worker *w, const struct check_packet *p)
{
	if (p->wrapped == NULL)
		return "it is missing";
	if (!p->plain)
		return unwrap(w, p);
	return p->wrapped->len == p->original->len &&
	       memcmp(p->wrapped->data, p->original->data,
		      p->original->len) == 0 ? NULL :
	       "it has no payload and is not as it was";
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	size_t i;

	w->rsa = EVP_PKEY_CTX_new(w->c->key, NULL);
	w->gcm = EVP_CIPHER_CTX_new();
	if (w->rsa == NULL || w->gcm == NULL ||
	    EVP_PKEY_decrypt_init(w->rsa) != 1 ||
	    EVP_PKEY_CTX_set_rsa_padding(w->rsa, RSA_PKCS1_PADDING) != 1)
		w->why = "libcrypto does not take the key";
	for (i = w->first; w->why == NULL && i < w->c->nb; i += w->step) {
		w->why = check_one(w, &w->c->packet[i]);
		w->bad = i;
	}
	EVP_PKEY_CTX_free(w->rsa);
	EVP_CIPHER_CTX_free(w->gcm);
	OPENSSL_cleanse(w->clear, sizeof(w->clear));
	ERR_clear_error();
	return NULL;
}

void
check_wrapped(struct check *c)
{
	static struct worker worker[MAX_THREADS];
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	size_t i, nb = cpus < 1 ? 1 : cpus > MAX_THREADS ? MAX_THREADS : cpus;
	const struct worker *bad = NULL;

	for (i = 0; i < nb; i++) {
		worker[i].c = c;
		worker[i].first = i;
		worker[i].step = nb;
		if (pthread_create(&worker[i].thread, NULL, work,
				   &worker[i]) != 0) {
			worker[i].thread = pthread_self();
			work(&worker[i]);
		}
	}
	for (i = 0; i < nb; i++) {
		if (!pthread_equal(worker[i].thread, pthread_self()))
			pthread_join(worker[i].thread, NULL);
		if (worker[i].why != NULL &&
		    (bad == NULL || worker[i].bad < bad->bad))
			bad = &worker[i];
	}
	if (bad != NULL)
		check_failed(c, "wrapped packets", "packet %zu: %s",
			     bad->bad + 1, bad->why);
	else if (c->wrapped.nb != c->nb)
		check_failed(c, "wrapped packets", "%zu packets, %zu expected",
			     c->wrapped.nb, c->nb);
	else
		check_ok(c, "wrapped packets", "%zu unwrapped with OpenSSL, %zu without payload",
			 c->nb_payload, c->nb - c->nb_payload);
}
