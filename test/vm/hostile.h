/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_HOSTILE_H
#define VM_HOSTILE_H

/**
 * @file
 * Clients that do their worst, and clients that only work, as programs of
 * script hostile. Each prints "ready" when it has done what it does.
 */

#include <stdint.h>

#include "hw/zip.h"

/** A ZIP queue driven by hand, of generation 3. */
struct zip_queue {
	int fd;
	uint16_t qn;
	uint8_t *mmio;
	uint8_t *dus;
	uint32_t tail;
	uint32_t head;
	uint32_t phase;
};

/** Result of the wait of a client. */
enum zip_wait {
	ZIP_DONE,
	ZIP_DEAD, /**< The queue died. */
	ZIP_LATE, /**< No completion within the time. */
};

/** Open, map and start a queue; ends the program if it cannot.
 * @param type HISI_ZIP_QC_COMPRESS or HISI_ZIP_QC_DECOMPRESS
 */
void zip_open(struct zip_queue *q, uint16_t type);
void zip_close(struct zip_queue *q);
/** Put a descriptor and ring. */
void zip_submit(struct zip_queue *q, const struct hisi_zip_sqe *sqe);
/** Wait for a completion. @param seconds at most */
enum zip_wait zip_wait(struct zip_queue *q, double seconds);
/** A request to compress flat memory. */
struct hisi_zip_sqe zip_flat(const void *in, uint32_t len, void *out,
			     uint32_t room);
/** A list of n entries, all of the same memory. */
struct hisi_qm_sgl *zip_aliased(void *p, uint32_t len, unsigned int n);
/** DEFLATE data that is slow to decompress: blocks with nothing in them.
 * @param len receives its length
 */
uint8_t *zip_slow_data(uint32_t *len);

/** A mapped page of a file whose server never answers a read. The server is a
 * process of the user.
 * @param server receives the process
 */
void *fuse_page(unsigned int user, int *server);

/** A queue whose descriptor waits for a page that does not come; closes the
 * queue, or exits, after seconds.
 */
int hostile_fuse(int seconds, unsigned int user);
/** The same by userfaultfd; then stop and close have to return. */
int hostile_uffd(void);

#endif /* VM_HOSTILE_H */
