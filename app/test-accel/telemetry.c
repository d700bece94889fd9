/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Client of a DPDK telemetry socket, version 2 of the protocol. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "list.h"

/* A reply comes as one packet; the server's limit is 16 KiB. */
#define REPLY_MAX (64 * 1024)

struct tel_client {
	int fd;
	char reply[REPLY_MAX];
};

static json_t *
receive(struct tel_client *c)
{
	ssize_t n = recv(c->fd, c->reply, sizeof(c->reply), 0);

	return n <= 0 ? NULL : json_loadb(c->reply, n, 0, NULL);
}

static int
connect_to(int fd, const char *path)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct timeval wait = { .tv_sec = 1 };

	if (strlen(path) >= sizeof(addr.sun_path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(addr.sun_path, path, strlen(path) + 1);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
	return connect(fd, (struct sockaddr *)&addr, sizeof(addr));
}

struct tel_client *
tel_open(const char *path, char *error, size_t size, long *pid)
{
	struct tel_client *c = calloc(1, sizeof(*c));
	json_t *hello = NULL;

	if (c == NULL) {
		snprintf(error, size, "no memory");
		return NULL;
	}
	c->fd = socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
	if (c->fd < 0 || connect_to(c->fd, path) != 0) {
		snprintf(error, size, "%s", errno == ECONNREFUSED ?
			 "left over by a process that has ended" :
			 strerror(errno));
		tel_close(c);
		return NULL;
	}
	hello = receive(c);
	if (!json_is_integer(json_object_get(hello, "pid"))) {
		snprintf(error, size, "does not answer like DPDK telemetry");
		json_decref(hello);
		tel_close(c);
		return NULL;
	}
	*pid = json_integer_value(json_object_get(hello, "pid"));
	json_decref(hello);
	return c;
}

json_t *
tel_ask(struct tel_client *c, const char *command)
{
	json_t *reply, *value;
	size_t len = strlen(command);

	if (send(c->fd, command, len, MSG_NOSIGNAL) != (ssize_t)len)
		return NULL;
	reply = receive(c);
	value = json_object_iter_value(json_object_iter(reply));
	json_incref(value);
	json_decref(reply);
	if (json_is_null(value)) {
		json_decref(value);
		return NULL;
	}
	return value;
}

void
tel_close(struct tel_client *c)
{
	if (c == NULL)
		return;
	if (c->fd >= 0)
		close(c->fd);
	free(c);
}
