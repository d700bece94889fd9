/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_H
#define MSEC_H

/**
 * @file
 * SEC model: what its files share. Section numbers refer to
 * doc/hardware/sec.md. Functions that return int return 0 or a code of
 * enum msec_error.
 */

#include "hw/sec.h"
#include "core/model.h"
#include "msec_error.h"
#include "msec_keys.h"

/** Block of AES and SM4, bytes. */
#define MSEC_BLOCK 16
/** Longest MAC, digest or hash state, bytes. */
#define MSEC_MAX_MAC 64

/** A descriptor, whatever its type; names as in sections 3 and 4. */
struct msec_req {
	uint8_t type;
	bool invalid;
	uint8_t scene;
	uint8_t de;
	uint8_t src_type;
	uint8_t dst_type;
	uint8_t mac_type;

	uint8_t cipher;
	uint8_t c_alg;
	uint8_t c_mode;
	uint8_t c_key_len;   /**< Code, table 5.13. */
	uint8_t c_width;
	uint8_t c_icv_len;   /**< Bytes. */
	uint8_t ci_gen;
	uint8_t ctr_mode;

	uint8_t auth;
	uint8_t seq;
	uint8_t a_alg;
	uint8_t a_key_words; /**< Unit: 4 bytes. */
	uint8_t mac_words;   /**< Unit: 4 bytes. */
	uint8_t ai_gen;
	uint8_t pad;         /**< Table 5.8; 0 where the type has no field. */

	uint32_t a_len;      /**< Bytes, 24 bits. */
	uint32_t c_len;      /**< Bytes, 24 bits. */
	uint32_t auth_offset;
	uint32_t cipher_offset;
	uint64_t total;      /**< long_a_data_len. */

	uint64_t src;
	uint64_t dst;
	uint64_t mac;
	uint64_t c_key;
	uint64_t c_iv;
	uint64_t a_key;
	uint64_t a_iv;

	uint32_t features;   /**< Not 0: asks for something not modelled. */
	uint32_t reserved;   /**< Not 0: a reserved bit is set. */
};

/** The work of a descriptor (11.3, steps 5 to 7). */
enum msec_job {
	MSEC_JOB_CIPHER,
	MSEC_JOB_DIGEST,     /**< Hash or HMAC, one-shot or a part. */
	MSEC_JOB_MAC,        /**< XCBC, CMAC, GMAC. */
	MSEC_JOB_AUTHENC,    /**< CBC and HMAC. */
	MSEC_JOB_CCM,
	MSEC_JOB_GCM,
	MSEC_JOB_GCM_FIRST,  /**< Parts of a GCM stream (10.5). */
	MSEC_JOB_GCM_MIDDLE,
	MSEC_JOB_GCM_END,
	MSEC_NB_JOBS,
};

/** Ciphers x modes x key lengths fetched from libcrypto. */
#define MSEC_NB_C_ALGS 4
#define MSEC_NB_C_MODES 10
#define MSEC_NB_C_KEYS 3

/** State of the engine in one place of execution (model_exec.engine). */
struct msec_engine {
	/** Fetched when first used. */
	EVP_CIPHER *evp[MSEC_NB_C_ALGS][MSEC_NB_C_MODES][MSEC_NB_C_KEYS];
	struct msec_key_cache keys;
	struct IMB_MGR *mb; /**< See msec_mb.h. */
	bool mb_failed;
	struct msec_batch *batch; /**< See msec_batch.h. */
};

/* msec.c */

/** Execute a descriptor that msec_check() let pass, with its result. */
void msec_job_run(struct model_exec *x, const struct msec_req *r,
		  enum msec_job job, uint32_t *sqe);

/**
 * Write the result of an executed descriptor (11.1).
 * @param icv what the job found, if it verified something
 * @param ret what the job returned
 */
void msec_job_result(uint32_t *sqe, enum msec_job job, uint32_t icv, int ret);

/* msec_bd.c */

/**
 * Read a descriptor (3, 4). Fields are taken as they are.
 * @param sqe 32 words
 * @return MSEC_ERR_BD_TYPE, or MSEC_ERR_FEATURE for type 1 without invalid bit
 */
int msec_bd_decode(const uint32_t *sqe, uint32_t has, struct msec_req *r);

/* msec_check.c */

/** Name the job and refuse what the device refuses (5, 8 to 10, 12). */
int msec_check(const struct msec_req *r, uint32_t has, enum msec_job *job);

/* msec_data.c */

/** Code for what a model_view_* or model_mem_* function returned. */
static inline int
msec_mem_error(int ret)
{
	switch (ret) {
	case 0:
		return MSEC_OK;
	case -EFAULT:
		return MSEC_ERR_ACCESS;
	case -EINVAL:
		return MSEC_ERR_SGL;
	}
	return MSEC_ERR_INTERNAL;
}

/** Get hold of the auth region of a job without a cipher. */
int msec_auth_open(struct model_exec *x, const struct msec_req *r,
		   struct model_view *src);

/** Source and destination of a job with a cipher. */
struct msec_data {
	struct model_view src;
	struct model_view dst;
	const uint8_t *auth; /**< Auth region of the source. */
	const uint8_t *in;   /**< Cipher region of the source, c_len bytes. */
	uint8_t *out;        /**< Where its result goes, c_len bytes. */
	/** Source bytes that go to the destination as they are (6.2). */
	uint32_t header;
};

/**
 * Get hold of source and destination (6.2). in and out are the same or do
 * not overlap. Nothing is written yet.
 * @param auth_len r->a_len where the job has an auth region, else 0
 */
int msec_data_open(struct model_exec *x, const struct msec_req *r,
		   uint32_t auth_len, struct msec_data *d);
/** Copy the header, if there is one; before out is written. */
void msec_data_header(const struct msec_data *d);
/** Deliver the destination. */
int msec_data_close(struct model_exec *x, struct msec_data *d);

/** Where a MAC, tag, digest or state goes, or what it is compared with. */
struct msec_tag {
	struct model_view view;
	uint8_t want[MSEC_MAX_MAC]; /**< Verifying: the client's value. */
	uint32_t len;              /**< Bytes, up to MSEC_MAX_MAC. */
	bool verify;
};

/**
 * Read the expected value, or make sure that the place for a new one can be
 * written. To be called before any output is written.
 */
int msec_tag_open(struct model_exec *x, const struct msec_req *r, uint32_t len,
		  bool verify, struct msec_tag *tag);
/**
 * Compare or deliver the first bytes of value.
 * @param icv receives the result field icv (11.1)
 */
int msec_tag_close(struct model_exec *x, struct msec_tag *tag,
		   const uint8_t *value, uint32_t *icv);

/*
 * The jobs. Each receives a descriptor that msec_check() let pass, executes it
 * and sets icv where it verified something.
 */

/** Ciphers (8). */
int msec_cipher_job(struct model_exec *x, const struct msec_req *r,
		    uint32_t *icv);
/** Digests and HMACs (9). */
int msec_digest_job(struct model_exec *x, const struct msec_req *r,
		    uint32_t *icv);
/** AES-CMAC, AES-XCBC-MAC, AES-GMAC (9.5). */
int msec_mac_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv);
/** CBC with HMAC (10.1). */
int msec_authenc_job(struct model_exec *x, const struct msec_req *r,
		     uint32_t *icv);
/** CCM (10.2, 10.4). */
int msec_ccm_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv);
/** GCM in one descriptor (10.3, 10.4). */
int msec_gcm_job(struct model_exec *x, const struct msec_req *r, uint32_t *icv);
/** First part of a GCM stream (10.5). */
int msec_gcm_first_job(struct model_exec *x, const struct msec_req *r,
		       uint32_t *icv);
/** Middle part of a GCM stream (10.5). */
int msec_gcm_middle_job(struct model_exec *x, const struct msec_req *r,
			uint32_t *icv);
/** Last part of a GCM stream, with the tag (10.5). */
int msec_gcm_end_job(struct model_exec *x, const struct msec_req *r,
		     uint32_t *icv);

#endif /* MSEC_H */
