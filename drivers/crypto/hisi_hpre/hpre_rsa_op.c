/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file RSA ops: descriptors and results (hpre.md 5.1, 13.2). */

#include <errno.h>

#include "hpre_op.h"
#include "hpre_operand.h"

/* Input and output of an op. */
struct rsa_io {
	const rte_crypto_param *in;
	rte_crypto_param *out;   /**< NULL: the result is compared. */
	const struct hisi_hpre_sqe *template;
	bool encode;             /**< The op puts the padding on. */
	bool secret;             /**< The input is a secret. */
};

static bool
rsa_io_of(const struct hpre_session *s, struct rte_crypto_rsa_op_param *rsa,
	  struct rsa_io *io)
{
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&s->rsa.kept, rsa);

	memset(io, 0, sizeof(*io));
	switch (rsa->op_type) {
	case RTE_CRYPTO_ASYM_OP_ENCRYPT:
		io->in = &rsa->message;
		io->out = &rsa->cipher;
		io->template = &s->rsa.pub_sqe;
		io->encode = true;
		io->secret = true;
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
		io->encode = true;
		break;
	case RTE_CRYPTO_ASYM_OP_VERIFY:
		io->in = &rsa->sign;
		/* Without padding the API returns the signed number. */
		if (pad->type == RTE_CRYPTO_RSA_PADDING_NONE &&
		    rsa->cipher.data != NULL)
			io->out = &rsa->cipher;
		io->template = &s->rsa.pub_sqe;
		break;
	default:
		return false;
	}
	return true;
}

/*
 * Where the engine reads the input: the operand itself if it fills its slot, else
 * a right-aligned copy. NULL if it is not below the modulus (13.2).
 */
static const uint8_t *
place_in(struct hpre_in *in, const struct rsa_io *io)
{
	const struct hpre_session *s = in->s;
	const uint8_t *n = s->rsa.pub + HISI_HPRE_NCRT_KEY_N * s->ksz;
	const uint8_t *data = io->in->data;

	if (data == NULL)
		return NULL;
	if (io->in->length != s->ksz) {
		if (!hpre_fit(in->cookie->in, s->ksz, data, io->in->length))
			return NULL;
		data = in->cookie->in;
		if (io->secret)
			in->aux |= HPRE_WIPE_IN;
	}
	if (io->secret ? !hpre_less(data, n, s->ksz) :
			 !hpre_less_public(data, n, s->ksz))
		return NULL;
	return data;
}

/* Whether the input is 0. The engine may not take it (14, question 3). */
static bool
is_zero(const struct hpre_in *in, const struct rsa_io *io,
	const uint8_t *data)
{
	return (io->secret || hpre_word(data) == 0) &&
	       hpre_is_zero(data, in->s->ksz);
}

static enum hpre_built
submit(struct hpre_in *in, const struct rsa_io *io, const uint8_t *from,
       uint8_t *to)
{
	if (likely(!is_zero(in, io, from)))
		return hpre_submit(in, io->template, from, to);
	if ((in->aux & HPRE_FINISH_MASK) == HPRE_FINISH_LENGTH)
		in->aux = (in->aux & ~HPRE_FINISH_MASK) | HPRE_FINISH_COPY;
	memset(in->cookie->out, 0, in->s->ksz);
	return HPRE_KNOWN;
}

/* Write the descriptor; the engine writes to the application if it can. */
static enum hpre_built
submit_out(struct hpre_in *in, const struct rsa_io *io, const uint8_t *from)
{
	const struct hpre_session *s = in->s;
	uint8_t *to = io->out->data;

	if (hpre_in_place(to, s->len, s->ksz) &&
	    !hpre_overlap(from, to, s->ksz)) {
		in->aux |= HPRE_FINISH_LENGTH;
		return submit(in, io, from, to);
	}
	in->aux |= HPRE_FINISH_COPY | HPRE_WIPE_OUT;
	return submit(in, io, from, in->cookie->out);
}

/* Put the encoded message, right-aligned, into its slot. */
static int
encode(struct hpre_in *in)
{
	const struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const struct hpre_session *s = in->s;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&s->rsa.kept, rsa);
	const struct hpre_piece msg = {
		rsa->message.data, rsa->message.length,
	};
	uint8_t *em = in->cookie->in + s->ksz - s->len;
	int ret;

	memset(in->cookie->in, 0, s->ksz - s->len);
	switch (pad->type) {
	case RTE_CRYPTO_RSA_PADDING_PKCS1_5:
		if (rsa->op_type == RTE_CRYPTO_ASYM_OP_SIGN)
			return hpre_pkcs1_sign(em, s->len, pad->hash,
					       rsa->message.data,
					       rsa->message.length);
		return hpre_pkcs1_encrypt(&in->qp->random, em, s->len,
					  rsa->message.data,
					  rsa->message.length);
	case RTE_CRYPTO_RSA_PADDING_OAEP:
		ret = hpre_oaep_check(&in->qp->hash_in, pad, s->len);
		return ret != 0 ? ret :
		       hpre_oaep_encode(&in->qp->hash_in, &in->qp->random,
					pad, em, s->len, &msg);
	default: /* PSS */
		ret = hpre_pss_check(&in->qp->hash_in, pad, s->bits,
				     rsa->message.length);
		return ret != 0 ? ret :
		       hpre_pss_encode(&in->qp->hash_in, &in->qp->random,
				       pad, em, s->bits,
				       rsa->message.data);
	}
}

/*
 * Check that the padding can be taken off or verified when the result is there.
 * For a signature of PKCS#1 v1.5, encode the message now. The signature is good if
 * the result equals that encoding, so nothing has to be parsed.
 */
static int
prepare(struct hpre_in *in)
{
	const struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const struct hpre_session *s = in->s;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&s->rsa.kept, rsa);
	uint8_t *em = in->cookie->key;

	switch (pad->type) {
	case RTE_CRYPTO_RSA_PADDING_PKCS1_5:
		if (rsa->op_type == RTE_CRYPTO_ASYM_OP_DECRYPT)
			return 0;
		memset(em, 0, s->ksz - s->len);
		return hpre_pkcs1_sign(em + s->ksz - s->len, s->len,
				       pad->hash, rsa->message.data,
				       rsa->message.length);
	case RTE_CRYPTO_RSA_PADDING_OAEP:
		return hpre_oaep_check(&in->qp->hash_in, pad,
				       s->len);
	default: /* PSS */
		return hpre_pss_check(&in->qp->hash_in, pad,
				      s->bits, rsa->message.length);
	}
}

/* Whether a padding suits an operation. */
static bool
padding_ok(const struct rte_crypto_rsa_op_param *rsa,
	   const struct rte_crypto_rsa_padding *pad)
{
	switch (pad->type) {
	case RTE_CRYPTO_RSA_PADDING_PKCS1_5:
		return true;
	case RTE_CRYPTO_RSA_PADDING_OAEP:
		return rsa->op_type == RTE_CRYPTO_ASYM_OP_ENCRYPT ||
		       rsa->op_type == RTE_CRYPTO_ASYM_OP_DECRYPT;
	case RTE_CRYPTO_RSA_PADDING_PSS:
		return rsa->op_type == RTE_CRYPTO_ASYM_OP_SIGN ||
		       rsa->op_type == RTE_CRYPTO_ASYM_OP_VERIFY;
	default:
		return false;
	}
}

static enum hpre_built
refuse_padding(struct hpre_in *in, int err)
{
	const struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&in->s->rsa.kept, rsa);

	if (err == -EIO)
		return HPRE_NO_RANDOM(in);
	if (err == -ENOTSUP)
		return HPRE_REFUSE(in, "RSA padding %d with hash %d and mask hash %d is not supported; MD5, SHA1 and SHA2 are, and none for PKCS#1 v1.5",
				   pad->type, pad->hash,
				   pad->mgf1hash);
	return HPRE_REFUSE(in, "message of %zu bytes does not fit RSA padding %d of %u bytes with hash %d (salt of %u bytes if PSS), or is no digest of that hash",
			   rsa->message.length, pad->type, in->s->len,
			   pad->hash, pad->pss_saltlen);
}

static enum hpre_built
refuse_in(struct hpre_in *in, const struct rsa_io *io)
{
	if (io->in->data == NULL)
		return HPRE_REFUSE(in, "RSA input at address 0");
	return HPRE_REFUSE(in, "RSA input of %zu bytes is not below the modulus of %u bytes",
			   io->in->length, in->s->len);
}

/*
 * A signature that is out of range is not valid (RFC 8017 8.1.2, 8.2.2). A missing
 * one is the application's mistake.
 */
static enum hpre_built
not_valid(struct hpre_in *in, const struct rsa_io *io)
{
	if (io->in->data == NULL)
		return refuse_in(in, io);
	in->op->status = RTE_CRYPTO_OP_STATUS_ERROR;
	return HPRE_FINISHED;
}

static enum hpre_built
build_padded(struct hpre_in *in, const struct rsa_io *io)
{
	const struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&in->s->rsa.kept, rsa);
	const uint8_t *from;
	int ret;

	if (!padding_ok(rsa, pad))
		return HPRE_REFUSE(in, "RSA padding %d does not go with operation %d; OAEP is for encryption, PSS for signatures",
				   pad->type, rsa->op_type);
	if (rsa->message.data == NULL)
		return HPRE_REFUSE(in, "RSA message at address 0");
	if (io->encode) {
		ret = encode(in);
		in->aux |= HPRE_WIPE_IN;
		return ret != 0 ? refuse_padding(in, ret) :
		       submit_out(in, io, in->cookie->in);
	}
	ret = prepare(in);
	if (ret != 0)
		return refuse_padding(in, ret);
	/*
	 * An input longer than the modulus is malformed, even if its number is
	 * small (RFC 8017 7.1.2, 7.2.2, 8.1.2, 8.2.2).
	 */
	from = io->in->length > in->s->len ? NULL : place_in(in, io);
	if (from == NULL)
		return rsa->op_type == RTE_CRYPTO_ASYM_OP_VERIFY ?
		       not_valid(in, io) : refuse_in(in, io);
	in->aux |= HPRE_WIPE_OUT |
		   (rsa->op_type == RTE_CRYPTO_ASYM_OP_DECRYPT ?
		    HPRE_FINISH_UNPAD : HPRE_FINISH_COMPARE);
	return submit(in, io, from, in->cookie->out);
}

/* Without padding input and result are numbers as long as the modulus. */
static enum hpre_built
build_plain(struct hpre_in *in, const struct rsa_io *io)
{
	const struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const uint8_t *from = place_in(in, io);

	if (from == NULL)
		return refuse_in(in, io);
	if (io->out != NULL)
		return submit_out(in, io, from);
	if (!hpre_fit(in->cookie->key, in->s->ksz, rsa->message.data,
		      rsa->message.length))
		return HPRE_REFUSE(in, "RSA verify without padding needs cipher.data for the result, or a message to compare with of at most %u bytes",
				   in->s->len);
	in->aux |= HPRE_FINISH_COMPARE;
	return submit(in, io, from, in->cookie->out);
}

enum hpre_built
hpre_rsa_build(struct hpre_in *in)
{
	struct rte_crypto_rsa_op_param *rsa = &in->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad;
	struct rsa_io io;

	if (unlikely(!rsa_io_of(in->s, rsa, &io)))
		return HPRE_REFUSE(in, "RSA operation %d is unknown",
				   rsa->op_type);
	if (unlikely(io.template == &in->s->rsa.priv_sqe &&
		     !in->s->rsa.has_priv))
		return HPRE_REFUSE(in, "RSA operation %d needs a private key, the session has none",
				   rsa->op_type);
	if (unlikely(io.out != NULL && io.out->data == NULL))
		return HPRE_REFUSE(in, "RSA output at address 0");
	pad = hisi_rsa_padding(&in->s->rsa.kept, rsa);
	return pad->type == RTE_CRYPTO_RSA_PADDING_NONE ?
	       build_plain(in, &io) : build_padded(in, &io);
}

static bool
finish_compare(struct hpre_out *out)
{
	const struct rte_crypto_rsa_op_param *rsa = &out->op->asym->rsa;
	const struct hpre_session *s = out->s;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&s->rsa.kept, rsa);
	struct hpre_cookie *cookie = out->cookie;

	if (pad->type == RTE_CRYPTO_RSA_PADDING_PSS)
		return hpre_pss_verify(out->hash, pad,
				       cookie->out + s->ksz - s->len, s->bits,
				       rsa->message.data);
	return hisi_memeq(cookie->key, cookie->out, s->ksz);
}

/* The API promises that the message has room for as many bytes as the modulus. */
static bool
finish_unpad(struct hpre_out *out)
{
	struct rte_crypto_rsa_op_param *rsa = &out->op->asym->rsa;
	const struct rte_crypto_rsa_padding *pad =
		hisi_rsa_padding(&out->s->rsa.kept, rsa);
	const uint8_t *em = out->cookie->out + out->s->ksz - out->s->len;

	if (pad->type == RTE_CRYPTO_RSA_PADDING_OAEP)
		return hpre_oaep_decode(out->hash, pad, em,
					out->s->len, rsa->message.data,
					&rsa->message.length);
	return hpre_pkcs1_decrypt(em, out->s->len, rsa->message.data,
				  &rsa->message.length);
}

uint8_t
hpre_rsa_finish(struct hpre_out *out)
{
	const struct hpre_session *s = out->s;
	struct rsa_io io;

	switch (out->aux & HPRE_FINISH_MASK) {
	case HPRE_FINISH_COMPARE:
		return finish_compare(out) ? RTE_CRYPTO_OP_STATUS_SUCCESS :
					     RTE_CRYPTO_OP_STATUS_ERROR;
	case HPRE_FINISH_UNPAD:
		return finish_unpad(out) ? RTE_CRYPTO_OP_STATUS_SUCCESS :
					   RTE_CRYPTO_OP_STATUS_ERROR;
	}
	rsa_io_of(s, &out->op->asym->rsa, &io);
	if ((out->aux & HPRE_FINISH_MASK) == HPRE_FINISH_COPY)
		hpre_result_put(io.out, out->cookie->out, s->ksz, s->len,
				false);
	else
		io.out->length = s->len;
	return RTE_CRYPTO_OP_STATUS_SUCCESS;
}
