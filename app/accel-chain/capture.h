/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef CHAIN_CAPTURE_H
#define CHAIN_CAPTURE_H

/** @file Captures of Ethernet frames, read into memory. */

#include <stddef.h>
#include <stdint.h>
#include <sys/time.h>

/** A frame of a capture. */
struct frame {
	const uint8_t *data;
	size_t offset;  /**< Of data in the capture's. */
	uint32_t len;
	struct timeval time;
};

/** A capture; owns the data of its frames. */
struct capture {
	const char *path;
	struct frame *frame;
	size_t nb;
	uint8_t *data;
};

/**
 * Read a capture. A file that is no capture, that is damaged, has another link
 * type than Ethernet, no packet, or packets cut short is an error, printed.
 * @return 0 or -1; capture_free() is to be called in both cases
 */
int capture_read(const char *prog, const char *path, struct capture *c);

/** Free what capture_read() made. */
void capture_free(struct capture *c);

/** Offsets of fields in the IPv4 header (RFC 791) and TCP's (RFC 9293). */
#define FRAME_IP_LENGTH 2
#define FRAME_IP_FRAGMENT 6
#define FRAME_IP_PROTOCOL 9
#define FRAME_IP_CHECKSUM 10
#define FRAME_IP_ADDRESSES 12
#define FRAME_TCP_DATA_OFFSET 12
#define FRAME_TCP_CHECKSUM 16

/** Where the parts of an IPv4 and TCP frame lie, bytes from its start. */
struct frame_layout {
	uint32_t ip;
	uint32_t tcp;
	uint32_t payload;
	uint32_t payload_len;
};

/**
 * Find the parts of a frame; padding behind the datagram is not payload.
 * @return 0, or -1 if it is not one whole IPv4 datagram with TCP
 */
int frame_parse(const struct frame *f, struct frame_layout *l);

/** Set IPv4 length and both checksums of a frame of len bytes. */
void frame_fix(uint8_t *data, uint32_t len, const struct frame_layout *l);

/** @return 0 if length and both checksums are right, else -1 */
int frame_check(const struct frame *f, const struct frame_layout *l);

/** Numbers in network byte order. */
uint32_t get_be(const uint8_t *p, unsigned int bytes);
/** Likewise; bytes is 1 to 4. */
void put_be(uint8_t *p, unsigned int bytes, uint32_t v);

#endif /* CHAIN_CAPTURE_H */
