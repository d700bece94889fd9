/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef CHAIN_CHECK_H
#define CHAIN_CHECK_H

/** @file Parts of accel-chain-check. */

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>
#include <openssl/evp.h>

#include "capture.h"

#define CHECK_PROG "accel-chain-check"

/** A packet that went into the chain. */
struct check_packet {
	const struct frame *original;
	struct frame_layout l;  /**< Of the original. */
	const struct frame *wrapped; /**< NULL: the capture ended before. */
	bool plain;             /**< Without payload: passes unchanged. */
	uint32_t sequence;      /**< Of those with payload. */
};

/** Files and options of a check. */
struct check {
	struct capture original, wrapped, output;
	EVP_PKEY *key;
	json_t *result;         /**< Of the chain. */
	const char *log_path;
	const char *trace_path[3]; /**< By enum check_stage. */
	uint64_t count;         /**< Payload packets wrapped; 0 = all. */
	struct check_packet *packet;
	size_t nb;
	size_t nb_payload;
	json_t *rows;
	bool failed;
};

enum check_stage {
	CHECK_RSA,
	CHECK_AEAD,
	CHECK_DEFLATE,
};

/** Add a row that says ok, with a detail. */
__attribute__((format(printf, 3, 4)))
void check_ok(struct check *c, const char *what, const char *fmt, ...);
/** Add a row that says FAILED, with the reason. */
__attribute__((format(printf, 3, 4)))
void check_failed(struct check *c, const char *what, const char *fmt, ...);

/** Each wrapped packet gives its original with OpenSSL. */
void check_wrapped(struct check *c);
/** Each output packet gives its original with zlib, all are there, in order. */
void check_output(struct check *c);
/** The chain's own counts are right. */
void check_counts(struct check *c);
/**
 * No payload byte was copied: the memory that the devices used, after their
 * traces, is the memory in which the packets were received, after the log.
 */
void check_no_copy(struct check *c);

/** A range of client memory. */
struct mem_range {
	uint64_t addr;
	uint64_t len;
};

/** A line of a trace: what a descriptor read and wrote. */
struct trace_record {
	struct mem_range src;
	struct mem_range dst;
};

struct trace {
	struct trace_record *record;
	size_t nb;
};

/**
 * Read the trace of a device.
 * @param error text if it cannot be used
 * @return 0 or -1; trace_free() is to be called in both cases
 */
int trace_read(const char *path, enum check_stage stage, struct trace *t,
	       char *error, size_t size);
/** Free what trace_read() has made. */
void trace_free(struct trace *t);

/** A line of the chain's log. len 0 = not given to a device. */
struct log_record {
	struct mem_range rx, key, aad, payload, out;
	int64_t sequence; /**< -1 if it is missing. */
	char result[16];
};

struct log {
	struct log_record *record;
	size_t nb;
};

/** Read the log; like trace_read(). */
int log_read(const char *path, struct log *l, char *error, size_t size);
/** Free what log_read() has made. */
void log_free(struct log *l);

#endif /* CHAIN_CHECK_H */
