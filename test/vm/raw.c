/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <openssl/evp.h>

#include "cases.h"
#include "raw.h"

#define WAIT_S 100

const char *
raw_device(const char *prefix)
{
	static char path[PATH_MAX];
	const char *found = NULL;
	struct dirent *d;
	DIR *dir = opendir("/sys/class/uacce");

	if (dir == NULL)
		return NULL;
	while (found == NULL && (d = readdir(dir)) != NULL) {
		if (strncmp(d->d_name, prefix, strlen(prefix)) != 0)
			continue;
		snprintf(path, sizeof(path), "/dev/%s", d->d_name);
		found = path;
	}
	closedir(dir);
	return found;
}

int
raw_open_fd(const char *prefix)
{
	const char *path = raw_device(prefix);

	EXPECT(path != NULL, "no device %s", prefix);
	return open(path, O_RDWR | O_CLOEXEC);
}

void *
raw_map(int fd, unsigned int region, size_t size)
{
	return mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    (off_t)region * sysconf(_SC_PAGESIZE));
}

/* Whether the device is of generation 2, by the version of its interface. */
static bool
of_generation2(const char *name)
{
	char path[PATH_MAX], api[32] = "";
	FILE *f;

	snprintf(path, sizeof(path), "/sys/class/uacce/%s/api", name);
	f = fopen(path, "r");
	EXPECT(f != NULL, "%s: %s", path, strerror(errno));
	EXPECT(fgets(api, sizeof(api), f) != NULL, "%s is empty", path);
	fclose(f);
	return strcmp(api, "hisi_qm_v2\n") == 0;
}

void
raw_open_stopped(struct raw_queue *q)
{
	struct hisi_qm_qp_ctx ctx = { .qc_type = 0 };
	const char *name;

	memset(q, 0, sizeof(*q));
	q->phase = 1;
	q->fd = raw_open_fd("hisi_sec2-");
	EXPECT(q->fd >= 0, "open: %s", strerror(errno));
	EXPECT(ioctl(q->fd, HISI_QM_SET_QP_CTX, &ctx) == 0, "%s",
	       strerror(errno));
	q->qn = ctx.qn;
	name = strrchr(raw_device("hisi_sec2-"), '/') + 1;
	q->type2 = of_generation2(name);
	q->mmio_size = vm_read_long("/sys/class/uacce/%s/region_mmio_size",
				    name);
	q->mmio = raw_map(q->fd, HISI_QM_REGION_MMIO, q->mmio_size);
	EXPECT(q->mmio != MAP_FAILED, "%s", strerror(errno));
	q->dus = raw_map(q->fd, HISI_QM_REGION_DUS, RAW_DUS);
	EXPECT(q->dus != MAP_FAILED, "%s", strerror(errno));
}

void
raw_open(struct raw_queue *q)
{
	raw_open_stopped(q);
	EXPECT(ioctl(q->fd, HISI_UACCE_START_Q) == 0, "%s", strerror(errno));
}

void
raw_close(struct raw_queue *q)
{
	munmap(q->mmio, q->mmio_size);
	munmap(q->dus, RAW_DUS);
	close(q->fd);
}

uint64_t
raw_doorbell(const struct raw_queue *q, uint32_t cmd, uint32_t index)
{
	return (uint64_t)q->qn | (uint64_t)cmd << 12 | (uint64_t)index << 32;
}

void
raw_ring(const struct raw_queue *q, uint64_t value)
{
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	*(volatile uint64_t *)(void *)(q->mmio + 0x1000) = value;
}

static void
put64(uint32_t *w, const void *p)
{
	w[0] = (uint32_t)(uintptr_t)p;
	w[1] = (uint32_t)((uint64_t)(uintptr_t)p >> 32);
}

/* sec.md 3 and 4: encrypt, AES, ECB, key of 128 bits, output in dst. */
void
raw_put(struct raw_queue *q, const void *key, const void *src, void *dst,
	uint32_t len)
{
	uint32_t *w = (uint32_t *)(void *)(q->dus + q->tail * RAW_SQE);

	memset(w, 0, RAW_SQE);
	if (q->type2) {
		w[0] = 2 | 1 << 4 | 1 << 9;
		w[3] = 2 << 16;
		w[5] = len;
		put64(&w[22], key);
		put64(&w[24], src);
		put64(&w[26], dst);
	} else {
		w[0] = 3 | 1 << 9;
		w[1] = 1 | 2 << 20;
		put64(&w[4], src);
		put64(&w[12], key);
		w[18] = len;
		put64(&w[19], dst);
	}
	q->tail = (q->tail + 1) % RAW_DEPTH;
}

double
raw_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

/* Result word 28: done, and no error code. */
static enum raw_result
result_of(const struct raw_queue *q, uint32_t slot)
{
	const uint32_t *w = (const uint32_t *)(const void *)
		(q->dus + (slot % RAW_DEPTH) * RAW_SQE);

	return (w[28] & 1) != 0 && (w[28] >> 16 & 0xff) == 0 ? RAW_OK :
								RAW_ERROR;
}

enum raw_result
raw_wait(struct raw_queue *q)
{
	const uint32_t *cqe = (const uint32_t *)(const void *)
		(q->dus + RAW_DEPTH * RAW_SQE + q->head * 16);
	const uint32_t *dead = (const uint32_t *)(const void *)
		(q->dus + RAW_DUS - 8);
	double end = raw_now() + WAIT_S;
	uint32_t w3;

	do {
		w3 = __atomic_load_n(&cqe[3], __ATOMIC_ACQUIRE);
		if ((w3 >> 16 & 1) == q->phase) {
			if (++q->head == RAW_DEPTH) {
				q->head = 0;
				q->phase ^= 1;
			}
			raw_ring(q, raw_doorbell(q, 1, q->head));
			return result_of(q, cqe[2] & 0xffff);
		}
		if (__atomic_load_n(dead, __ATOMIC_ACQUIRE) != 0)
			return RAW_DEAD;
		if (q->spin)
			sched_yield();
		else
			usleep(200);
	} while (raw_now() < end);
	return RAW_NONE;
}

enum raw_result
raw_encrypt(struct raw_queue *q, const void *key, const void *src, void *dst,
	    uint32_t len)
{
	raw_put(q, key, src, dst, len);
	raw_ring(q, raw_doorbell(q, 0, q->tail));
	return raw_wait(q);
}

void
raw_reference(const void *key, const void *src, void *dst, uint32_t len)
{
	EVP_CIPHER_CTX *c = EVP_CIPHER_CTX_new();
	int n;

	EXPECT(c != NULL, "no memory");
	EXPECT(EVP_EncryptInit_ex(c, EVP_aes_128_ecb(), NULL, key, NULL) == 1,
	       "OpenSSL");
	EVP_CIPHER_CTX_set_padding(c, 0);
	EXPECT(EVP_EncryptUpdate(c, dst, &n, src, len) == 1 && n == (int)len,
	       "OpenSSL");
	EVP_CIPHER_CTX_free(c);
}
