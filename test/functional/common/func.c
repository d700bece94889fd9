/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include <rte_eal.h>
#include <rte_malloc.h>

#include "func.h"

static uint64_t rng_state;
static uint64_t seed_used;
static double scale = 1;
static struct rte_mempool *shells;

/* splitmix64: small, good enough, the same everywhere. */
uint64_t
func_random(void)
{
	uint64_t z = rng_state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

uint32_t
func_range(uint32_t lo, uint32_t hi)
{
	return lo + func_random() % ((uint64_t)hi - lo + 1);
}

void
func_fill(uint8_t *p, size_t len)
{
	uint64_t v;
	size_t n;

	for (; len > 0; len -= n, p += n) {
		v = func_random();
		n = len < sizeof(v) ? len : sizeof(v);
		memcpy(p, &v, n);
	}
}

void
func_seed(uint64_t seed)
{
	rng_state = seed;
}

uint64_t
func_seed_used(void)
{
	return seed_used;
}

unsigned int
func_cases(unsigned int n)
{
	double v = n * scale;

	return v < 1 ? 1 : (unsigned int)v;
}

static void
read_environment(void)
{
	const char *s = getenv("TEST_SEED");

	seed_used = s != NULL ? strtoull(s, NULL, 0) :
				(uint64_t)time(NULL) << 16 ^ getpid();
	rng_state = seed_used;
	s = getenv("TEST_SCALE");
	if (s != NULL)
		scale = strtod(s, NULL);
}

const char *
func_device(const char *args)
{
	static const char model[] = "device=model";
	const char *name = getenv("TEST_DEVICE");
	static char text[64];

	if (name == NULL || args == NULL ||
	    strncmp(args, model, sizeof(model) - 1) != 0)
		return args;
	snprintf(text, sizeof(text), "device=%s", name);
	return text;
}

static void
init(const char *program, char *telemetry, char *shared)
{
	/* Refusals are what the tests want to see; TEST_LOG shows why. */
	char *log = getenv("TEST_LOG") != NULL ? "pmd.*:debug" :
						 "pmd.*:critical";
	char prefix[64];
	char *argv[] = {
		(char *)(uintptr_t)program, "--no-pci", "--no-huge", "-m",
		"512", shared, telemetry, "-l", "0",
		"--log-level", log, "--file-prefix", prefix, NULL,
	};

	read_environment();
	/* The device may be one that cannot ask for a page. */
	if (getenv("TEST_DEVICE") != NULL &&
	    mlockall(MCL_CURRENT | MCL_FUTURE) != 0) {
		perror("mlockall");
		exit(1);
	}
	snprintf(prefix, sizeof(prefix), "func-%d", getpid());
	if (rte_eal_init(sizeof(argv) / sizeof(argv[0]) - 1, argv) < 0) {
		fprintf(stderr, "%s: EAL does not start\n", program);
		exit(1);
	}
	shells = rte_pktmbuf_pool_create("shells", 8191, 0, 0, 0,
					 SOCKET_ID_ANY);
	if (shells == NULL) {
		fprintf(stderr, "%s: no memory for mbufs\n", program);
		exit(1);
	}
}

void
func_init(const char *program)
{
	init(program, "--no-telemetry", "--no-shconf");
}

void
func_init_fork(const char *program)
{
	init(program, "--no-telemetry", "--no-pci");
}

void
func_init_telemetry(const char *program)
{
	init(program, "--telemetry", "--no-shconf");
}

void
func_exit(void)
{
	char dir[PATH_MAX];

	snprintf(dir, sizeof(dir), "%s", rte_eal_get_runtime_dir());
	rte_mempool_free(shells);
	rte_eal_cleanup();
	/* EAL leaves its folder behind, one for each process. */
	rmdir(dir);
}

int
func_result(const char *program, int failed)
{
	if (failed != 0)
		printf("%s: repeat with TEST_SEED=0x%" PRIx64 "\n", program,
		       seed_used);
	func_exit();
	return failed != 0;
}

/* [length][guard][data][guard] */
uint8_t *
func_alloc(size_t len)
{
	uint8_t *p = malloc(sizeof(len) + 2 * FUNC_GUARD + len);

	if (p == NULL)
		abort();
	memcpy(p, &len, sizeof(len));
	p += sizeof(len);
	memset(p, 0xE7, FUNC_GUARD);
	memset(p + FUNC_GUARD + len, 0x7E, FUNC_GUARD);
	return p + FUNC_GUARD;
}

bool
func_free(uint8_t *p)
{
	uint8_t *base = p - FUNC_GUARD - sizeof(size_t);
	bool ok = true;
	size_t len, i;

	memcpy(&len, base, sizeof(len));
	for (i = 0; i < FUNC_GUARD; i++)
		if (p[i - FUNC_GUARD] != 0xE7 || p[len + i] != 0x7E)
			ok = false;
	free(base);
	return ok;
}

/* Sharing information of an external buffer, kept beside its mbuf. */
struct seg_info {
	struct rte_mbuf_ext_shared_info shared;
	uint8_t *buf;
};

static void
seg_free_cb(void *addr, void *opaque)
{
	RTE_SET_USED(addr);
	RTE_SET_USED(opaque);
}

static struct rte_mbuf *
segment(const uint8_t *data, size_t len)
{
	struct rte_mbuf *m = rte_pktmbuf_alloc(shells);
	struct seg_info *info = malloc(sizeof(*info));
	/* Any alignment. */
	size_t skew = func_random() % 17;
	uint8_t *buf;

	if (m == NULL || info == NULL)
		abort();
	buf = func_alloc(len + skew);
	memset(buf, 0x5A, skew);
	memcpy(buf + skew, data, len);
	info->buf = buf;
	info->shared.free_cb = seg_free_cb;
	info->shared.fcb_opaque = info;
	rte_mbuf_ext_refcnt_set(&info->shared, 1);
	rte_pktmbuf_attach_extbuf(m, buf, RTE_BAD_IOVA, len + skew,
				  &info->shared);
	m->data_off = skew;
	m->data_len = len;
	m->pkt_len = len;
	return m;
}

/* data_len has 16 bits, and segments have room in front. */
#define MAX_SEGMENT ((size_t)UINT16_MAX - 64)

/* Of the first of so many segments that hold what is left. */
static size_t
segment_len(size_t left, unsigned int segs)
{
	size_t rest = (segs - 1) * MAX_SEGMENT;
	size_t least = left > rest ? left - rest : 1;

	if (segs == 1)
		return RTE_MIN(left, MAX_SEGMENT);
	if (left < segs)
		return left == 0 ? 0 : func_random() % 2;
	return RTE_MIN(func_range(least,
				  RTE_MIN(RTE_MAX(least, 2 * left / segs),
					  left - (segs - 1))), MAX_SEGMENT);
}

struct rte_mbuf *
func_mbuf(const uint8_t *data, size_t len, unsigned int segs)
{
	struct rte_mbuf *head = NULL, *tail = NULL, *m;
	size_t n, left = len;
	unsigned int i;

	for (i = segs; i > 0; i--) {
		n = segment_len(left, i);
		m = segment(data, n);
		data += n;
		left -= n;
		if (head == NULL) {
			head = m;
		} else {
			tail->next = m;
			head->nb_segs++;
			head->pkt_len += n;
		}
		tail = m;
	}
	if (left != 0)
		abort();
	return head;
}

void
func_mbuf_read(const struct rte_mbuf *m, uint8_t *out)
{
	for (; m != NULL; m = m->next) {
		memcpy(out, rte_pktmbuf_mtod(m, uint8_t *), m->data_len);
		out += m->data_len;
	}
}

bool
func_mbuf_free(struct rte_mbuf *m)
{
	struct seg_info *info;
	struct rte_mbuf *next;
	bool ok = true;
	size_t skew, i;

	for (; m != NULL; m = next) {
		next = m->next;
		info = m->shinfo->fcb_opaque;
		skew = m->data_off;
		for (i = 0; i < skew; i++)
			if (info->buf[i] != 0x5A)
				ok = false;
		ok = func_free(info->buf) && ok;
		m->next = NULL;
		m->nb_segs = 1;
		rte_pktmbuf_free_seg(m);
		free(info);
	}
	return ok;
}

struct hisi_model *
func_model(const char *prefix)
{
	struct hisi_model *m, *last = NULL;
	char name[64];
	int i;

	for (i = 0; i < 64; i++) {
		snprintf(name, sizeof(name), "%s-%d", prefix, i);
		m = hisi_model_find(name);
		if (m != NULL)
			last = m;
	}
	return last;
}
