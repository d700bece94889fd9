/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PCID_CLIENT_H
#define PCID_CLIENT_H

/**
 * @file
 * A client of hisi-pcid for tests: starts the program, talks vfio-user to it.
 * Functions that cannot go on abort the test. The program's sanitizers speak
 * through its exit status, which pcid_client_stop() checks.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "vfio_user.h"

/** Path of the program, the first argument of the test. */
extern const char *pcid_program;

struct pcid_client {
	pid_t pid;       /**< 0 = none runs. */
	int err;         /**< What the server writes to its standard error. */
	int fd;          /**< -1 = not connected. */
	uint16_t id;     /**< Of the last message. */
	char dir[32];
	char path[48];   /**< Of the socket. */
};

/**
 * Start a server and connect to it. If it does not start, the failure has its
 * standard error and its wait status.
 */
void pcid_client_start(struct pcid_client *c, const char *engine,
		       const char *gen);
/**
 * End it with SIGTERM; it must end with status 0 and remove its socket. Cleans
 * up only if no server runs, so it may follow a start that failed.
 */
void pcid_client_stop(struct pcid_client *c);
/** Connect, without a greeting. */
void pcid_client_connect(struct pcid_client *c);
void pcid_client_disconnect(struct pcid_client *c);
/** Connect anew, greet, and see that the server works. */
void pcid_client_again(struct pcid_client *c);
/** Open descriptors of the server. */
unsigned int pcid_client_fds(const struct pcid_client *c);

/** Send bytes as they are. @return false if the session is over */
bool pcid_send_raw(struct pcid_client *c, const void *buf, size_t len,
		   const int *fds, unsigned int nb_fds);
/** Read a reply. @return payload bytes, -errno of an error reply, or -EPIPE
 *   if the session is over
 */
int pcid_reply(struct pcid_client *c, void *out, size_t room);
/** A whole request. */
int pcid_call(struct pcid_client *c, uint16_t command, const void *in,
	      size_t in_size, const int *fds, unsigned int nb_fds, void *out,
	      size_t room);
/** The greeting. @return as pcid_reply() */
int pcid_version(struct pcid_client *c, uint16_t major);
/** Share a range of a file, -1 = none. */
int pcid_map(struct pcid_client *c, uint64_t addr, uint64_t size,
	     uint64_t offset, int fd, uint32_t flags);
int pcid_unmap(struct pcid_client *c, uint64_t addr, uint64_t size,
	       uint32_t flags);
int pcid_region_read(struct pcid_client *c, uint32_t region, uint64_t offset,
		     void *buf, uint32_t count);
int pcid_region_write(struct pcid_client *c, uint32_t region, uint64_t offset,
		      const void *buf, uint32_t count);
/** Connect vectors from 0 on. */
int pcid_vectors(struct pcid_client *c, const int *fds, unsigned int nb);
/** Raise a vector as a client may ask for. */
int pcid_fire(struct pcid_client *c, uint32_t vector);

/** An anonymous file; sealed against shrinking or not. */
int pcid_memory(size_t size, bool sealed);

#endif /* PCID_CLIENT_H */
