/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_SLOWFILE_H
#define VM_SLOWFILE_H

/**
 * @file
 * A file of a FUSE server that any user can run: its pages are written back and
 * read when the server likes, which may be never.
 */

#include <stdint.h>
#include <sys/types.h>

/** Bytes of the file. */
#define SLOW_FILE_SIZE (1U << 20)

struct slow_file {
	int fuse;     /**< connection to the kernel */
	pid_t server; /**< process that serves it */
};

/**
 * Mount the file and start a server that never answers one kind of request. Ends
 * the case if that fails, as skipped if the kernel has no FUSE.
 * @param uid who serves it and may open it; the caller is root
 * @param silent request that is not answered: FUSE_READ, FUSE_WRITE
 */
void slow_file_open(struct slow_file *f, uid_t uid, uint32_t silent);
/**
 * Map the file. Nobody has it open afterwards, because who closes it, if only by
 * exiting, waits for the server.
 * @param flags MAP_SHARED or MAP_PRIVATE
 */
uint8_t *slow_file_map(int flags);
/** Make the kernel write back and forget the pages of the file: this waits for the
 * server, so it is for a process of its own.
 */
void slow_file_invalidate(const struct slow_file *f);
/** Kill the server and end the connection: whatever waits goes on. */
void slow_file_abort(struct slow_file *f);

#endif /* VM_SLOWFILE_H */
