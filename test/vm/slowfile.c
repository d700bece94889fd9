/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cases.h"
#include "slowfile.h"

#define PATH "/run/tmp/slowfile"
#define REQUEST_SIZE (1U << 18)
#define DATA_SIZE (1U << 17)

union reply_body {
	struct fuse_init_out init;
	struct fuse_attr_out attr;
	struct fuse_open_out open;
	uint8_t data[DATA_SIZE];
};

struct reply {
	struct fuse_out_header out;
	union reply_body body;
};

/* The only inode: a regular file that anybody may write. */
static size_t
reply_attr(struct fuse_attr_out *a)
{
	a->attr_valid = 1000;
	a->attr.ino = 1;
	a->attr.mode = S_IFREG | 0666;
	a->attr.nlink = 1;
	a->attr.size = SLOW_FILE_SIZE;
	a->attr.uid = getuid();
	return sizeof(*a);
}

/* @return bytes of the body, or -1 and out.error is set */
static ssize_t
reply_fill(struct reply *r, const struct fuse_in_header *in)
{
	const struct fuse_read_in *want = (const void *)(in + 1);

	switch (in->opcode) {
	case FUSE_INIT:
		r->body.init.major = FUSE_KERNEL_VERSION;
		r->body.init.minor = 31;
		r->body.init.max_write = DATA_SIZE;
		return sizeof(r->body.init);
	case FUSE_GETATTR:
	case FUSE_SETATTR:
		return reply_attr(&r->body.attr);
	case FUSE_OPEN:
		return sizeof(r->body.open);
	case FUSE_READ:
		return want->size < DATA_SIZE ? want->size : DATA_SIZE;
	case FUSE_FLUSH:
	case FUSE_RELEASE:
		return 0;
	}
	r->out.error = -ENOSYS;
	return -1;
}

__attribute__((noreturn))
static void
serve(int fuse, uint32_t silent)
{
	struct fuse_in_header *in = malloc(REQUEST_SIZE);
	struct reply *r = malloc(sizeof(*r));
	ssize_t n;

	while (in != NULL && r != NULL && read(fuse, in, REQUEST_SIZE) > 0) {
		if (in->opcode == silent || in->opcode == FUSE_FORGET ||
		    in->opcode == FUSE_INTERRUPT)
			continue;
		memset(r, 0, sizeof(*r));
		r->out.unique = in->unique;
		n = reply_fill(r, in);
		r->out.len = sizeof(r->out) + (n > 0 ? n : 0);
		if (write(fuse, r, r->out.len) < 0 && errno != ENOENT)
			break;
	}
	_exit(0);
}

void
slow_file_open(struct slow_file *f, uid_t uid, uint32_t silent)
{
	char options[128];
	int fd;

	f->fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (f->fuse < 0)
		vm_skip("the kernel has no FUSE");
	umount2(PATH, MNT_FORCE | MNT_DETACH); /* of a case before */
	fd = open(PATH, O_CREAT | O_RDWR | O_CLOEXEC, 0666);
	EXPECT(fd >= 0, PATH ": %s", strerror(errno));
	close(fd);
	snprintf(options, sizeof(options),
		 "fd=%d,rootmode=100644,user_id=%u,group_id=%u,allow_other", f->fuse,
		 uid, uid);
	EXPECT(mount("slow", PATH, "fuse", 0, options) == 0, "mount: %s",
	       strerror(errno));
	f->server = fork();
	if (f->server == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (setresgid(uid, uid, uid) == 0 && setresuid(uid, uid, uid) == 0)
			serve(f->fuse, silent);
		_exit(1);
	}
}

uint8_t *
slow_file_map(int flags)
{
	int fd = open(PATH, O_RDWR | O_CLOEXEC);
	struct stat st;
	void *p;

	/* The kernel learns the size with the attributes. */
	EXPECT(fd >= 0 && fstat(fd, &st) == 0 && st.st_size == SLOW_FILE_SIZE,
	       PATH ": %s", strerror(errno));
	p = mmap(NULL, SLOW_FILE_SIZE, PROT_READ | PROT_WRITE, flags, fd, 0);
	EXPECT(p != MAP_FAILED, "mmap: %s", strerror(errno));
	close(fd);
	return p;
}

void
slow_file_invalidate(const struct slow_file *f)
{
	struct {
		struct fuse_out_header out;
		struct fuse_notify_inval_inode_out inode;
	} msg = {
		.out = { .len = sizeof(msg), .error = FUSE_NOTIFY_INVAL_INODE },
		.inode = { .ino = 1 },
	};

	if (write(f->fuse, &msg, sizeof(msg)) < 0)
		printf("INFO invalidate: %s\n", strerror(errno));
}

void
slow_file_abort(struct slow_file *f)
{
	kill(f->server, SIGKILL);
	waitpid(f->server, NULL, 0);
	umount2(PATH, MNT_FORCE | MNT_DETACH);
	close(f->fuse);
}
