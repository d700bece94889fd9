/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_bus_vdev.h>
#include <rte_malloc.h>

#include "func.h"
#include "ref_sym.h"
#include "sym_job.h"

#define IV_OFFSET SYM_IV_OFFSET
#define A_IV_OFFSET (IV_OFFSET + 16)
#define CCM_ROOM 18

void (*sym_after_burst)(void);

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "sym_job: %s fails\n", what);
	abort();
}

void
sym_dev_open(struct sym_dev *dev, const char *driver, const char *args,
	     uint32_t nb_desc)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = 1,
		.socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = nb_desc };
	static unsigned int count;
	char pool[32];

	memset(dev, 0, sizeof(*dev));
	snprintf(dev->name, sizeof(dev->name), "%s", driver);
	must(rte_vdev_init(dev->name, func_device(args)) == 0, "making the device");
	dev->id = rte_cryptodev_get_dev_id(dev->name);
	rte_cryptodev_info_get(dev->id, &dev->info);
	snprintf(pool, sizeof(pool), "sessions%u", ++count);
	dev->sessions = rte_cryptodev_sym_session_pool_create(pool, 1200,
		rte_cryptodev_sym_get_private_session_size(dev->id), 0, 0,
		SOCKET_ID_ANY);
	snprintf(pool, sizeof(pool), "ops%u", count);
	dev->ops = rte_crypto_op_pool_create(pool,
		RTE_CRYPTO_OP_TYPE_SYMMETRIC, 2048, 0,
		2 * sizeof(struct rte_crypto_sym_xform) + 32, SOCKET_ID_ANY);
	must(dev->sessions != NULL && dev->ops != NULL, "making pools");
	qp.mp_session = dev->sessions;
	must(rte_cryptodev_configure(dev->id, &config) == 0, "configure");
	must(rte_cryptodev_queue_pair_setup(dev->id, 0, &qp,
					    SOCKET_ID_ANY) == 0, "qp setup");
	must(rte_cryptodev_start(dev->id) == 0, "start");
}

bool
sym_dev_try(struct sym_dev *dev, const char *driver)
{
	if (rte_vdev_init(driver, NULL) != 0)
		return false;
	must(rte_vdev_uninit(driver) == 0, "removing the device");
	sym_dev_open(dev, driver, NULL, 1024);
	return true;
}

bool
sym_dev_close(struct sym_dev *dev)
{
	bool ok = rte_mempool_in_use_count(dev->sessions) == 0 &&
		  rte_mempool_in_use_count(dev->ops) == 0;

	if (!ok)
		printf("FAILED sessions or ops not given back\n");
	rte_cryptodev_stop(dev->id);
	ok = rte_cryptodev_close(dev->id) == 0 && ok;
	ok = rte_vdev_uninit(dev->name) == 0 && ok;
	/* After a failure something may still point into them. */
	if (ok) {
		rte_mempool_free(dev->sessions);
		rte_mempool_free(dev->ops);
	}
	return ok;
}

static uint32_t
pick(const struct rte_crypto_param_range *r)
{
	uint32_t steps;

	if (r->increment == 0)
		return func_range(0, 1) ? r->max : r->min;
	steps = (r->max - r->min) / r->increment;
	return r->min + func_range(0, steps) * r->increment;
}

/* A length; nothing, little and just one block more often than by chance. */
static uint32_t
pick_len(uint32_t max)
{
	switch (func_range(0, 15)) {
	case 0:
		return 0;
	case 1:
		return func_range(0, RTE_MIN(max, 17U));
	default:
		return func_range(0, max);
	}
}

/* A random capability of a kind. */
static const struct rte_cryptodev_symmetric_capability *
pick_cap(const struct sym_dev *dev, enum rte_crypto_sym_xform_type type)
{
	const struct rte_cryptodev_capabilities *c;
	const struct rte_cryptodev_symmetric_capability *found = NULL;
	unsigned int n = 0;

	for (c = dev->info.capabilities; c->op != RTE_CRYPTO_OP_TYPE_UNDEFINED;
	     c++) {
		if (c->op != RTE_CRYPTO_OP_TYPE_SYMMETRIC ||
		    c->sym.xform_type != type)
			continue;
		if (func_range(0, n++) == 0)
			found = &c->sym;
	}
	return found;
}

static bool
make_cipher(struct sym_job *job, struct rte_crypto_sym_xform *x,
	    const struct sym_dev *dev, uint32_t max_len)
{
	const struct rte_cryptodev_symmetric_capability *cap =
		pick_cap(dev, RTE_CRYPTO_SYM_XFORM_CIPHER);
	uint32_t block;

	if (cap == NULL)
		return false;
	block = cap->cipher.block_size;
	x->type = RTE_CRYPTO_SYM_XFORM_CIPHER;
	x->cipher.algo = cap->cipher.algo;
	x->cipher.op = job->encrypt ? RTE_CRYPTO_CIPHER_OP_ENCRYPT :
				      RTE_CRYPTO_CIPHER_OP_DECRYPT;
	x->cipher.key.data = job->c_key;
	x->cipher.key.length = pick(&cap->cipher.key_size);
	x->cipher.iv.offset = IV_OFFSET;
	x->cipher.iv.length = pick(&cap->cipher.iv_size);
	/* Behind a nonce of 12 bytes the device starts to count from 1. */
	if (x->cipher.iv.length == 12)
		memcpy(job->iv + 12, (const uint8_t[]){ 0, 0, 0, 1 }, 4);
	func_fill(job->c_key, sizeof(job->c_key));
	job->c_len = pick_len(max_len) / block * block;
	if (ref_is_xts(x->cipher.algo) && job->c_len < 16)
		job->c_len = 16;
	return true;
}

static bool
make_auth(struct sym_job *job, struct rte_crypto_sym_xform *x,
	  const struct sym_dev *dev, uint32_t max_len)
{
	const struct rte_cryptodev_symmetric_capability *cap =
		pick_cap(dev, RTE_CRYPTO_SYM_XFORM_AUTH);

	/* GMAC is not for chains. */
	while (cap != NULL && job->kind == SYM_CHAIN &&
	       cap->auth.algo == RTE_CRYPTO_AUTH_AES_GMAC)
		cap = pick_cap(dev, RTE_CRYPTO_SYM_XFORM_AUTH);
	if (cap == NULL)
		return false;
	x->type = RTE_CRYPTO_SYM_XFORM_AUTH;
	x->auth.algo = cap->auth.algo;
	x->auth.op = job->encrypt ? RTE_CRYPTO_AUTH_OP_GENERATE :
				    RTE_CRYPTO_AUTH_OP_VERIFY;
	x->auth.key.data = job->a_key;
	x->auth.key.length = pick(&cap->auth.key_size);
	/* Keys of up to two blocks, and some that are longer. */
	if (x->auth.key.length > 256)
		x->auth.key.length = func_range(1, SYM_MAX_A_KEY);
	x->auth.digest_length = pick(&cap->auth.digest_size);
	x->auth.iv.offset = A_IV_OFFSET;
	x->auth.iv.length = cap->auth.iv_size.max;
	func_fill(job->a_key, sizeof(job->a_key));
	job->digest_len = x->auth.digest_length;
	job->a_len = pick_len(max_len);
	return true;
}

static bool
make_aead(struct sym_job *job, struct rte_crypto_sym_xform *x,
	  const struct sym_dev *dev, uint32_t max_len)
{
	const struct rte_cryptodev_symmetric_capability *cap =
		pick_cap(dev, RTE_CRYPTO_SYM_XFORM_AEAD);

	if (cap == NULL)
		return false;
	x->type = RTE_CRYPTO_SYM_XFORM_AEAD;
	x->aead.algo = cap->aead.algo;
	x->aead.op = job->encrypt ? RTE_CRYPTO_AEAD_OP_ENCRYPT :
				    RTE_CRYPTO_AEAD_OP_DECRYPT;
	x->aead.key.data = job->c_key;
	x->aead.key.length = pick(&cap->aead.key_size);
	x->aead.digest_length = pick(&cap->aead.digest_size);
	x->aead.iv.offset = IV_OFFSET;
	x->aead.iv.length = pick(&cap->aead.iv_size);
	job->aad_len = func_range(0, 1) ? 0 :
		       func_range(0, RTE_MIN(cap->aead.aad_size.max,
					     SYM_MAX_AAD));
	x->aead.aad_length = job->aad_len;
	func_fill(job->c_key, sizeof(job->c_key));
	func_fill(job->aad, job->aad_len);
	job->digest_len = x->aead.digest_length;
	job->c_len = pick_len(max_len);
	job->aad_adjacent = func_range(0, 1);
	return true;
}

/* Regions of a chain: the same, auth with something before or after, apart.
 */
static void
place_chain(struct sym_job *job)
{
	uint32_t before = func_range(0, 40);

	job->c_off = func_range(0, 20) + before;
	switch (func_range(0, 3)) {
	case 0:
		job->a_off = job->c_off;
		job->a_len = job->c_len;
		break;
	case 1:
		job->a_off = job->c_off - before;
		job->a_len = job->c_len + before;
		break;
	case 2:
		job->a_off = job->c_off;
		job->a_len = job->c_len + func_range(0, 40);
		break;
	default:
		job->a_off = func_range(0, job->c_off);
		job->a_len = func_range(0, job->c_len);
	}
}

static void
place(struct sym_job *job)
{
	if (job->kind == SYM_CHAIN) {
		place_chain(job);
	} else {
		job->c_off = func_range(0, 40);
		job->a_off = job->c_off;
	}
	job->total = RTE_MAX(job->c_off + job->c_len,
			     job->a_off + job->a_len) + func_range(0, 20);
	sym_job_alloc(job);
}

void
sym_job_alloc(struct sym_job *job)
{
	job->in = malloc(job->total + 1);
	job->want = malloc(job->total + 1);
	must(job->in != NULL && job->want != NULL, "memory");
	func_fill(job->in, job->total);
}

static void
how(struct sym_job *job, const struct sym_dev *dev)
{
	uint64_t ff = dev->info.feature_flags;

	job->oop = job->kind != SYM_AUTH && func_range(0, 1) &&
		   (ff & RTE_CRYPTODEV_FF_OOP_LB_IN_LB_OUT);
	job->sessionless = (ff & RTE_CRYPTODEV_FF_SYM_SESSIONLESS) &&
			   func_range(0, 3) == 0;
	job->spoil = !job->encrypt && job->digest_len != 0 &&
		     func_range(0, 7) == 0;
	job->src_segs = 1;
	job->dst_segs = 1;
	if (!(ff & RTE_CRYPTODEV_FF_IN_PLACE_SGL))
		return;
	if (func_range(0, 1))
		job->src_segs = func_range(1, 17);
	if (job->oop && func_range(0, 1))
		job->dst_segs = func_range(1, 17);
}

/* AAD that ends where the data starts, if there is room for it. */
static void
place_aad(struct sym_job *job)
{
	job->aad_adjacent = job->aad_adjacent && job->src_segs == 1 &&
		job->aad_len <= job->c_off &&
		job->xform[0].aead.algo != RTE_CRYPTO_AEAD_AES_CCM;
	if (job->aad_adjacent)
		memcpy(job->in + job->c_off - job->aad_len, job->aad,
		       job->aad_len);
}

bool
sym_job_make(struct sym_job *job, const struct sym_dev *dev,
	     unsigned int kinds, uint32_t max_len)
{
	bool ok;

	memset(job, 0, sizeof(*job));
	do {
		job->kind = func_range(0, SYM_KINDS - 1);
	} while (!(kinds & (1U << job->kind)));
	job->encrypt = func_range(0, 1);
	job->cipher_first = func_range(0, 1);
	func_fill(job->iv, sizeof(job->iv));
	switch (job->kind) {
	case SYM_CIPHER:
		ok = make_cipher(job, &job->xform[0], dev, max_len);
		break;
	case SYM_AUTH:
		ok = make_auth(job, &job->xform[0], dev, max_len);
		break;
	case SYM_AEAD:
		ok = make_aead(job, &job->xform[0], dev, max_len);
		break;
	default:
		ok = make_cipher(job, &job->xform[!job->cipher_first], dev,
				 max_len) &&
		     make_auth(job, &job->xform[job->cipher_first], dev,
			       max_len);
		job->xform[0].next = &job->xform[1];
	}
	if (!ok)
		return false;
	place(job);
	how(job, dev);
	place_aad(job);
	sym_job_expect(job);
	return true;
}

static void
expect_cipher(struct sym_job *job, const struct rte_crypto_sym_xform *x)
{
	ref_cipher(x->cipher.algo, job->encrypt, job->c_key,
		   x->cipher.key.length, job->iv, job->want + job->c_off,
		   job->want + job->c_off, job->c_len);
}

void
sym_job_rebase(struct sym_job *job)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(job->xform); i++)
		switch (job->xform[i].type) {
		case RTE_CRYPTO_SYM_XFORM_CIPHER:
			job->xform[i].cipher.key.data = job->c_key;
			break;
		case RTE_CRYPTO_SYM_XFORM_AUTH:
			job->xform[i].auth.key.data = job->a_key;
			break;
		case RTE_CRYPTO_SYM_XFORM_AEAD:
			job->xform[i].aead.key.data = job->c_key;
			break;
		default:
			break;
		}
	if (job->kind == SYM_CHAIN)
		job->xform[0].next = &job->xform[1];
}

void
sym_job_cipher(const struct sym_job *job, uint8_t *data, size_t len)
{
	const struct rte_crypto_cipher_xform *x = &job->xform[0].cipher;

	ref_cipher(x->algo, job->encrypt, job->c_key, x->key.length, job->iv,
		   data, data, len);
}

static void
expect_auth(struct sym_job *job, const struct rte_crypto_sym_xform *x)
{
	ref_auth(x->auth.algo, job->a_key, x->auth.key.length, job->iv,
		 job->want + job->a_off, job->a_len, job->digest);
}

/* For decryption the cipher text is what encryption gives, so the roles of
 * the two buffers change.
 */
static void
expect_aead(struct sym_job *job)
{
	const struct rte_crypto_aead_xform *x = &job->xform[0].aead;

	ref_aead(x->algo, job->c_key, x->key.length, job->iv, x->iv.length,
		 job->aad, job->aad_len, job->in + job->c_off,
		 job->want + job->c_off, job->c_len, job->digest,
		 job->digest_len);
	if (!job->encrypt) {
		uint8_t *t = job->in;

		job->in = job->want;
		job->want = t;
	}
}

void
sym_job_expect(struct sym_job *job)
{
	memcpy(job->want, job->in, job->total);
	switch (job->kind) {
	case SYM_CIPHER:
		expect_cipher(job, &job->xform[0]);
		break;
	case SYM_AUTH:
		expect_auth(job, &job->xform[0]);
		break;
	case SYM_AEAD:
		expect_aead(job);
		break;
	default:
		if (job->cipher_first) {
			expect_cipher(job, &job->xform[0]);
			expect_auth(job, &job->xform[1]);
		} else {
			expect_auth(job, &job->xform[0]);
			expect_cipher(job, &job->xform[1]);
		}
	}
}

static void
prepare_session(struct sym_job *job, struct sym_dev *dev)
{
	if (job->kind == SYM_CHAIN)
		job->xform[0].next = &job->xform[1];
	if (job->sessionless) {
		job->op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
		job->op->sym->xform = job->xform;
		return;
	}
	job->session = rte_cryptodev_sym_session_create(dev->id, job->xform,
							dev->sessions);
	must(job->session != NULL, sym_job_text(job));
	rte_crypto_op_attach_sym_session(job->op, job->session);
}

/* The destination's content before the op. */
#define DST_FILL 0x33

static void
prepare_dst(struct sym_job *job)
{
	uint8_t *data = malloc(job->total + 1);

	must(data != NULL, "memory");
	memset(data, DST_FILL, job->total);
	job->dst = func_mbuf(data, job->total, job->dst_segs);
	free(data);
}

static void
prepare_digest(struct sym_job *job)
{
	bool verify = !job->encrypt;

	if (job->digest_len == 0)
		return;
	job->digest_mem = func_alloc(job->digest_len);
	memset(job->digest_mem, 0, job->digest_len);
	if (verify)
		memcpy(job->digest_mem, job->digest, job->digest_len);
	if (job->spoil)
		job->digest_mem[func_range(0, job->digest_len - 1)] ^=
			1 << func_range(0, 7);
}

static void
prepare_aead(struct sym_job *job)
{
	struct rte_crypto_sym_op *sop = job->op->sym;
	bool ccm = job->xform[0].aead.algo == RTE_CRYPTO_AEAD_AES_CCM;
	size_t room = ccm ? CCM_ROOM : 0;

	job->aad_mem = func_alloc(room + RTE_ALIGN_CEIL(job->aad_len, 16));
	memcpy(job->aad_mem + room, job->aad, job->aad_len);
	sop->aead.aad.data = job->aad_mem;
	sop->aead.data.offset = job->c_off;
	sop->aead.data.length = job->c_len;
	sop->aead.digest.data = job->digest_mem;
	if (job->aad_adjacent)
		sop->aead.aad.data = rte_pktmbuf_mtod_offset(job->src,
			uint8_t *, job->c_off - job->aad_len);
}

void
sym_job_prepare(struct sym_job *job, struct sym_dev *dev)
{
	struct rte_crypto_sym_op *sop;
	unsigned int i;
	uint8_t *iv;

	job->op = rte_crypto_op_alloc(dev->ops, RTE_CRYPTO_OP_TYPE_SYMMETRIC);
	must(job->op != NULL, "getting an op");
	prepare_session(job, dev);
	sop = job->op->sym;
	job->src = func_mbuf(job->in, job->total, job->src_segs);
	if (job->oop)
		prepare_dst(job);
	sop->m_src = job->src;
	sop->m_dst = job->dst;
	prepare_digest(job);
	iv = rte_crypto_op_ctod_offset(job->op, uint8_t *, IV_OFFSET);
	memcpy(iv, job->iv, 16);
	memcpy(iv + 16, job->iv, 16);
	/* Only the nonce counts then. An IV of 8 bytes is a whole block. */
	for (i = 0; i < 2; i++)
		if (job->kind != SYM_AEAD &&
		    job->xform[i].type == RTE_CRYPTO_SYM_XFORM_CIPHER &&
		    job->xform[i].cipher.iv.length == 12)
			func_fill(iv + 12, 4);
	if (job->kind == SYM_AEAD) {
		if (job->xform[0].aead.algo == RTE_CRYPTO_AEAD_AES_CCM)
			memcpy(iv + 1, job->iv, 13);
		prepare_aead(job);
		return;
	}
	sop->cipher.data.offset = job->c_off;
	sop->cipher.data.length = job->c_len;
	sop->auth.data.offset = job->a_off;
	sop->auth.data.length = job->a_len;
	sop->auth.digest.data = job->digest_mem;
}

static bool
in_region(uint32_t i, uint32_t off, uint32_t len)
{
	return i >= off && i - off < len;
}

/* Out of place: the result where it belongs, and nothing elsewhere. */
static bool
check_dst(const struct sym_job *job, const uint8_t *got)
{
	uint32_t i;

	for (i = 0; i < job->total; i++) {
		if (in_region(i, job->c_off, job->c_len)) {
			if (got[i] != job->want[i])
				return false;
		} else if (got[i] != DST_FILL) {
			return false;
		}
	}
	return true;
}

static const char *
check_data(const struct sym_job *job)
{
	uint8_t *got = malloc(job->total + 1);
	const char *bad = NULL;

	must(got != NULL, "memory");
	func_mbuf_read(job->src, got);
	if (memcmp(got, job->oop ? job->in : job->want, job->total) != 0)
		bad = job->oop ? "source changed" : "wrong data";
	if (job->oop) {
		func_mbuf_read(job->dst, got);
		if (!check_dst(job, got))
			bad = "wrong data";
	}
	free(got);
	return bad;
}

const char *
sym_job_check(const struct sym_job *job)
{
	uint8_t want = job->spoil ? RTE_CRYPTO_OP_STATUS_AUTH_FAILED :
				    RTE_CRYPTO_OP_STATUS_SUCCESS;

	if (job->op->status != want)
		return "wrong status";
	if (job->spoil)
		return NULL;
	if (job->digest_len != 0 &&
	    memcmp(job->digest_mem, job->digest, job->digest_len) != 0)
		return "wrong digest";
	return check_data(job);
}

bool
sym_job_undo(struct sym_job *job, struct sym_dev *dev)
{
	bool ok;

	if (job->op == NULL)
		return true;
	if (job->session != NULL)
		rte_cryptodev_sym_session_free(dev->id, job->session);
	ok = func_mbuf_free(job->src);
	if (job->dst != NULL)
		ok = func_mbuf_free(job->dst) && ok;
	if (job->digest_mem != NULL)
		ok = func_free(job->digest_mem) && ok;
	if (job->aad_mem != NULL)
		ok = func_free(job->aad_mem) && ok;
	job->op->sym->m_src = NULL;
	rte_crypto_op_free(job->op);
	job->op = NULL;
	job->session = NULL;
	job->src = job->dst = NULL;
	job->digest_mem = job->aad_mem = NULL;
	return ok;
}

bool
sym_job_free(struct sym_job *job, struct sym_dev *dev)
{
	bool ok = sym_job_undo(job, dev);

	free(job->in);
	free(job->want);
	memset(job, 0, sizeof(*job));
	return ok;
}
