/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The kernel's own AES, as a program without accelerator reaches it. */

#include <errno.h>
#include <linux/if_alg.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "path.h"

static int
alg_open(int *listener)
{
	struct sockaddr_alg sa = { .salg_family = AF_ALG,
		.salg_type = "skcipher", .salg_name = "cbc(aes)" };

	*listener = socket(AF_ALG, SOCK_SEQPACKET, 0);
	if (*listener < 0)
		return -1;
	if (bind(*listener, (struct sockaddr *)&sa, sizeof(sa)) != 0 ||
	    setsockopt(*listener, SOL_ALG, ALG_SET_KEY, "0123456789abcdef",
		       16) != 0)
		return -1;
	return accept(*listener, NULL, NULL);
}

static int
alg_encrypt(int fd, uint8_t *buf, uint32_t size)
{
	union {
		struct cmsghdr h;
		char buf[CMSG_SPACE(4) + CMSG_SPACE(sizeof(struct af_alg_iv) +
						    16)];
	} u;
	struct iovec iov = { .iov_base = buf, .iov_len = size };
	struct msghdr m = { .msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = u.buf, .msg_controllen = sizeof(u.buf) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);
	uint32_t op = ALG_OP_ENCRYPT, ivlen = 16;

	memset(&u, 0, sizeof(u));
	c->cmsg_level = SOL_ALG;
	c->cmsg_type = ALG_SET_OP;
	c->cmsg_len = CMSG_LEN(sizeof(op));
	memcpy(CMSG_DATA(c), &op, sizeof(op));
	c = CMSG_NXTHDR(&m, c);
	c->cmsg_level = SOL_ALG;
	c->cmsg_type = ALG_SET_IV;
	c->cmsg_len = CMSG_LEN(sizeof(ivlen) + ivlen);
	memcpy(CMSG_DATA(c), &ivlen, sizeof(ivlen));
	if (sendmsg(fd, &m, 0) != (ssize_t)size ||
	    read(fd, buf, size) != (ssize_t)size)
		return -1;
	return 0;
}

double
path_af_alg(uint32_t size, uint32_t n)
{
	uint8_t buf[PATH_MAX_SIZE] = { 0 };
	int listener, fd = alg_open(&listener);
	double start;
	uint32_t i;

	if (fd < 0)
		return -errno;
	start = path_now();
	for (i = 0; i < n; i++)
		if (alg_encrypt(fd, buf, size) != 0)
			return -errno;
	start = path_now() - start;
	close(fd);
	close(listener);
	return start;
}
