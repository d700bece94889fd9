/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Captures of Ethernet frames, read into memory. */

#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "options.h"

/* Memory grows in these steps, so that reading stays linear. */
#define GROWTH 2
#define FIRST_FRAMES 1024
#define FIRST_BYTES (1 << 20)

/* Bytes used, and bytes allocated. */
struct room {
	size_t frames;
	size_t bytes;
	size_t used;
};

static int
grow(struct capture *c, struct room *room, size_t len)
{
	size_t bytes = room->bytes;
	void *p;

	if (c->nb == room->frames) {
		room->frames = room->frames ? room->frames * GROWTH :
					      FIRST_FRAMES;
		p = realloc(c->frame, room->frames * sizeof(*c->frame));
		if (p == NULL)
			return -1;
		c->frame = p;
	}
	while (bytes - room->used < len)
		bytes = bytes ? bytes * GROWTH : FIRST_BYTES;
	if (bytes == room->bytes)
		return 0;
	p = realloc(c->data, bytes);
	if (p == NULL)
		return -1;
	c->data = p;
	room->bytes = bytes;
	return 0;
}

static int
add_frame(struct capture *c, struct room *room, const struct pcap_pkthdr *h,
	  const u_char *data)
{
	struct frame *f;

	if (grow(c, room, h->caplen) != 0)
		return -1;
	memcpy(c->data + room->used, data, h->caplen);
	f = &c->frame[c->nb++];
	f->offset = room->used;
	f->len = h->caplen;
	f->time = h->ts;
	room->used += h->caplen;
	return 0;
}

static int
read_frames(const char *prog, pcap_t *pcap, struct capture *c)
{
	struct room room = { 0 };
	struct pcap_pkthdr *h;
	const u_char *data;
	int ret;

	while ((ret = pcap_next_ex(pcap, &h, &data)) == 1) {
		if (h->caplen < h->len) {
			accel_error(prog, "%s: packet %zu was cut from %u to %u bytes when it was captured",
				    c->path, c->nb + 1, h->len, h->caplen);
			return -1;
		}
		if (add_frame(c, &room, h, data) != 0) {
			accel_error(prog, "%s: no memory for %zu packets",
				    c->path, c->nb + 1);
			return -1;
		}
	}
	if (ret == PCAP_ERROR) {
		accel_error(prog, "%s: damaged after packet %zu: %s", c->path,
			    c->nb, pcap_geterr(pcap));
		return -1;
	}
	if (c->nb == 0) {
		accel_error(prog, "%s: no packet in the capture", c->path);
		return -1;
	}
	return 0;
}

int
capture_read(const char *prog, const char *path, struct capture *c)
{
	char error[PCAP_ERRBUF_SIZE];
	const char *link;
	pcap_t *pcap;
	int ret = -1;
	size_t i;

	memset(c, 0, sizeof(*c));
	c->path = path;
	pcap = pcap_open_offline(path, error);
	if (pcap == NULL) {
		/* Some of libpcap's messages name the file, some do not. */
		if (strncmp(error, path, strlen(path)) == 0)
			accel_error(prog, "%s", error);
		else
			accel_error(prog, "%s: %s", path, error);
		return -1;
	}
	if (pcap_datalink(pcap) == DLT_EN10MB) {
		ret = read_frames(prog, pcap, c);
	} else {
		link = pcap_datalink_val_to_name(pcap_datalink(pcap));
		accel_error(prog, "%s: link type is %s (%d), not Ethernet (%d)",
			    path, link != NULL ? link : "unknown",
			    pcap_datalink(pcap), DLT_EN10MB);
	}
	pcap_close(pcap);
	/* Only now: the data moved while it grew. */
	for (i = 0; i < c->nb; i++)
		c->frame[i].data = c->data + c->frame[i].offset;
	return ret;
}

void
capture_free(struct capture *c)
{
	free(c->frame);
	free(c->data);
	memset(c, 0, sizeof(*c));
}
