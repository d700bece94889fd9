/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Requests of the client. A request that cannot be met is
 * answered with an error; only a message that is no message ends the session.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pcid.h"
#include "vfio_user.h"

/** A request: its payload, and the payload of the answer. */
struct request {
	uint16_t command;
	const uint8_t *in;
	size_t in_size;
	int *fds;             /**< -1 once taken over. */
	unsigned int nb_fds;
	uint8_t out[PCID_MAX_MSG];
	size_t out_size;
};

/* Room for headers before the data of a region access. */
#define MAX_IO (PCID_MAX_MSG - 64)

/* Copy the fixed part of a request. @return 0 or -EINVAL if it is short */
static int
take(const struct request *r, void *to, size_t size)
{
	if (r->in_size < size)
		return -EINVAL;
	memcpy(to, r->in, size);
	return 0;
}

static int
answer(struct request *r, const void *from, size_t size)
{
	memcpy(r->out, from, size);
	r->out_size = size;
	return 0;
}

static int
do_version(struct pcid *d, struct request *r)
{
	static const char caps[] = "{\"capabilities\":{\"max_msg_fds\":%d,"
				   "\"max_data_xfer_size\":%d}}";
	struct vu_version v;
	int n;

	if (take(r, &v, sizeof(v)) != 0 || v.major != 0)
		return -EINVAL;
	d->greeted = true;
	v.minor = 0;
	answer(r, &v, sizeof(v));
	n = snprintf((char *)r->out + sizeof(v), sizeof(r->out) - sizeof(v),
		     caps, PCID_MAX_FDS, MAX_IO);
	r->out_size += (size_t)n + 1;
	return 0;
}

static int
do_dma_map(struct pcid *d, struct request *r)
{
	struct vu_dma_map m;
	int fd = -1, ret = take(r, &m, sizeof(m));

	if (ret != 0 || r->nb_fds > 1)
		return -EINVAL;
	if (r->nb_fds == 1) {
		fd = r->fds[0];
		r->fds[0] = -1;
	}
	return pcid_guest_map(&d->guest, m.addr, m.size, m.offset, fd,
			      (m.flags & VU_DMA_WRITE) != 0);
}

static int
do_dma_unmap(struct pcid *d, struct request *r)
{
	struct vu_dma_unmap m;
	int ret = take(r, &m, sizeof(m));

	if (ret != 0)
		return ret;
	if ((m.flags & VU_UNMAP_ALL) != 0)
		pcid_guest_clear(&d->guest);
	else
		ret = pcid_guest_unmap(&d->guest, m.addr, m.size);
	return ret != 0 ? ret : answer(r, &m, sizeof(m));
}

static int
do_device_info(struct request *r)
{
	const struct vu_device_info info = {
		.argsz = sizeof(info),
		.flags = VU_DEVICE_RESETTABLE | VU_DEVICE_PCI,
		.num_regions = VU_NUM_REGIONS,
		.num_irqs = VU_NUM_IRQS,
	};

	return answer(r, &info, sizeof(info));
}

static uint64_t
region_size(const struct pcid *d, uint32_t region)
{
	switch (region) {
	case HISI_QM_BAR_REGS:
		return HISI_QM_BAR_REGS_SIZE;
	case HISI_QM_BAR_DB:
		return (d->gen->has & HISI_GEN_DB_WINDOWS) == 0 ? 0 :
		       (uint64_t)HISI_MODEL_MAX_QUEUES * HISI_QM_DB_WINDOW;
	case VU_REGION_CONFIG:
		return PCID_CONFIG_SIZE;
	}
	return 0;
}

static int
do_region_info(const struct pcid *d, struct request *r)
{
	struct vu_region_info info;

	if (take(r, &info, sizeof(info)) != 0 || info.index >= VU_NUM_REGIONS)
		return -EINVAL;
	info.argsz = sizeof(info);
	info.size = region_size(d, info.index);
	info.flags = info.size ? VU_REGION_F_READ | VU_REGION_F_WRITE : 0;
	info.cap_offset = 0;
	info.offset = 0;
	return answer(r, &info, sizeof(info));
}

static int
do_irq_info(struct request *r)
{
	struct vu_irq_info info;

	if (take(r, &info, sizeof(info)) != 0 || info.index >= VU_NUM_IRQS)
		return -EINVAL;
	info.argsz = sizeof(info);
	info.count = info.index == VU_IRQ_MSI ? HISI_QM_NB_VEC : 0;
	info.flags = info.count ? VU_IRQ_F_EVENTFD | VU_IRQ_F_NORESIZE : 0;
	return answer(r, &info, sizeof(info));
}

static void
msi_connect(struct pcid *d, unsigned int vector, int fd)
{
	if (d->msi[vector] >= 0)
		close(d->msi[vector]);
	d->msi[vector] = fd;
	/* Raising an interrupt need not wait; see pcid_interrupt(). */
	if (fd >= 0)
		fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

/* Connect vectors with descriptors, or disconnect them if there are none. */
static int
msi_eventfds(struct pcid *d, struct request *r, const struct vu_irq_set *s)
{
	unsigned int i;

	if (r->nb_fds != 0 && r->nb_fds != s->count)
		return -EINVAL;
	for (i = 0; i < s->count; i++) {
		msi_connect(d, s->start + i, r->nb_fds ? r->fds[i] : -1);
		if (r->nb_fds)
			r->fds[i] = -1;
	}
	return 0;
}

static int
msi_trigger(struct pcid *d, struct request *r, const struct vu_irq_set *s)
{
	const uint8_t *fire = r->in + sizeof(*s);
	uint32_t data = s->flags & VU_IRQ_DATA;
	unsigned int i;

	if (data == VU_IRQ_DATA_EVENTFD)
		return msi_eventfds(d, r, s);
	if (data != VU_IRQ_DATA_NONE &&
	    (data != VU_IRQ_DATA_BOOL || r->in_size - sizeof(*s) < s->count))
		return -EINVAL;
	/* No data and no vectors: all are disconnected. */
	if (data == VU_IRQ_DATA_NONE && s->count == 0)
		for (i = 0; i < HISI_QM_NB_VEC; i++)
			msi_connect(d, i, -1);
	for (i = 0; i < s->count; i++)
		if (data == VU_IRQ_DATA_NONE || fire[i] != 0)
			pcid_interrupt(d, s->start + i);
	return 0;
}

static int
do_irq_set(struct pcid *d, struct request *r)
{
	struct vu_irq_set s;
	uint32_t nb;

	if (take(r, &s, sizeof(s)) != 0 || s.index >= VU_NUM_IRQS)
		return -EINVAL;
	nb = s.index == VU_IRQ_MSI ? HISI_QM_NB_VEC : 0;
	if (s.start > nb || s.count > nb - s.start)
		return -EINVAL;
	if (s.flags & (VU_IRQ_ACTION_MASK | VU_IRQ_ACTION_UNMASK))
		return -ENOTSUP;
	if ((s.flags & VU_IRQ_ACTION_TRIGGER) == 0)
		return -EINVAL;
	return nb == 0 ? 0 : msi_trigger(d, r, &s);
}

static int
io_check(const struct pcid *d, const struct vu_region_io *io)
{
	uint64_t size = region_size(d, io->region);

	if (size == 0 || io->count == 0 || io->count > MAX_IO ||
	    io->offset >= size || io->count > size - io->offset)
		return -EINVAL;
	return 0;
}

static int
do_region_read(struct pcid *d, struct request *r)
{
	struct vu_region_io io;
	uint8_t *data = r->out + sizeof(io);

	if (take(r, &io, sizeof(io)) != 0 || io_check(d, &io) != 0)
		return -EINVAL;
	answer(r, &io, sizeof(io));
	r->out_size += io.count;
	if (io.region == VU_REGION_CONFIG)
		pcid_config_read(d, io.offset, data, io.count);
	else if (io.region == HISI_QM_BAR_REGS)
		pcid_regs_read(d, io.offset, data, io.count);
	else
		memset(data, 0, io.count); /* Doorbells are write-only. */
	return 0;
}

static void
window_write(struct pcid *d, uint64_t offset, const uint8_t *data,
	     uint32_t count)
{
	uint64_t value;

	if (offset % HISI_QM_DB_WINDOW != HISI_QM_DB_V2_OFFSET ||
	    count != sizeof(value))
		return;
	memcpy(&value, data, sizeof(value));
	pcid_doorbell(d, (int)(offset / HISI_QM_DB_WINDOW), value);
}

static int
do_region_write(struct pcid *d, struct request *r)
{
	struct vu_region_io io;
	const uint8_t *data = r->in + sizeof(io);

	if (take(r, &io, sizeof(io)) != 0 || io_check(d, &io) != 0 ||
	    r->in_size - sizeof(io) < io.count)
		return -EINVAL;
	answer(r, &io, sizeof(io));
	if (io.region == VU_REGION_CONFIG)
		pcid_config_write(d, io.offset, data, io.count);
	else if (io.region == HISI_QM_BAR_REGS)
		pcid_regs_write(d, io.offset, data, io.count);
	else
		window_write(d, io.offset, data, io.count);
	return 0;
}

static int
execute(struct pcid *d, struct request *r)
{
	if (r->command == VU_VERSION)
		return d->greeted ? -EINVAL : do_version(d, r);
	if (!d->greeted)
		return -EPROTO;
	switch (r->command) {
	case VU_DMA_MAP:
		return do_dma_map(d, r);
	case VU_DMA_UNMAP:
		return do_dma_unmap(d, r);
	case VU_DEVICE_GET_INFO:
		return do_device_info(r);
	case VU_REGION_GET_INFO:
		return do_region_info(d, r);
	case VU_IRQ_GET_INFO:
		return do_irq_info(r);
	case VU_IRQ_SET:
		return do_irq_set(d, r);
	case VU_REGION_READ:
		return do_region_read(d, r);
	case VU_REGION_WRITE:
		return do_region_write(d, r);
	case VU_DEVICE_RESET:
		pcid_reset(d);
		return 0;
	}
	return -ENOTSUP;
}

static bool
reply(struct pcid *d, struct vu_header *h, struct request *r, int ret)
{
	struct iovec iov[2] = {
		{ h, sizeof(*h) }, { r->out, ret == 0 ? r->out_size : 0 },
	};
	const struct msghdr msg = { .msg_iov = iov, .msg_iovlen = 2 };

	h->flags = VU_TYPE_REPLY;
	h->error = 0;
	if (ret != 0) {
		h->flags |= VU_F_ERROR;
		h->error = (uint32_t)-ret;
	}
	h->size = (uint32_t)(sizeof(*h) + iov[1].iov_len);
	/* A client that does not read is given up by a time-out. */
	return sendmsg(d->conn, &msg, MSG_NOSIGNAL) == (ssize_t)h->size;
}

bool
pcid_message(struct pcid *d, const uint8_t *msg, int *fds,
	     unsigned int nb_fds)
{
	static struct request r; /* One thread, and too large for a stack. */
	struct vu_header h;
	int ret;

	memcpy(&h, msg, sizeof(h));
	r.command = h.command;
	r.in = msg + sizeof(h);
	r.in_size = h.size - sizeof(h);
	r.fds = fds;
	r.nb_fds = nb_fds;
	r.out_size = 0;
	/* Nothing was asked of the client, so nothing can be answered. */
	if ((h.flags & VU_F_TYPE) != VU_TYPE_COMMAND)
		return false;
	ret = execute(d, &r);
	if (ret == -EPROTO)
		return false;
	return (h.flags & VU_F_NO_REPLY) != 0 || reply(d, &h, &r, ret);
}

void
pcid_session_end(struct pcid *d)
{
	unsigned int i;

	pcid_reset(d);
	pcid_guest_clear(&d->guest);
	for (i = 0; i < HISI_QM_NB_VEC; i++)
		msi_connect(d, i, -1);
	d->greeted = false;
}
