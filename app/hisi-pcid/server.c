/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The socket: one client at a time, messages in one piece. */

#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "options.h"

#include "pcid.h"
#include "vfio_user.h"

/** A client that does not read its replies for so long is given up, s. */
#define SEND_TIMEOUT 5

/** Messages after which a signal is looked for. */
#define MESSAGES 64

/** A message under way. */
struct inbox {
	uint8_t msg[PCID_MAX_MSG];
	size_t have;
	int fds[PCID_MAX_FDS];
	unsigned int nb_fds;
};

static void
inbox_clear(struct inbox *in)
{
	unsigned int i;

	for (i = 0; i < in->nb_fds; i++)
		if (in->fds[i] >= 0)
			close(in->fds[i]);
	in->nb_fds = 0;
	in->have = 0;
}

/* @return bytes of the message as far as is known, 0 for a bad size */
static size_t
wanted(const struct inbox *in)
{
	struct vu_header h;

	if (in->have < sizeof(h))
		return sizeof(h);
	memcpy(&h, in->msg, sizeof(h));
	return h.size >= sizeof(h) && h.size <= sizeof(in->msg) ? h.size : 0;
}

/* @return false if there are more than a message may bring */
static bool
take_fds(struct inbox *in, struct msghdr *msg)
{
	struct cmsghdr *c;
	unsigned int i, n;
	bool fit = (msg->msg_flags & MSG_CTRUNC) == 0;
	int fd;

	for (c = CMSG_FIRSTHDR(msg); c != NULL; c = CMSG_NXTHDR(msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = (c->cmsg_len - CMSG_LEN(0)) / sizeof(fd);
		for (i = 0; i < n; i++) {
			memcpy(&fd, CMSG_DATA(c) + i * sizeof(fd), sizeof(fd));
			if (in->nb_fds < PCID_MAX_FDS) {
				in->fds[in->nb_fds++] = fd;
			} else {
				close(fd);
				fit = false;
			}
		}
	}
	return fit;
}

/* Read what is there of one message, never of the next: descriptors come
 * with the first bytes of theirs.
 * @return 1 complete, 0 wait for more, -1 the session is over
 */
static int
receive(int conn, struct inbox *in)
{
	union {
		struct cmsghdr align;
		uint8_t space[CMSG_SPACE(PCID_MAX_FDS * sizeof(int))];
	} control;
	struct iovec iov;
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	size_t want;
	ssize_t n;

	for (;;) {
		want = wanted(in);
		if (want == 0)
			return -1;
		if (in->have == want && want >= sizeof(struct vu_header) &&
		    (want > sizeof(struct vu_header) || wanted(in) == want))
			return 1;
		iov.iov_base = in->msg + in->have;
		iov.iov_len = want - in->have;
		msg.msg_control = control.space;
		msg.msg_controllen = sizeof(control.space);
		n = recvmsg(conn, &msg, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return 0;
		if (n <= 0 || !take_fds(in, &msg))
			return -1;
		in->have += (size_t)n;
	}
}

/* @return false if the session is over */
static bool
serve_ready(struct pcid *d, struct inbox *in)
{
	unsigned int i;
	int got;

	for (i = 0; i < MESSAGES; i++) {
		got = receive(d->conn, in);
		if (got != 1)
			return got == 0;
		if (!pcid_message(d, in->msg, in->fds, in->nb_fds))
			return false;
		inbox_clear(in);
	}
	return true;
}

/* Print the counts of a client. A test tells work from silence by them. */
static void
say_counts(struct pcid *d)
{
	struct hisi_model_stats s;

	hisi_model_stats_get(d->model, &s);
	printf(PCID ": client gone: %llu descriptors, %llu errors, %llu doorbells, %llu dropped, %llu interrupts, %llu resets, %llu accesses refused, %llu pages absent\n",
	       (unsigned long long)s.descriptors, (unsigned long long)s.errors,
	       (unsigned long long)s.sq_doorbells,
	       (unsigned long long)s.dropped_doorbells,
	       (unsigned long long)d->interrupts,
	       (unsigned long long)d->resets,
	       (unsigned long long)d->guest.refused,
	       (unsigned long long)d->iommu.faults);
	fflush(stdout);
}

static void
client_end(struct pcid *d, struct inbox *in)
{
	say_counts(d);
	inbox_clear(in);
	pcid_session_end(d);
	close(d->conn);
	d->conn = -1;
}

static void
client_begin(struct pcid *d, int listener)
{
	const struct timeval limit = { .tv_sec = SEND_TIMEOUT };
	int conn = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

	if (conn < 0) {
		/* Out of descriptors, say: it stays readable. */
		poll(NULL, 0, 100);
		return;
	}
	setsockopt(conn, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	d->conn = conn;
}

static int
serve_until_signal(struct pcid *d, int listener, int sig)
{
	static struct inbox in;
	struct pollfd p[2] = { { .fd = sig, .events = POLLIN },
			       { .events = POLLIN } };

	for (;;) {
		/* A second client waits in the backlog until the first ends. */
		p[1].fd = d->conn >= 0 ? d->conn : listener;
		p[1].revents = 0;
		if (poll(p, 2, -1) < 0 && errno != EINTR)
			return -errno;
		if (p[0].revents != 0)
			break;
		if (p[1].revents == 0)
			continue;
		if (d->conn < 0)
			client_begin(d, listener);
		else if (!serve_ready(d, &in))
			client_end(d, &in);
	}
	if (d->conn >= 0)
		client_end(d, &in);
	return 0;
}

static int
listen_on(const char *path, mode_t mode)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	mode_t old;
	int fd, ret;

	if (strlen(path) >= sizeof(addr.sun_path))
		return -ENAMETOOLONG;
	strcpy(addr.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	/* Never reachable with more rights than asked for. */
	old = umask((mode_t)~mode & 0777);
	ret = bind(fd, (const struct sockaddr *)&addr, sizeof(addr));
	umask(old);
	if (ret == 0)
		ret = listen(fd, 1);
	if (ret == 0)
		return fd;
	ret = -errno;
	close(fd);
	return ret;
}

/* It interrupts a system call, that is all. */
static void
on_alarm(int sig)
{
	(void)sig;
}

static int
signals(void)
{
	const struct sigaction alarm = { .sa_handler = on_alarm };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	/* An interrupt's descriptor may be a pipe that nobody reads. */
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0 ||
	    signal(SIGPIPE, SIG_IGN) == SIG_ERR ||
	    sigaction(SIGALRM, &alarm, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_CLOEXEC);
}

int
pcid_serve(struct pcid *d, uint32_t mode)
{
	int listener, sig, ret;

	listener = listen_on(d->socket, (mode_t)mode);
	if (listener < 0) {
		accel_error(PCID, "socket %s: %s%s", d->socket,
			    strerror(-listener), listener == -EADDRINUSE ?
			    "; another server uses it, or left it behind: remove it or choose another path" : "");
		return ACCEL_FAILED;
	}
	sig = signals();
	d->stop = sig;
	ret = sig < 0 ? -errno : pcid_create(d);
	if (ret == 0) {
		printf(PCID ": serving %s v%u on %s\n",
		       hisi_model_name(d->model), d->gen->gen, d->socket);
		fflush(stdout);
		ret = serve_until_signal(d, listener, sig);
		pcid_destroy(d);
	}
	unlink(d->socket);
	close(listener);
	if (sig >= 0)
		close(sig);
	if (ret == 0)
		return ACCEL_OK;
	accel_error(PCID, "%s", strerror(-ret));
	return ACCEL_FAILED;
}
