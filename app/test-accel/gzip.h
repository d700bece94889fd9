/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_GZIP_H
#define ACCEL_GZIP_H

/** @file Parts of the commands gzip and gunzip. */

#include <sys/stat.h>

#include <rte_compressdev.h>

#include "accel.h"

/** Ops in flight. */
#define GZ_DEPTH 16
/** Bytes of input of an op; what it becomes always fits a segment. */
#define GZ_CHUNK 49152U
/** Bytes of a segment of an mbuf. */
#define GZ_SEGMENT 60000U

/** Name of standard input or standard output. */
#define GZ_STANDARD "-"

/** A file to read, and one to write that is not visible until it is done. */
struct gz_files {
	const char *prog;      /**< For messages. */
	bool compress;
	const char *in_name;   /**< For messages. */
	bool in_named;         /**< A file with a name, not standard input. */
	struct stat in_stat;   /**< Of a file with a name. */
	const uint8_t *in;     /**< The whole of it; NULL if it is empty. */
	size_t in_len;
	char out_name[4096];   /**< For messages if to_stdout. */
	char tmp_name[4096];   /**< Empty if there is no such file. */
	bool to_stdout;        /**< The caller sets out. */
	FILE *out;
	bool terminal;         /**< Progress goes to a terminal. */
	unsigned int told;     /**< Last progress that was printed, percent. */
	uint64_t told_at;      /**< When, milliseconds. */
};

/**
 * Open the input: a regular file, or standard input, which may be anything that
 * can be read and is read to its end.
 * @return 0 or -1 (the error is printed)
 */
int gz_in_open(struct gz_files *f, const char *name);
/** Close it. */
void gz_in_close(struct gz_files *f);

/**
 * Open the output. A file gets its name, and the mode and times of the input, in
 * gz_out_finish(); until then only its owner may read it.
 * @return 0 or -1 (the error is printed)
 */
int gz_out_open(struct gz_files *f, const char *name);
/** Write output. @return 0 or -1 (the error is printed) */
int gz_write(struct gz_files *f, const void *p, size_t len);
/** Make the output visible. @return 0 or -1 (the error is printed) */
int gz_out_finish(struct gz_files *f);
/** Close it; it is removed unless it is finished. */
void gz_out_close(struct gz_files *f);

/** Begin to tell on stderr how far it is. */
void gz_progress_start(struct gz_files *f);
/** Tell it: in place on a terminal, else in a few lines. @param done bytes */
void gz_progress(struct gz_files *f, size_t done);
/** Leave nothing of it on a terminal. */
void gz_progress_end(struct gz_files *f);

/** Bytes of a gzip trailer: CRC32 and length, little-endian. */
#define GZ_TRAILER_LEN 8
/** Bytes of a header that gz_header_write() makes. */
#define GZ_HEADER_LEN 18

/** A header of a member of a gzip file (RFC 1952, 2.3). */
struct gz_header {
	size_t data;      /**< Where in the file the DEFLATE data begins. */
	size_t end;       /**< Where the member ends, 0 = it does not say. */
};

/**
 * Read the header at pos.
 * @param pos less than the length of the file
 * @return 0 or -1 (the error is printed)
 */
int gz_header_read(const struct gz_files *f, size_t pos, struct gz_header *h);
/**
 * Make a header that says how long its member is, in the extra field "BC"
 * of blocked gzip files: a device without streams has to know.
 * @param data_len bytes of DEFLATE data, at most GZ_SEGMENT
 */
void gz_header_write(uint8_t h[GZ_HEADER_LEN], uint32_t data_len);
/** Numbers of a header or trailer. */
uint32_t gz_get_le32(const uint8_t *p);
/** Likewise. */
void gz_put_le32(uint8_t *p, uint32_t v);
/** Print that the file is not as it should be, from byte pos on. @return -1 */
int gz_damaged(const struct gz_files *f, size_t pos, const char *what);

/** A compressdev with one queue pair. */
struct gz_device {
	uint8_t id;
	const char *name;
	const struct rte_compressdev_capabilities *cap;
	struct rte_mempool *ops;
	struct rte_mempool *mbufs;
	void *xform;    /**< Or stream. */
	bool stateful;  /**< Ops belong to a stream. */
	bool started;
};

/**
 * Set up a device.
 * @param name NULL = the first
 * @param compress direction
 * @param whole bytes of input and output of the longest op that a device
 *   needs for decompression if it has no streams
 * @return 0 or -1 (the error is printed)
 */
int gz_device_open(struct gz_device *d, const char *prog, const char *name,
		   bool compress, size_t whole);
/** Free what gz_device_open() has made. */
void gz_device_close(struct gz_device *d);
/** An op with a copy of len bytes and room for its output, or NULL. */
struct rte_comp_op *gz_op(const struct gz_device *d, const uint8_t *in,
			  uint32_t len, uint32_t room);
/** Free an op and its buffers; NULL is allowed. */
void gz_op_free(struct rte_comp_op *op);
/** Seconds a burst of ops may take. */
#define GZ_PATIENCE 30
/**
 * Let the device do ops. If it does not within GZ_PATIENCE seconds the
 * program ends: buffers that a device may still write cannot be freed.
 */
void gz_do(const struct gz_device *d, struct rte_comp_op **ops,
	   unsigned int n);

/** A run of gzip or gunzip. */
struct gz_task {
	struct gz_files files;
	struct gz_device dev;
};

/** gzip or gunzip. */
struct gz_command {
	const char *prog;
	const char *about;
	const char *output;  /**< Help of --output. */
	bool compress;
	/** See gz_device_open(). @return 0 after an error (it is printed) */
	size_t (*whole)(const struct gz_files *f);
	/** @return 0 or -1 (the error is printed) */
	int (*work)(struct gz_task *t);
};

/** Run a command. @return enum accel_status */
int gz_run(const struct gz_command *cmd, const struct accel_args *args);

#endif /* ACCEL_GZIP_H */
