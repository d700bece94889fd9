/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_GZIP_H
#define ACCEL_GZIP_H

/** @file Parts of the commands gzip and gunzip. */

#include <rte_compressdev.h>

#include "accel.h"

/** Bytes of a gzip trailer: CRC32 and length, little-endian. */
#define GZ_TRAILER_LEN 8

/** A file to read, in memory, and one to write, not visible until it is done. */
struct gz_files {
	const char *prog;
	const char *in_name;
	const uint8_t *in;
	size_t in_len;
	char out_name[4096];
	char tmp_name[4096];
	FILE *out;
	unsigned int percent;  /**< Last progress that was printed. */
};

/** Open both. @return 0 or -1 (the error is printed) */
int gz_files_open(struct gz_files *f, const char *prog, const char *in_name,
		  const char *out_name);
/** Write output. @return 0 or -1 (the error is printed) */
int gz_write(struct gz_files *f, const void *p, size_t len);
/** Print how far it is, on stderr, every ten percent. */
void gz_progress(struct gz_files *f, size_t done);
/** Make the output visible. @return 0 or -1 (the error is printed) */
int gz_files_finish(struct gz_files *f);
/** Close both; an output that is not finished is removed. */
void gz_files_close(struct gz_files *f);

/** Ops in flight. */
#define GZ_DEPTH 16
/** Input per op, and room for what it becomes if it cannot be compressed. */
#define GZ_CHUNK 49152U
#define GZ_ROOM 60000U

/** A compressdev with one queue pair. */
struct gz_device {
	uint8_t id;
	const char *name;
	const struct rte_compressdev_capabilities *cap;
	struct rte_mempool *ops;
	struct rte_mempool *mbufs;
	void *xform;    /**< Or stream. */
	bool stateful;
	bool started;
};

/**
 * Set up a device.
 * @param name NULL = the first
 * @param compress direction; decompression needs a stateful device
 * @return 0 or -1 (the error is printed)
 */
int gz_device_open(struct gz_device *d, const char *prog, const char *name,
		   bool compress);
/** Free what gz_device_open() has made. */
void gz_device_close(struct gz_device *d);

/** An op with a source of len bytes and GZ_ROOM bytes of room, or NULL. */
struct rte_comp_op *gz_op(const struct gz_device *d, const uint8_t *in,
			  uint32_t len);
/** Free an op and its buffers; NULL is allowed. */
void gz_op_free(struct rte_comp_op *op);
/** Give ops to the device. @return false if it does not take them in 10 s */
bool gz_enqueue(const struct gz_device *d, struct rte_comp_op **ops,
		unsigned int n);
/** Get n ops back. @return false if they do not come in 10 s */
bool gz_dequeue(const struct gz_device *d, struct rte_comp_op **ops,
		unsigned int n);

/** What a command of the two is asked to do. */
struct gz_task {
	struct gz_files files;
	struct gz_device dev;
};

/**
 * Run a command: arguments, EAL, files, device, then work.
 * @param work returns 0 or -1 after printing the error
 * @return enum accel_status
 */
int gz_command(const struct accel_args *args, bool compress,
	       int (*work)(struct gz_task *t));

#endif /* ACCEL_GZIP_H */
