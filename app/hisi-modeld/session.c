/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The daemon's session with the kernel module. */

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "options.h"

#include "modeld.h"

/** Messages taken with one read. */
#define MESSAGES 256

/** How often a missing node is looked for, ms. */
#define NODE_WAIT_MS 500

/** How long threads may take to let go of their queues at the end, ms. */
#define END_WAIT_MS 500

void
modeld_done(int ctl, uint64_t queue, uint32_t type, int error)
{
	struct vacc_done done = {
		.queue = queue, .type = type, .error = error,
	};

	/* ENOENT: the queue is gone, nobody waits for the answer. */
	if (ioctl(ctl, VACC_IOC_DONE, &done) != 0 && errno != ENOENT)
		accel_error(MODELD, "answer for queue %llu: %s",
			    (unsigned long long)queue, strerror(errno));
}

static int
device_create(const struct modeld *d, struct modeld_device *dev,
	      const struct vacc_msg *msg)
{
	struct hisi_model_conf conf = {
		.engine = (enum hisi_engine)msg->add.engine,
		.gen = msg->add.gen,
		.nb_queues = msg->add.queues,
		.sq_depth = msg->add.sq_depth,
		.cq_depth = msg->add.cq_depth,
		.mem = &modeld_memory,
		.work = modeld_queue_work,
		.slice = modeld_queue_slice,
	};
	char text[32];
	int ret;

	dev->turns = turns_new(d->threads);
	if (dev->turns == NULL)
		return -ENOMEM;
	ret = hisi_model_create(&conf, &dev->model);
	if (ret == 0) {
		ret = hisi_model_attr(dev->model, "region_dus_size", text,
				      sizeof(text));
		if (ret < 0)
			hisi_model_destroy(dev->model);
	}
	if (ret < 0) {
		turns_put(dev->turns);
		return ret;
	}
	dev->dus_size = strtoul(text, NULL, 10);
	dev->number = msg->device;
	dev->gen = msg->add.gen;
	dev->queues = NULL;
	dev->present = true;
	return 0;
}

static void
device_add(struct modeld *d, struct modeld_device *dev,
	   const struct vacc_msg *msg)
{
	struct vacc_ready ready = { .device = msg->device };

	if (!dev->present)
		ready.error = device_create(d, dev, msg);
	if (ioctl(d->ctl, VACC_IOC_READY, &ready) != 0 && ready.error == 0)
		ready.error = -errno;
	if (ready.error != 0)
		accel_error(MODELD, "cannot serve %.*s: %s",
			    VACC_NAME_SIZE, msg->add.name,
			    strerror(-ready.error));
	else
		printf(MODELD ": serving %.*s, generation v%u, %u queues\n",
		       VACC_NAME_SIZE, msg->add.name, msg->add.gen,
		       msg->add.queues);
	fflush(stdout);
}

static void
device_del(struct modeld_device *dev)
{
	modeld_queues_drop(dev);
	hisi_model_destroy(dev->model);
	turns_put(dev->turns);
	memset(dev, 0, sizeof(*dev));
}

static void
device_stall(struct modeld_device *dev, bool on)
{
	const struct hisi_model_fault stall = {
		.kind = HISI_MODEL_FAULT_STALL, .count = UINT32_MAX,
	};

	hisi_model_inject_clear(dev->model);
	if (on)
		hisi_model_inject(dev->model, &stall);
}

static void
device_tell(const struct modeld *d, const struct modeld_device *dev,
	    uint32_t type)
{
	struct hisi_model_stats ms;
	struct vacc_stats stats = { .device = dev->number, .type = type };

	hisi_model_stats_get(dev->model, &ms);
	stats.completions = ms.descriptors;
	stats.errors = ms.errors;
	stats.dropped = ms.dropped_doorbells;
	ioctl(d->ctl, VACC_IOC_STATS, &stats);
}

static void
queue_message(struct modeld *d, struct modeld_device *dev,
	      const struct vacc_msg *msg)
{
	int ret;

	switch (msg->type) {
	case VACC_MSG_START:
		ret = modeld_queue_start(d, dev, msg);
		modeld_done(d->ctl, msg->queue, msg->type, ret);
		break;
	case VACC_MSG_STOP:
		ret = modeld_queue_stop(dev, msg->queue);
		if (ret != 0)
			modeld_done(d->ctl, msg->queue, msg->type, ret);
		break;
	case VACC_MSG_GONE:
		modeld_queue_gone(dev, msg->queue);
		break;
	case VACC_MSG_STORE:
		modeld_queue_store(dev, msg);
		break;
	}
}

static void
handle(struct modeld *d, const struct vacc_msg *msg)
{
	struct modeld_device *dev;

	if (msg->device >= MODELD_MAX_DEVICES)
		return;
	dev = &d->dev[msg->device];
	if (msg->type == VACC_MSG_ADD) {
		device_add(d, dev, msg);
		return;
	}
	if (!dev->present)
		return;
	switch (msg->type) {
	case VACC_MSG_DEL:
		device_del(dev);
		break;
	case VACC_MSG_RESET:
		modeld_queues_drop(dev);
		device_tell(d, dev, msg->type);
		break;
	case VACC_MSG_STATS:
		device_tell(d, dev, msg->type);
		break;
	case VACC_MSG_STALL:
		device_stall(dev, msg->stall != 0);
		break;
	default:
		queue_message(d, dev, msg);
	}
}

/** @return 0, or -errno of the control node */
static int
take_messages(struct modeld *d)
{
	static struct vacc_msg msgs[MESSAGES];
	ssize_t n = read(d->ctl, msgs, sizeof(msgs));
	size_t i;

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? 0 : -errno;
	for (i = 0; i < (size_t)n / sizeof(msgs[0]); i++)
		handle(d, &msgs[i]);
	return 0;
}

static int
serve_until_signal(struct modeld *d, int sig)
{
	struct pollfd p[2] = {
		{ .fd = d->ctl, .events = POLLIN },
		{ .fd = sig, .events = POLLIN },
	};
	int ret = 0;

	while (ret == 0) {
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return -errno;
		if (p[1].revents != 0)
			return 0;
		if (p[0].revents != 0)
			ret = take_messages(d);
	}
	return ret;
}

/* The module may be loaded later. @return descriptor, -EINTR, -errno */
static int
open_node(int sig)
{
	struct pollfd p = { .fd = sig, .events = POLLIN };
	bool told = false;
	int fd;

	for (;;) {
		fd = open(VACC_CTL_PATH, O_RDWR | O_CLOEXEC | O_NONBLOCK);
		if (fd >= 0)
			return fd;
		if (errno != ENOENT && errno != ENXIO && errno != ENODEV)
			return -errno;
		if (!told)
			accel_error(MODELD, VACC_CTL_PATH " is missing: waiting for the kernel module hisi_vacc (modprobe hisi_vacc)");
		told = true;
		if (poll(&p, 1, NODE_WAIT_MS) > 0)
			return -EINTR;
	}
}

static int
hello(int ctl)
{
	uint32_t version = VACC_VERSION;

	if (ioctl(ctl, VACC_IOC_HELLO, &version) == 0)
		return 0;
	if (errno == EBUSY)
		accel_error(MODELD, "another " MODELD " serves the devices: stop that one first");
	else if (errno == EPROTO)
		accel_error(MODELD, "the kernel module hisi_vacc is of another version: build and load the one of this release");
	else
		accel_error(MODELD, VACC_CTL_PATH ": %s", strerror(errno));
	return -1;
}

static int
signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	/* Threads inherit the mask: they are not interrupted. */
	if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_CLOEXEC);
}

/* The kernel ends the queues when the node is closed. Threads that are not done
 * by then go with the process; they must not see its libraries end.
 */
static void
end(struct modeld *d, int status)
{
	const struct timespec nap = { .tv_nsec = 1000000 };
	unsigned int i;

	for (i = 0; i < MODELD_MAX_DEVICES; i++)
		if (d->dev[i].present)
			device_del(&d->dev[i]);
	close(d->ctl);
	for (i = 0; i < END_WAIT_MS && modeld_workers() != 0; i++)
		nanosleep(&nap, NULL);
	fflush(stdout);
	if (modeld_workers() != 0)
		_exit(status);
}

/* Every queue is a file: as many as the administrator allows. */
static void
raise_file_limit(void)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return;
	r.rlim_cur = r.rlim_max;
	setrlimit(RLIMIT_NOFILE, &r);
}

int
modeld_serve(struct modeld *d)
{
	int sig = signals();
	int ret;

	raise_file_limit();
	if (sig < 0) {
		accel_error(MODELD, "signals: %s", strerror(errno));
		return ACCEL_FAILED;
	}
	d->ctl = open_node(sig);
	if (d->ctl == -EINTR)
		return ACCEL_OK;
	if (d->ctl < 0) {
		accel_error(MODELD, VACC_CTL_PATH ": %s%s", strerror(-d->ctl),
			    d->ctl == -EACCES ? "; it is for root only" : "");
		return ACCEL_FAILED;
	}
	if (hello(d->ctl) != 0) {
		close(d->ctl);
		return ACCEL_FAILED;
	}
	ret = serve_until_signal(d, sig);
	if (ret != 0)
		accel_error(MODELD, "the kernel has given up this daemon: %s",
			    strerror(-ret));
	end(d, ret == 0 ? ACCEL_OK : ACCEL_FAILED);
	close(sig);
	return ret == 0 ? ACCEL_OK : ACCEL_FAILED;
}
