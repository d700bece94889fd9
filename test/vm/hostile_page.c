/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Memory that never answers: FUSE, userfaultfd. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "cases.h"
#include "hostile.h"
#include "raw.h"

#define PAGE 4096
#define FILE_SIZE (1 << 20)
#define MOUNT_POINT "/run/tmp/never"

static const uint8_t key[16];

/** An answer to the kernel. */
struct answer {
	struct fuse_out_header head;
	union {
		struct fuse_init_out init;
		struct fuse_attr_out attr;
		struct fuse_open_out open;
	};
};

/* @return length of the answer; 0: none is given */
static size_t
answer_to(const struct fuse_in_header *in, struct answer *a)
{
	memset(a, 0, sizeof(*a));
	a->head.unique = in->unique;
	switch (in->opcode) {
	case FUSE_INIT:
		a->init.major = 7;
		a->init.minor = 31;
		a->init.max_write = PAGE;
		return sizeof(a->head) + sizeof(a->init);
	case FUSE_GETATTR:
		a->attr.attr.ino = 1;
		a->attr.attr.mode = S_IFREG | 0666;
		a->attr.attr.nlink = 1;
		a->attr.attr.size = FILE_SIZE;
		a->attr.attr.uid = getuid();
		a->attr.attr_valid = 1000;
		return sizeof(a->head) + sizeof(a->attr);
	case FUSE_OPEN:
		a->open.fh = 1;
		return sizeof(a->head) + sizeof(a->open);
	case FUSE_READ:
		return 0;
	case FUSE_FLUSH:
	case FUSE_RELEASE:
		return sizeof(a->head);
	}
	a->head.error = -ENOSYS;
	return sizeof(a->head);
}

static void
serve(int fd)
{
	static uint8_t buf[1 << 20];
	struct answer a;
	size_t n;

	while (read(fd, buf, sizeof(buf)) > 0) {
		n = answer_to((const void *)buf, &a);
		if (n == 0) {
			printf("a page is asked for\n");
			fflush(stdout);
			continue;
		}
		a.head.len = n;
		if (write(fd, &a, n) < 0)
			break;
	}
	_exit(0);
}

void *
fuse_page(unsigned int user, int *server)
{
	int fd = open("/dev/fuse", O_RDWR), f;
	char opt[128];
	void *p;

	EXPECT(fd >= 0, "/dev/fuse: %s", strerror(errno));
	snprintf(opt, sizeof(opt),
		 "fd=%d,rootmode=100644,user_id=%u,group_id=%u", fd, user, user);
	f = open(MOUNT_POINT, O_CREAT | O_RDWR, 0666);
	EXPECT(f >= 0, "%s", strerror(errno));
	close(f);
	EXPECT(mount("never", MOUNT_POINT, "fuse", 0, opt) == 0, "mount: %s",
	       strerror(errno));
	EXPECT(setresgid(user, user, user) == 0 &&
	       setresuid(user, user, user) == 0, "user");
	*server = fork();
	if (*server == 0)
		serve(fd);
	close(fd);
	f = open(MOUNT_POINT, O_RDONLY);
	EXPECT(f >= 0, "open: %s", strerror(errno));
	p = mmap(NULL, FILE_SIZE, PROT_READ, MAP_SHARED, f, 0);
	EXPECT(p != MAP_FAILED, "map: %s", strerror(errno));
	close(f);
	return p;
}

int
hostile_fuse(int seconds, unsigned int user)
{
	void *out = vm_anon(PAGE), *in;
	struct raw_queue q;
	int server;

	in = fuse_page(user, &server);
	raw_open(&q);
	raw_put(&q, key, in, out, 16);
	raw_ring(&q, raw_doorbell(&q, 0, q.tail));
	usleep(500000);
	printf("ready\n");
	fflush(stdout);
	sleep(seconds);
	kill(server, SIGKILL);
	printf("the server has ended\n");
	return 0;
}

static void *
absent_page(void)
{
	void *p = vm_anon(PAGE);
	struct uffdio_register area = {
		.range = { .start = (uintptr_t)p, .len = PAGE },
		.mode = UFFDIO_REGISTER_MODE_MISSING,
	};
	struct uffdio_api api = { .api = UFFD_API };
	int fd = syscall(SYS_userfaultfd, O_CLOEXEC);

	EXPECT(fd >= 0, "userfaultfd: %s", strerror(errno));
	EXPECT(ioctl(fd, UFFDIO_API, &api) == 0 &&
	       ioctl(fd, UFFDIO_REGISTER, &area) == 0, "%s", strerror(errno));
	return p;
}

/* Both may take the 5 s of qm.md 4. */
int
hostile_uffd(void)
{
	void *in = absent_page(), *out = vm_anon(PAGE);
	struct raw_queue q, r;
	double t;

	raw_open(&q);
	raw_open(&r);
	raw_put(&q, key, in, out, 16);
	raw_ring(&q, raw_doorbell(&q, 0, q.tail));
	raw_put(&r, key, in, out, 16);
	raw_ring(&r, raw_doorbell(&r, 0, r.tail));
	usleep(500000);
	t = raw_now();
	EXPECT(ioctl(q.fd, HISI_UACCE_PUT_Q) == 0, "%s", strerror(errno));
	printf("stop took %.1f s\n", raw_now() - t);
	EXPECT(raw_now() - t < 9, "stop");
	t = raw_now();
	raw_close(&r);
	printf("close took %.1f s\n", raw_now() - t);
	EXPECT(raw_now() - t < 9, "close");
	/* A start clears no memory: the client clears the CQ (qm.md 2.6). */
	memset(q.dus + RAW_DEPTH * RAW_SQE, 0, RAW_DEPTH * 16);
	q.tail = 0;
	q.head = 0;
	q.phase = 1;
	EXPECT(ioctl(q.fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
	EXPECT(raw_encrypt(&q, key, key, out, 16) == RAW_OK, "after");
	return 0;
}
