/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA: keys, descriptors, results (hpre.md 5.1, 13.2). */

#include <errno.h>

#include "hpre_operand.h"
#include "hpre_pmd.h"

/* Operand sizes the engine takes for RSA (3.2, 7). */
static bool
ksz_ok(size_t ksz)
{
	return ksz == 128 || ksz == 256 || ksz == 384 || ksz == 512;
}

/* Put an operand of a key into its slot. */
static int
key_put(uint8_t *to, size_t slot, const char *name,
	const rte_crypto_uint *v)
{
	const uint8_t *data = v->data;
	size_t len = v->length;

	if (data == NULL || len == 0) {
		HPRE_LOG(ERR, "RSA %s is missing", name);
		return -EINVAL;
	}
	hpre_strip(&data, &len);
	if (len > slot || (len == 1 && *data == 0)) {
		HPRE_LOG(ERR, "RSA %s of %zu bytes is zero or longer than %zu bytes",
			 name, len, slot);
		return -EINVAL;
	}
	hpre_put(to, slot, data, len);
	return 0;
}

static void
template(struct hisi_hpre_sqe *sqe, uint32_t alg, uint32_t ksz,
	 const void *key)
{
	memset(sqe, 0, sizeof(*sqe));
	sqe->w0 = HISI_PREP(HISI_HPRE_W0_ALG, alg) |
		  HISI_PREP(HISI_HPRE_W0_DONE, HISI_HPRE_DONE_INIT);
	sqe->w1 = HISI_PREP(HISI_HPRE_W1_TASK_LEN1, HISI_HPRE_TASK_LEN(ksz));
	sqe->key_lo = HISI_LO32((uintptr_t)key);
	sqe->key_hi = HISI_HI32((uintptr_t)key);
}

static int
priv_crt(const struct rte_crypto_rsa_priv_key_qt *qt, struct hpre_session *s)
{
	const size_t half = s->ksz / 2;
	uint8_t *k = s->rsa.priv;
	int ret;

	ret = key_put(k + HISI_HPRE_CRT_HALF_DQ * half, half, "dQ", &qt->dQ);
	if (ret == 0)
		ret = key_put(k + HISI_HPRE_CRT_HALF_DP * half, half, "dP",
			      &qt->dP);
	if (ret == 0)
		ret = key_put(k + HISI_HPRE_CRT_HALF_Q * half, half, "q",
			      &qt->q);
	if (ret == 0)
		ret = key_put(k + HISI_HPRE_CRT_HALF_P * half, half, "p",
			      &qt->p);
	if (ret == 0)
		ret = key_put(k + HISI_HPRE_CRT_HALF_QINV * half, half,
			      "qInv", &qt->qInv);
	template(&s->rsa.priv_sqe, HISI_HPRE_ALG_NC_CRT, s->ksz, k);
	return ret;
}

static int
priv_exp(const rte_crypto_uint *d, struct hpre_session *s)
{
	uint8_t *k = s->rsa.priv;
	int ret = key_put(k, s->ksz, "d", d);

	memcpy(k + HISI_HPRE_NCRT_KEY_N * s->ksz,
	       s->rsa.pub + HISI_HPRE_NCRT_KEY_N * s->ksz, s->ksz);
	template(&s->rsa.priv_sqe, HISI_HPRE_ALG_NC_NCRT, s->ksz, k);
	return ret;
}

static int
init_modulus(const struct rte_crypto_rsa_xform *x, struct hpre_session *s)
{
	const uint8_t *n = x->n.data;
	size_t len = x->n.length;

	if (n == NULL || len == 0) {
		HPRE_LOG(ERR, "RSA n is missing");
		return -EINVAL;
	}
	hpre_strip(&n, &len);
	if (!ksz_ok(len)) {
		HPRE_LOG(ERR, "RSA modulus of %zu bytes is not supported; 128, 256, 384 and 512 bytes are",
			 len);
		return -EINVAL;
	}
	if ((n[len - 1] & 1) == 0) {
		HPRE_LOG(ERR, "RSA modulus is even");
		return -EINVAL;
	}
	s->ksz = len;
	hpre_put(s->rsa.pub + HISI_HPRE_NCRT_KEY_N * len, len, n, len);
	return 0;
}

int
hpre_rsa_init(const struct rte_crypto_rsa_xform *x, struct hpre_session *s)
{
	int ret = init_modulus(x, s);

	if (ret == 0)
		ret = key_put(s->rsa.pub + HISI_HPRE_NCRT_KEY_EXP * s->ksz,
			      s->ksz, "e", &x->e);
	if (ret != 0)
		return ret;
	template(&s->rsa.pub_sqe, HISI_HPRE_ALG_NC_NCRT, s->ksz, s->rsa.pub);
	if (x->key_type == RTE_RSA_KEY_TYPE_QT && x->qt.p.data != NULL) {
		s->rsa.has_priv = true;
		return priv_crt(&x->qt, s);
	}
	if (x->key_type == RTE_RSA_KEY_TYPE_EXP && x->d.data != NULL) {
		s->rsa.has_priv = true;
		return priv_exp(&x->d, s);
	}
	if (x->key_type == RTE_RSA_KEY_TYPE_QT ||
	    x->key_type == RTE_RSA_KEY_TYPE_EXP)
		return 0; /* a public key only */
	HPRE_LOG(ERR, "RSA private key type %d is not supported; exponent and quintuple are",
		 x->key_type);
	return -ENOTSUP;
}

/* What an op reads and writes. */
struct rsa_io {
	const rte_crypto_param *in;
	rte_crypto_param *out;   /**< NULL: result stays in the cookie. */
	const struct hisi_hpre_sqe *template;
	bool secret_in;
};

static bool
overlap(const uint8_t *a, const uint8_t *b, size_t len)
{
	return a < b + len && b < a + len;
}

/*
 * Where the engine reads: at the operand itself if it fills its slot, else a
 * right-aligned copy. NULL if it is not below the modulus (13.2).
 */
static const uint8_t *
place_in(const struct hpre_session *s, const struct rsa_io *io,
	 struct hpre_cookie *cookie)
{
	const uint8_t *n = s->rsa.pub + HISI_HPRE_NCRT_KEY_N * s->ksz;
	const uint8_t *data = io->in->data;
	size_t len = io->in->length;

	if (data == NULL || len == 0)
		return NULL;
	if (len != s->ksz) {
		hpre_strip(&data, &len);
		if (len > s->ksz)
			return NULL;
		hpre_put(cookie->in, s->ksz, data, len);
		data = cookie->in;
	}
	if (io->secret_in ? !hpre_less(data, n, s->ksz) :
			    !hpre_less_public(data, n, s->ksz))
		return NULL;
	return data;
}

static int
submit(struct hpre_qp *qp, const struct rsa_io *io, const uint8_t *in,
       uint8_t *out)
{
	struct hisi_qm_queue *q = &qp->pair->queue[HPRE_Q_RSA];
	struct hisi_hpre_sqe *sqe = (struct hisi_hpre_sqe *)
		hisi_qm_sq_begin(q, sizeof(*sqe)).sqe;

	*sqe = *io->template;
	sqe->in_lo = HISI_LO32((uintptr_t)in);
	sqe->in_hi = HISI_HI32((uintptr_t)in);
	sqe->out_lo = HISI_LO32((uintptr_t)out);
	sqe->out_hi = HISI_HI32((uintptr_t)out);
	return HPRE_SUBMIT;
}

/* No padding: the number as it is, the result at full width. */
static int
build_plain(struct hpre_qp *qp, const struct hpre_session *s,
	    struct rte_crypto_op *op, const struct rsa_io *io,
	    struct hpre_cookie *cookie, uint32_t *aux)
{
	const uint8_t *in = place_in(s, io, cookie);
	uint8_t *out;

	if (in == NULL)
		return HPRE_REFUSE(qp, op, "RSA input of %zu bytes is empty or not below the modulus of %u bytes",
				   io->in->length, s->ksz);
	if (io->out == NULL) {
		*aux |= HPRE_FINISH_COMPARE;
		return submit(qp, io, in, cookie->out);
	}
	if (io->out->data == NULL)
		return HPRE_REFUSE(qp, op, "RSA output at address 0");
	out = io->out->data;
	*aux |= HPRE_FINISH_LENGTH;
	if (overlap(in, out, s->ksz)) {
		/* The engine may write before it has read (8). */
		out = cookie->out;
		*aux = (*aux & ~HPRE_FINISH_MASK) | HPRE_FINISH_COPY;
	}
	return submit(qp, io, in, out);
}

static int
refuse_padding(struct hpre_qp *qp, struct rte_crypto_op *op,
	       const struct hpre_session *s, int err)
{
	const struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;

	if (err == -ENOTSUP)
		return HPRE_REFUSE(qp, op, "hash %d in PKCS#1 v1.5 padding is not supported; MD5, SHA1, SHA2 or none are",
				   rsa->padding.hash);
	if (err == -EIO) {
		op->status = RTE_CRYPTO_OP_STATUS_ERROR;
		hisi_qm_op_error(qp->pair, "libcrypto has no random numbers for padding");
		return HPRE_FINISHED;
	}
	return HPRE_REFUSE(qp, op, "message of %zu bytes does not fit PKCS#1 v1.5 padding of %u bytes with hash %d",
			   rsa->message.length, s->ksz, rsa->padding.hash);
}

static int
build_pkcs1(struct hpre_qp *qp, const struct hpre_session *s,
	    struct rte_crypto_op *op, const struct rsa_io *io,
	    struct hpre_cookie *cookie, uint32_t *aux)
{
	const struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	const uint8_t *in;
	int ret;

	if (rsa->message.data == NULL)
		return HPRE_REFUSE(qp, op, "RSA message at address 0");
	switch (rsa->op_type) {
	case RTE_CRYPTO_ASYM_OP_ENCRYPT:
		ret = hpre_pad_encrypt(qp, cookie->in, s->ksz,
				       rsa->message.data, rsa->message.length);
		break;
	case RTE_CRYPTO_ASYM_OP_SIGN:
		ret = hpre_pad_sign(cookie->in, s->ksz, rsa->padding.hash,
				    rsa->message.data, rsa->message.length);
		break;
	default:
		in = place_in(s, io, cookie);
		if (in == NULL)
			return HPRE_REFUSE(qp, op, "RSA input of %zu bytes is empty or not below the modulus of %u bytes",
					   io->in->length, s->ksz);
		*aux |= rsa->op_type == RTE_CRYPTO_ASYM_OP_DECRYPT ?
			HPRE_FINISH_UNPAD : HPRE_FINISH_COMPARE;
		return submit(qp, io, in, cookie->out);
	}
	if (ret != 0)
		return refuse_padding(qp, op, s, ret);
	if (io->out->data == NULL)
		return HPRE_REFUSE(qp, op, "RSA output at address 0");
	*aux |= HPRE_FINISH_LENGTH;
	return submit(qp, io, cookie->in, io->out->data);
}

/* Which operand is what; NULL template: a private key is needed. */
static bool
rsa_io_of(const struct hpre_session *s, struct rte_crypto_rsa_op_param *rsa,
	  struct rsa_io *io)
{
	memset(io, 0, sizeof(*io));
	switch (rsa->op_type) {
	case RTE_CRYPTO_ASYM_OP_ENCRYPT:
		io->in = &rsa->message;
		io->out = &rsa->cipher;
		io->template = &s->rsa.pub_sqe;
		io->secret_in = true;
		break;
	case RTE_CRYPTO_ASYM_OP_DECRYPT:
		io->in = &rsa->cipher;
		io->out = &rsa->message;
		io->template = &s->rsa.priv_sqe;
		break;
	case RTE_CRYPTO_ASYM_OP_SIGN:
		io->in = &rsa->message;
		io->out = &rsa->sign;
		io->template = &s->rsa.priv_sqe;
		break;
	case RTE_CRYPTO_ASYM_OP_VERIFY:
		io->in = &rsa->sign;
		/* Without padding the API hands out what was signed. */
		io->out = rsa->cipher.data != NULL ? &rsa->cipher : NULL;
		io->template = &s->rsa.pub_sqe;
		break;
	default:
		return false;
	}
	return true;
}

int
hpre_rsa_build(struct hpre_qp *qp, const struct hpre_session *s,
	       struct rte_crypto_op *op, uint32_t index, uint32_t *aux)
{
	struct hpre_cookie *cookie = hisi_qm_cookie(qp->pair, index);
	struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	struct rsa_io io;

	if (!rsa_io_of(s, rsa, &io))
		return HPRE_REFUSE(qp, op, "RSA operation %d is unknown",
				   rsa->op_type);
	if (io.template == &s->rsa.priv_sqe && !s->rsa.has_priv)
		return HPRE_REFUSE(qp, op, "RSA operation %d needs a private key, the session has none",
				   rsa->op_type);
	switch (rsa->padding.type) {
	case RTE_CRYPTO_RSA_PADDING_NONE:
		if (io.out == NULL && rsa->message.data == NULL)
			return HPRE_REFUSE(qp, op, "RSA verify without padding needs cipher.data for the result or message.data to compare with");
		return build_plain(qp, s, op, &io, cookie, aux);
	case RTE_CRYPTO_RSA_PADDING_PKCS1_5:
		return build_pkcs1(qp, s, op, &io, cookie, aux);
	default:
		return HPRE_REFUSE(qp, op, "RSA padding %d is not supported; none and PKCS#1 v1.5 are",
				   rsa->padding.type);
	}
}

/* A signature is good if it gives just the encoding of this message: nothing
 * is parsed, nothing can be overlooked.
 */
static uint8_t
finish_compare(const struct hpre_session *s, struct rte_crypto_op *op,
	       struct hpre_cookie *cookie)
{
	const struct rte_crypto_rsa_op_param *rsa = &op->asym->rsa;
	const uint8_t *msg = rsa->message.data;
	size_t len = rsa->message.length;

	if (rsa->padding.type == RTE_CRYPTO_RSA_PADDING_PKCS1_5) {
		if (hpre_pad_sign(cookie->in, s->ksz, rsa->padding.hash, msg,
				  len) != 0)
			return RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	} else {
		hpre_strip(&msg, &len);
		if (len > s->ksz)
			return RTE_CRYPTO_OP_STATUS_ERROR;
		hpre_put(cookie->in, s->ksz, msg, len);
	}
	return hisi_memeq(cookie->in, cookie->out, s->ksz) ?
	       RTE_CRYPTO_OP_STATUS_SUCCESS : RTE_CRYPTO_OP_STATUS_ERROR;
}

static uint8_t
finish_unpad(const struct hpre_session *s, struct rte_crypto_op *op,
	     struct hpre_cookie *cookie)
{
	rte_crypto_param *msg = &op->asym->rsa.message;
	bool good;

	/* The API promises room for ksz bytes. */
	good = hpre_unpad_decrypt(cookie->out, s->ksz, msg->data, s->ksz,
				  &msg->length);
	hisi_memzero(cookie->out, s->ksz);
	return good ? RTE_CRYPTO_OP_STATUS_SUCCESS :
		      RTE_CRYPTO_OP_STATUS_ERROR;
}

uint8_t
hpre_rsa_finish(const struct hpre_session *s, struct rte_crypto_op *op,
		struct hpre_cookie *cookie, uint32_t aux)
{
	struct rsa_io io;

	switch (aux & HPRE_FINISH_MASK) {
	case HPRE_FINISH_COMPARE:
		return finish_compare(s, op, cookie);
	case HPRE_FINISH_UNPAD:
		return finish_unpad(s, op, cookie);
	}
	rsa_io_of(s, &op->asym->rsa, &io);
	if ((aux & HPRE_FINISH_MASK) == HPRE_FINISH_COPY) {
		memcpy(io.out->data, cookie->out, s->ksz);
		hisi_memzero(cookie->out, s->ksz);
	}
	io.out->length = s->ksz;
	/* The encoded message of an encryption holds the plain text. */
	if (op->asym->rsa.op_type == RTE_CRYPTO_ASYM_OP_ENCRYPT)
		hisi_memzero(cookie->in, s->ksz);
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}
