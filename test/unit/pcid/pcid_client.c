/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "pcid_client.h"

#define MAX_PAYLOAD 8192
#define MAX_FDS 32
/* Seconds a server may take to start on a busy host, under sanitizers. */
#define START_SECONDS 60U

extern char **environ;

const char *pcid_program;

/* Read the standard error of the server as a string. */
static void
server_stderr(const struct pcid_client *c, char *text, size_t size)
{
	ssize_t n = pread(c->err, text, size - 1, 0);

	text[n > 0 ? n : 0] = '\0';
}

/* Fail if the server has ended. */
static void
check_alive(struct pcid_client *c)
{
	char text[4096];
	int status;

	if (waitpid(c->pid, &status, WNOHANG) != c->pid)
		return;
	c->pid = 0;
	server_stderr(c, text, sizeof(text));
	fail_msg("the server has ended with wait status 0x%x: %s", status,
		 text);
}

/* The server did not open its socket: end it, and say what is known. */
static void
give_up(struct pcid_client *c, int error)
{
	char text[4096];
	int status;

	kill(c->pid, SIGKILL);
	waitpid(c->pid, &status, 0);
	c->pid = 0;
	server_stderr(c, text, sizeof(text));
	fail_msg("cannot connect to %s for %u s: %s; the server ran and said: %s",
		 c->path, START_SECONDS, strerror(error), text);
}

void
pcid_client_connect(struct pcid_client *c)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	unsigned int tries;

	strcpy(addr.sun_path, c->path);
	c->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_true(c->fd >= 0);
	for (tries = 0; tries < START_SECONDS * 100; tries++) {
		if (connect(c->fd, (const struct sockaddr *)&addr,
			    sizeof(addr)) == 0)
			return;
		check_alive(c);
		usleep(10000);
	}
	give_up(c, errno);
}

void
pcid_client_start(struct pcid_client *c, const char *engine, const char *gen)
{
	char *argv[] = { (char *)(uintptr_t)pcid_program, (char *)"--engine",
			 (char *)(uintptr_t)engine, (char *)"--gen",
			 (char *)(uintptr_t)gen, (char *)"--socket", c->path,
			 NULL };
	posix_spawn_file_actions_t output;

	/* Writing to a session that the server has ended is no end of ours. */
	signal(SIGPIPE, SIG_IGN);
	c->pid = 0;
	c->fd = -1;
	strcpy(c->dir, "/tmp/pcid.XXXXXX");
	assert_non_null(mkdtemp(c->dir));
	snprintf(c->path, sizeof(c->path), "%s/socket", c->dir);
	c->err = memfd_create("stderr", MFD_CLOEXEC);
	assert_true(c->err >= 0);
	posix_spawn_file_actions_init(&output);
	posix_spawn_file_actions_addopen(&output, STDOUT_FILENO, "/dev/null",
					 O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&output, c->err, STDERR_FILENO);
	assert_int_equal(posix_spawn(&c->pid, pcid_program, &output, NULL,
				     argv, environ), 0);
	posix_spawn_file_actions_destroy(&output);
	c->id = 0;
	pcid_client_connect(c);
}

void
pcid_client_stop(struct pcid_client *c)
{
	char text[4096];
	int status;

	pcid_client_disconnect(c);
	/* A server that did not start, or has ended, was reported as such. */
	if (c->pid == 0) {
		unlink(c->path);
		rmdir(c->dir);
		return;
	}
	/* 0 would be this process and all of its group. */
	assert_true(c->pid > 0);
	assert_int_equal(kill(c->pid, SIGTERM), 0);
	assert_int_equal(waitpid(c->pid, &status, 0), c->pid);
	c->pid = 0;
	server_stderr(c, text, sizeof(text));
	fputs(text, stderr);
	close(c->err);
	assert_int_not_equal(access(c->path, F_OK), 0);
	rmdir(c->dir);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("the server ended with wait status 0x%x", status);
}

void
pcid_client_disconnect(struct pcid_client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
}

void
pcid_client_again(struct pcid_client *c)
{
	uint32_t id;

	pcid_client_disconnect(c);
	pcid_client_connect(c);
	assert_true(pcid_version(c, 0) > 0);
	assert_int_equal(pcid_region_read(c, VU_REGION_CONFIG, 0, &id, 4), 4);
	assert_int_equal(id & 0xffff, 0x19E5);
}

unsigned int
pcid_client_fds(const struct pcid_client *c)
{
	unsigned int n = 0;
	char path[32];
	DIR *dir;

	snprintf(path, sizeof(path), "/proc/%d/fd", (int)c->pid);
	dir = opendir(path);
	assert_non_null(dir);
	while (readdir(dir) != NULL)
		n++;
	closedir(dir);
	return n;
}

bool
pcid_send_raw(struct pcid_client *c, const void *buf, size_t len,
	      const int *fds, unsigned int nb_fds)
{
	union {
		struct cmsghdr align;
		uint8_t space[CMSG_SPACE(MAX_FDS * sizeof(int))];
	} control = { .space = { 0 } };
	struct iovec iov = { (void *)(uintptr_t)buf, len };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct cmsghdr *h;

	assert_in_range(nb_fds, 0, MAX_FDS);
	if (nb_fds > 0) {
		msg.msg_control = control.space;
		msg.msg_controllen = CMSG_SPACE(nb_fds * sizeof(int));
		h = CMSG_FIRSTHDR(&msg);
		h->cmsg_level = SOL_SOCKET;
		h->cmsg_type = SCM_RIGHTS;
		h->cmsg_len = CMSG_LEN(nb_fds * sizeof(int));
		memcpy(CMSG_DATA(h), fds, nb_fds * sizeof(int));
	}
	return sendmsg(c->fd, &msg, MSG_NOSIGNAL) == (ssize_t)len;
}

static bool
receive(struct pcid_client *c, void *buf, size_t len)
{
	uint8_t *p = buf;
	ssize_t n;

	while (len > 0) {
		n = recv(c->fd, p, len, 0);
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

int
pcid_reply(struct pcid_client *c, void *out, size_t room)
{
	uint8_t rest[MAX_PAYLOAD];
	struct vu_header h;
	size_t n;

	if (!receive(c, &h, sizeof(h)))
		return -EPIPE;
	assert_int_equal(h.id, c->id);
	assert_int_equal(h.flags & VU_F_TYPE, VU_TYPE_REPLY);
	assert_in_range(h.size, sizeof(h), sizeof(h) + sizeof(rest));
	n = h.size - sizeof(h);
	assert_true(receive(c, rest, n));
	if (h.flags & VU_F_ERROR) {
		assert_int_not_equal(h.error, 0);
		assert_int_equal(n, 0);
		return -(int)h.error;
	}
	if (out != NULL)
		memcpy(out, rest, n < room ? n : room);
	return (int)n;
}

int
pcid_call(struct pcid_client *c, uint16_t command, const void *in,
	  size_t in_size, const int *fds, unsigned int nb_fds, void *out,
	  size_t room)
{
	uint8_t msg[sizeof(struct vu_header) + MAX_PAYLOAD];
	const struct vu_header h = {
		.id = ++c->id, .command = command,
		.size = (uint32_t)(sizeof(h) + in_size),
	};

	assert_in_range(in_size, 0, MAX_PAYLOAD);
	memcpy(msg, &h, sizeof(h));
	if (in_size > 0)
		memcpy(msg + sizeof(h), in, in_size);
	if (!pcid_send_raw(c, msg, h.size, fds, nb_fds))
		return -EPIPE;
	return pcid_reply(c, out, room);
}

int
pcid_version(struct pcid_client *c, uint16_t major)
{
	const struct vu_version v = { .major = major };

	return pcid_call(c, VU_VERSION, &v, sizeof(v), NULL, 0, NULL, 0);
}

int
pcid_map(struct pcid_client *c, uint64_t addr, uint64_t size, uint64_t offset,
	 int fd, uint32_t flags)
{
	const struct vu_dma_map m = {
		.argsz = sizeof(m), .flags = flags, .offset = offset,
		.addr = addr, .size = size,
	};

	return pcid_call(c, VU_DMA_MAP, &m, sizeof(m), &fd, fd >= 0, NULL, 0);
}

int
pcid_unmap(struct pcid_client *c, uint64_t addr, uint64_t size,
	   uint32_t flags)
{
	const struct vu_dma_unmap m = {
		.argsz = sizeof(m), .flags = flags, .addr = addr,
		.size = size,
	};

	return pcid_call(c, VU_DMA_UNMAP, &m, sizeof(m), NULL, 0, NULL, 0);
}

int
pcid_region_read(struct pcid_client *c, uint32_t region, uint64_t offset,
		 void *buf, uint32_t count)
{
	const struct vu_region_io io = {
		.offset = offset, .region = region, .count = count,
	};
	uint8_t out[MAX_PAYLOAD];
	int n = pcid_call(c, VU_REGION_READ, &io, sizeof(io), NULL, 0, out,
			  sizeof(out));

	if (n < 0)
		return n;
	assert_int_equal(n, sizeof(io) + count);
	memcpy(buf, out + sizeof(io), count);
	return (int)count;
}

int
pcid_region_write(struct pcid_client *c, uint32_t region, uint64_t offset,
		  const void *buf, uint32_t count)
{
	const struct vu_region_io io = {
		.offset = offset, .region = region, .count = count,
	};
	uint8_t in[MAX_PAYLOAD];

	assert_in_range(count, 0, sizeof(in) - sizeof(io));
	memcpy(in, &io, sizeof(io));
	memcpy(in + sizeof(io), buf, count);
	return pcid_call(c, VU_REGION_WRITE, in, sizeof(io) + count, NULL, 0,
			 NULL, 0);
}

int
pcid_vectors(struct pcid_client *c, const int *fds, unsigned int nb)
{
	const struct vu_irq_set s = {
		.argsz = sizeof(s),
		.flags = VU_IRQ_DATA_EVENTFD | VU_IRQ_ACTION_TRIGGER,
		.index = VU_IRQ_MSI, .count = nb,
	};

	return pcid_call(c, VU_IRQ_SET, &s, sizeof(s), fds, nb, NULL, 0);
}

int
pcid_fire(struct pcid_client *c, uint32_t vector)
{
	const struct vu_irq_set s = {
		.argsz = sizeof(s),
		.flags = VU_IRQ_DATA_NONE | VU_IRQ_ACTION_TRIGGER,
		.index = VU_IRQ_MSI, .start = vector, .count = 1,
	};

	return pcid_call(c, VU_IRQ_SET, &s, sizeof(s), NULL, 0, NULL, 0);
}

int
pcid_memory(size_t size, bool sealed)
{
	int fd = memfd_create("pcid", MFD_CLOEXEC | MFD_ALLOW_SEALING);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (off_t)size), 0);
	if (sealed)
		assert_int_equal(fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK), 0);
	return fd;
}
