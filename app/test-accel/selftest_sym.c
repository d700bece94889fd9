/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Ciphers, hashes, MACs, chains and AEAD. */

#include <string.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <rte_cryptodev.h>
#include <rte_mbuf.h>

#include "selftest.h"

#define IV_OFFSET (sizeof(struct rte_crypto_op) + \
		   sizeof(struct rte_crypto_sym_op))
/* Places in the mbuf, behind the data. */
#define DIGEST_OFFSET (3 * ST_DATA_MAX)
#define AAD_OFFSET (DIGEST_OFFSET + 64)

/* A vector in bytes, and the device that works on it. */
struct sym_test {
	const struct st_crypto *dev;
	const struct st_sym_vector *v;
	uint8_t key[64], auth_key[64], iv[ST_IV_MAX], aad[64], digest[64];
	uint8_t head[ST_DATA_MAX], plain[ST_DATA_MAX], coded[ST_DATA_MAX],
		tail[ST_DATA_MAX];
	size_t key_len, auth_key_len, iv_len, aad_len, digest_len, head_len,
	       len, tail_len;
	struct rte_crypto_sym_xform xform[2];
	struct rte_mbuf *m;
	bool segmented;  /**< The data are cut into segments. */
	enum rte_crypto_op_status status;
};

/* MAC of head, coded and tail, with libcrypto. */
static void
compute_digest(struct sym_test *t)
{
	const EVP_MD *md = t->v->auth == RTE_CRYPTO_AUTH_SHA1_HMAC ?
			   EVP_sha1() : EVP_sha256();
	uint8_t all[3 * ST_DATA_MAX];
	unsigned int n = 0;

	memcpy(all, t->head, t->head_len);
	memcpy(all + t->head_len, t->coded, t->len);
	memcpy(all + t->head_len + t->len, t->tail, t->tail_len);
	HMAC(md, t->auth_key, t->auth_key_len, all,
	     t->head_len + t->len + t->tail_len, t->digest, &n);
	t->digest_len = n;
}

static size_t
take(const char *hex, uint8_t *out, size_t max)
{
	return hex == NULL ? 0 : st_hex(hex, out, max);
}

static void
load(struct sym_test *t)
{
	const struct st_sym_vector *v = t->v;

	t->key_len = take(v->key, t->key, sizeof(t->key));
	t->auth_key_len = take(v->auth_key, t->auth_key, sizeof(t->auth_key));
	t->iv_len = take(v->iv, t->iv, sizeof(t->iv));
	t->aad_len = take(v->aad, t->aad, sizeof(t->aad));
	t->head_len = take(v->head, t->head, sizeof(t->head));
	t->len = take(v->plain, t->plain, sizeof(t->plain));
	take(v->coded, t->coded, sizeof(t->coded));
	t->tail_len = take(v->tail, t->tail, sizeof(t->tail));
	t->digest_len = take(v->digest, t->digest, sizeof(t->digest));
	if (v->auth != 0 && v->cipher != 0 && v->digest == NULL)
		compute_digest(t);
}

static const struct rte_cryptodev_symmetric_capability *
capability(const struct sym_test *t, enum rte_crypto_sym_xform_type type)
{
	struct rte_cryptodev_sym_capability_idx idx = { .type = type };

	if (type == RTE_CRYPTO_SYM_XFORM_CIPHER)
		idx.algo.cipher = t->v->cipher;
	else if (type == RTE_CRYPTO_SYM_XFORM_AUTH)
		idx.algo.auth = t->v->auth;
	else
		idx.algo.aead = t->v->aead;
	return rte_cryptodev_sym_capability_get(t->dev->id, &idx);
}

static bool
offered(const struct sym_test *t)
{
	const struct rte_cryptodev_symmetric_capability *cap;
	const struct st_sym_vector *v = t->v;

	if (v->cipher != 0 && v->auth != 0 &&
	    !(t->dev->features & RTE_CRYPTODEV_FF_SYM_OPERATION_CHAINING))
		return false;
	if (v->cipher != 0) {
		cap = capability(t, RTE_CRYPTO_SYM_XFORM_CIPHER);
		if (cap == NULL || rte_cryptodev_sym_capability_check_cipher(
				cap, t->key_len, t->iv_len) != 0)
			return false;
	}
	if (v->auth != 0) {
		cap = capability(t, RTE_CRYPTO_SYM_XFORM_AUTH);
		if (cap == NULL || rte_cryptodev_sym_capability_check_auth(
				cap, t->auth_key_len, t->digest_len,
				v->cipher == 0 ? t->iv_len : 0) != 0)
			return false;
	}
	if (v->aead == 0)
		return true;
	cap = capability(t, RTE_CRYPTO_SYM_XFORM_AEAD);
	return cap != NULL && rte_cryptodev_sym_capability_check_aead(cap,
		t->key_len, t->digest_len, t->aad_len, t->iv_len) == 0;
}

static void
cipher_xform(struct sym_test *t, struct rte_crypto_sym_xform *x, bool forward)
{
	x->type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	x->cipher.op = forward ? RTE_CRYPTO_CIPHER_OP_ENCRYPT :
				 RTE_CRYPTO_CIPHER_OP_DECRYPT;
	x->cipher.algo = t->v->cipher;
	x->cipher.key.data = t->key;
	x->cipher.key.length = t->key_len;
	x->cipher.iv.offset = IV_OFFSET;
	x->cipher.iv.length = t->iv_len;
}

static void
auth_xform(struct sym_test *t, struct rte_crypto_sym_xform *x, bool forward)
{
	x->type = RTE_CRYPTO_SYM_XFORM_AUTH;
	x->auth.op = forward ? RTE_CRYPTO_AUTH_OP_GENERATE :
			       RTE_CRYPTO_AUTH_OP_VERIFY;
	x->auth.algo = t->v->auth;
	x->auth.key.data = t->auth_key;
	x->auth.key.length = t->auth_key_len;
	x->auth.digest_length = t->digest_len;
	if (t->v->cipher == 0) {
		x->auth.iv.offset = IV_OFFSET;
		x->auth.iv.length = t->iv_len;
	}
}

static void
aead_xform(struct sym_test *t, struct rte_crypto_sym_xform *x, bool forward)
{
	x->type = RTE_CRYPTO_SYM_XFORM_AEAD;
	x->aead.op = forward ? RTE_CRYPTO_AEAD_OP_ENCRYPT :
			       RTE_CRYPTO_AEAD_OP_DECRYPT;
	x->aead.algo = t->v->aead;
	x->aead.key.data = t->key;
	x->aead.key.length = t->key_len;
	x->aead.iv.offset = IV_OFFSET;
	x->aead.iv.length = t->iv_len;
	x->aead.digest_length = t->digest_len;
	x->aead.aad_length = t->aad_len;
}

/* Forward: encrypt, then authenticate. Backward: verify, then decrypt. */
static void
make_xforms(struct sym_test *t, bool forward)
{
	memset(t->xform, 0, sizeof(t->xform));
	if (t->v->aead != 0) {
		aead_xform(t, &t->xform[0], forward);
	} else if (t->v->cipher == 0) {
		auth_xform(t, &t->xform[0], forward);
	} else if (t->v->auth == 0) {
		cipher_xform(t, &t->xform[0], forward);
	} else {
		cipher_xform(t, &t->xform[forward ? 0 : 1], forward);
		auth_xform(t, &t->xform[forward ? 1 : 0], forward);
		t->xform[0].next = &t->xform[1];
	}
}

static uint8_t *
at(const struct sym_test *t, size_t offset)
{
	return rte_pktmbuf_mtod_offset(t->m, uint8_t *, offset);
}

/* CCM has the nonce behind a byte and the AAD behind a block and a length. */
static size_t
nonce_room(const struct sym_test *t)
{
	return t->v->aead == RTE_CRYPTO_AEAD_AES_CCM ? 1 : 0;
}

static size_t
aad_room(const struct sym_test *t)
{
	return t->v->aead == RTE_CRYPTO_AEAD_AES_CCM ? 18 : 0;
}

/* Copy the data into the mbuf, and the digest if it is to be verified. */
static void
fill_mbuf(struct sym_test *t, bool forward, bool wrong)
{
	size_t all = t->head_len + t->len + t->tail_len;

	rte_pktmbuf_reset(t->m);
	rte_pktmbuf_append(t->m, all);
	memcpy(at(t, 0), t->head, t->head_len);
	memcpy(at(t, t->head_len),
	       forward || t->v->cipher + t->v->aead == 0 ? t->plain : t->coded,
	       t->len);
	memcpy(at(t, t->head_len + t->len), t->tail, t->tail_len);
	memset(at(t, DIGEST_OFFSET), 0, t->digest_len);
	if (!forward)
		memcpy(at(t, DIGEST_OFFSET), t->digest, t->digest_len);
	if (wrong)
		at(t, DIGEST_OFFSET)[t->digest_len - 1] ^= 1;
	memcpy(at(t, AAD_OFFSET + aad_room(t)), t->aad, t->aad_len);
}

static void
fill_op(const struct sym_test *t, struct rte_crypto_op *op)
{
	struct rte_crypto_sym_op *sop = op->sym;
	rte_iova_t digest = rte_pktmbuf_iova_offset(t->m, DIGEST_OFFSET);

	memcpy(rte_crypto_op_ctod_offset(op, uint8_t *,
					 IV_OFFSET + nonce_room(t)), t->iv,
	       t->iv_len);
	sop->m_src = t->m;
	if (t->v->aead != 0) {
		sop->aead.data.offset = t->head_len;
		sop->aead.data.length = t->len;
		sop->aead.digest.data = at(t, DIGEST_OFFSET);
		sop->aead.digest.phys_addr = digest;
		sop->aead.aad.data = at(t, AAD_OFFSET);
		sop->aead.aad.phys_addr = rte_pktmbuf_iova_offset(t->m,
								  AAD_OFFSET);
		return;
	}
	if (t->v->cipher != 0) {
		sop->cipher.data.offset = t->head_len;
		sop->cipher.data.length = t->len;
	}
	if (t->v->auth != 0) {
		sop->auth.data.offset = 0;
		sop->auth.data.length = t->head_len + t->len + t->tail_len;
		sop->auth.digest.data = at(t, DIGEST_OFFSET);
		sop->auth.digest.phys_addr = digest;
	}
}

/* Run the vector one way. @return NULL or what went wrong */
static const char *
run_once(struct sym_test *t, bool forward, bool wrong)
{
	const char *why = NULL;
	struct rte_crypto_op *op;
	void *session;

	op = rte_crypto_op_alloc(t->dev->ops, RTE_CRYPTO_OP_TYPE_SYMMETRIC);
	if (op == NULL)
		return "no op";
	make_xforms(t, forward);
	session = rte_cryptodev_sym_session_create(t->dev->id, t->xform,
						   t->dev->sessions);
	if (session == NULL) {
		rte_crypto_op_free(op);
		return "the session is refused";
	}
	fill_mbuf(t, forward, wrong);
	fill_op(t, op);
	rte_crypto_op_attach_sym_session(op, session);
	if (t->segmented && !st_split(t->m, t->dev->mbufs))
		why = "no mbuf";
	if (why == NULL)
		why = st_crypto_run(t->dev, op);
	if (t->segmented)
		st_join(t->m);
	t->status = op->status;
	rte_crypto_op_free(op);
	rte_cryptodev_sym_session_free(t->dev->id, session);
	return why;
}

static const char *
check_forward(struct sym_test *t)
{
	const char *why = run_once(t, true, false);
	bool ciphers = t->v->cipher != 0 || t->v->aead != 0;

	if (why != NULL)
		return why;
	if (t->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return ciphers ? "encryption ended with an error" :
				 "generation ended with an error";
	if (ciphers && memcmp(at(t, t->head_len), t->coded, t->len) != 0)
		return "wrong cipher text";
	if (memcmp(at(t, DIGEST_OFFSET), t->digest, t->digest_len) != 0)
		return "wrong digest or tag";
	return NULL;
}

static const char *
check_backward(struct sym_test *t)
{
	const char *why = run_once(t, false, false);

	if (why != NULL)
		return why;
	if (t->status == RTE_CRYPTO_OP_STATUS_AUTH_FAILED)
		return "the right digest or tag is refused";
	if (t->status != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return "decryption or verification ended with an error";
	if (memcmp(at(t, t->head_len), t->plain, t->len) != 0)
		return "wrong plain text";
	return NULL;
}

static const char *
check_wrong(struct sym_test *t)
{
	const char *why = run_once(t, false, true);

	if (why != NULL)
		return why;
	return t->status == RTE_CRYPTO_OP_STATUS_AUTH_FAILED ? NULL :
	       "a wrong digest or tag does not give AUTH_FAILED";
}

static const char *
run_vector(const struct st_crypto *dev, const struct st_sym_vector *v,
	   struct rte_mbuf *m, bool segmented)
{
	struct sym_test t = { .dev = dev, .v = v, .m = m,
			      .segmented = segmented };
	const char *why;

	load(&t);
	if (!offered(&t))
		return ST_ABSENT;
	why = check_forward(&t);
	if (why == NULL)
		why = check_backward(&t);
	if (why == NULL && t.digest_len != 0)
		why = check_wrong(&t);
	return why;
}

/* Each vector that the device offers, once more. */
static void
run_segmented(struct st_report *r, const struct st_crypto *dev,
	      struct rte_mbuf *m)
{
	static const char test[] = "all of these in 3 segments";
	const char *why = NULL;
	char text[128];
	unsigned int i;

	if ((dev->features & RTE_CRYPTODEV_FF_IN_PLACE_SGL) == 0) {
		st_result(r, dev->name, test, ST_ABSENT);
		return;
	}
	for (i = 0; i < st_nb_sym_vectors; i++) {
		why = run_vector(dev, &st_sym_vectors[i], m, true);
		if (why == NULL || strcmp(why, ST_ABSENT) == 0)
			continue;
		snprintf(text, sizeof(text), "%s: %s", st_sym_vectors[i].name,
			 why);
		st_result(r, dev->name, test, text);
		return;
	}
	st_result(r, dev->name, test, NULL);
}

void
st_sym(struct st_report *r, uint8_t dev_id)
{
	struct st_crypto dev;
	const char *why = st_crypto_open(&dev, dev_id);
	struct rte_mbuf *m = NULL;
	unsigned int i;

	if (why == NULL)
		m = rte_pktmbuf_alloc(dev.mbufs);
	for (i = 0; m != NULL && i < st_nb_sym_vectors; i++)
		st_result(r, dev.name, st_sym_vectors[i].name,
			  run_vector(&dev, &st_sym_vectors[i], m, false));
	if (m != NULL)
		run_segmented(r, &dev, m);
	else
		st_result(r, dev.name, "set-up",
			  why != NULL ? why : "no mbuf");
	rte_pktmbuf_free(m);
	st_crypto_close(&dev);
}
