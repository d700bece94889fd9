/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Compares the kernel's hisi_sec2 algorithms with the generic ones on random
 * data, through AF_ALG. Arguments: KILOBYTES per algorithm, SEED. Prints a
 * line PASS, FAIL or SKIP for each algorithm; runs in a machine of suite pci.
 */

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_alg.h>
#include <linux/rtnetlink.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MAX_LEN 16384
#define MAX_AAD 64
#define MAX_KEY 160
#define ROOM (MAX_AAD + MAX_LEN + 64)
#define ALGIF_TAG_PARAM 1 /* CRYPTO_AUTHENC_KEYA_PARAM */

/* Jobs with one key; a key costs two sockets. */
#define JOBS_PER_KEY 64

struct algorithm {
	const char *ours;
	const char *generic;
	unsigned int key;  /* Bytes; the longest, for AES. */
	unsigned int auth; /* Bytes of an authentication key. */
	unsigned int iv;
	unsigned int unit; /* Lengths are multiples. */
	unsigned int tag;  /* 0 = no AEAD. */
};

static const struct algorithm algorithms[] = {
	{ "hisi_sec_ecb(aes)", "ecb(aes-generic)", 32, 0, 0, 16, 0 },
	{ "hisi_sec_cbc(aes)", "cbc(aes-generic)", 32, 0, 16, 16, 0 },
	{ "hisi_sec_ctr(aes)", "ctr(aes-generic)", 32, 0, 16, 1, 0 },
	{ "hisi_sec_xts(aes)", "xts(ecb(aes-generic))", 64, 0, 16, 16, 0 },
	{ "hisi_sec_ecb(des3_ede)", "ecb(des3_ede-generic)", 24, 0, 0, 8, 0 },
	{ "hisi_sec_cbc(des3_ede)", "cbc(des3_ede-generic)", 24, 0, 8, 8, 0 },
	{ "hisi_sec_cbc(sm4)", "cbc(sm4-generic)", 16, 0, 16, 16, 0 },
	{ "hisi_sec_ctr(sm4)", "ctr(sm4-generic)", 16, 0, 16, 1, 0 },
	{ "hisi_sec_xts(sm4)", "xts(ecb(sm4-generic))", 32, 0, 16, 16, 0 },
	{ "hisi_sec_gcm(aes)", "gcm_base(ctr(aes-generic),ghash-generic)",
	  32, 0, 12, 1, 16 },
	{ "hisi_sec_gcm(sm4)", "gcm_base(ctr(sm4-generic),ghash-generic)",
	  16, 0, 12, 1, 16 },
	{ "hisi_sec_ccm(aes)",
	  "ccm_base(ctr(aes-generic),cbcmac(aes-generic))", 32, 0, 16, 1, 16 },
	{ "hisi_sec_ccm(sm4)",
	  "ccm_base(ctr(sm4-generic),cbcmac(sm4-generic))", 16, 0, 16, 1, 16 },
	{ "hisi_sec_authenc(hmac(sha1),cbc(aes))",
	  "authenc(hmac(sha1-generic),cbc(aes-generic))", 32, 20, 16, 16,
	  20 },
	{ "hisi_sec_authenc(hmac(sha256),cbc(aes))",
	  "authenc(hmac(sha256-generic),cbc(aes-generic))", 32, 32, 16, 16,
	  32 },
	{ "hisi_sec_authenc(hmac(sha512),cbc(aes))",
	  "authenc(hmac(sha512-generic),cbc(aes-generic))", 32, 64, 16, 16,
	  64 },
};

/* A job for one of the two. */
struct job {
	bool encrypt;
	const uint8_t *iv;
	unsigned int iv_len;
	unsigned int aad;
	const uint8_t *in; /* AAD first. */
	size_t in_len;
};

static unsigned int seed;
static char why[256];

static uint32_t
rnd(void)
{
	return (uint32_t)rand_r(&seed) ^ (uint32_t)rand_r(&seed) << 16;
}

static void
fill(uint8_t *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		p[i] = (uint8_t)rnd();
}

/* @return a socket of the algorithm, or -1 with errno */
static int
tfm(const struct algorithm *a, const char *name)
{
	struct sockaddr_alg sa = { .salg_family = AF_ALG };
	int fd = socket(AF_ALG, SOCK_SEQPACKET, 0);

	strcpy((char *)sa.salg_type, a->tag ? "aead" : "skcipher");
	snprintf((char *)sa.salg_name, sizeof(sa.salg_name), "%s", name);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&sa, sizeof(sa)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* @return a socket for operations with a key, or -1 */
static int
keyed(const struct algorithm *a, const char *name, const uint8_t *key,
      size_t len)
{
	int fd = tfm(a, name), op = -1;

	if (fd >= 0 && setsockopt(fd, SOL_ALG, ALG_SET_KEY, key, len) == 0 &&
	    (a->tag == 0 || setsockopt(fd, SOL_ALG, ALG_SET_AEAD_AUTHSIZE,
				       NULL, a->tag) == 0))
		op = accept(fd, NULL, NULL);
	if (op < 0)
		snprintf(why, sizeof(why), "%s, key of %zu: %s", name, len,
			 strerror(errno));
	close(fd);
	return op;
}

static struct cmsghdr *
option(struct msghdr *msg, struct cmsghdr *h, int type, const void *data,
       size_t len)
{
	h = h == NULL ? CMSG_FIRSTHDR(msg) : CMSG_NXTHDR(msg, h);
	h->cmsg_level = SOL_ALG;
	h->cmsg_type = type;
	h->cmsg_len = CMSG_LEN(len);
	memcpy(CMSG_DATA(h), data, len);
	return h;
}

/* Reads just the output there is: AF_ALG would wait for more.
 * @return bytes of output, or -errno
 */
static ssize_t
run(const struct algorithm *a, int op, const struct job *j, uint8_t *out)
{
	size_t room = j->encrypt ? j->in_len + a->tag : j->in_len - a->tag;
	static union {
		struct cmsghdr align;
		uint8_t space[256];
	} control;
	uint32_t dir = j->encrypt ? ALG_OP_ENCRYPT : ALG_OP_DECRYPT;
	uint8_t iv[4 + 16];
	struct iovec iov = { (void *)(uintptr_t)j->in, j->in_len };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct cmsghdr *h;
	ssize_t n;

	memset(&control, 0, sizeof(control));
	msg.msg_control = control.space;
	msg.msg_controllen = CMSG_SPACE(sizeof(dir)) +
			     CMSG_SPACE(sizeof(j->aad)) +
			     (j->iv_len ? CMSG_SPACE(4 + j->iv_len) : 0);
	h = option(&msg, NULL, ALG_SET_OP, &dir, sizeof(dir));
	h = option(&msg, h, ALG_SET_AEAD_ASSOCLEN, &j->aad, sizeof(j->aad));
	if (j->iv_len) {
		memcpy(iv, &j->iv_len, 4);
		memcpy(iv + 4, j->iv, j->iv_len);
		option(&msg, h, ALG_SET_IV, iv, 4 + j->iv_len);
	}
	if (sendmsg(op, &msg, 0) != (ssize_t)j->in_len)
		return -errno;
	n = read(op, out, room);
	return n < 0 ? -errno : n;
}

static size_t
make_key(const struct algorithm *a, uint8_t *key)
{
	struct rtattr rta = { .rta_len = 8, .rta_type = ALGIF_TAG_PARAM };
	unsigned int factor = strstr(a->ours, "xts") ? 2 : 1;
	unsigned int len = a->key;
	uint32_t be;

	/* AES: 16, 24 or 32 bytes; XTS of the driver takes 16 and 32. */
	if (strstr(a->ours, "aes"))
		len = factor == 2 ? 32U << rnd() % 2 : 16 + rnd() % 3 * 8;
	fill(key, MAX_KEY);
	if (a->auth == 0)
		return len;
	memcpy(key, &rta, sizeof(rta));
	be = htonl(len);
	memcpy(key + sizeof(rta), &be, sizeof(be));
	return sizeof(rta) + sizeof(be) + a->auth + len;
}

static bool
failed(const struct algorithm *a, const struct job *j, const char *what,
       ssize_t ours, ssize_t generic)
{
	snprintf(why, sizeof(why),
		 "%s: %s, %zu bytes, %u of AAD: ours %zd, generic %zd",
		 a->ours, j->encrypt ? "encryption" : "decryption", j->in_len,
		 j->aad, ours, generic);
	printf("INFO %s\n", what);
	return false;
}

/* The way back: the text again, and a wrong tag is refused by both. */
static bool
open_again(const struct algorithm *a, int ours, int generic, struct job *j,
	   uint8_t *sealed, size_t len)
{
	static uint8_t out[2][ROOM];
	const uint8_t *text = j->in;
	size_t text_len = j->in_len;
	bool wrong = rnd() % 4 == 0;
	ssize_t n[2];

	memcpy(sealed, text, j->aad);
	sealed[len - 1] ^= wrong;
	j->encrypt = false;
	j->in = sealed;
	j->in_len = len;
	n[0] = run(a, ours, j, out[0]);
	n[1] = run(a, generic, j, out[1]);
	if (n[0] != n[1] || n[0] != (wrong ? -EBADMSG : (ssize_t)text_len))
		return failed(a, j, "verdicts differ", n[0], n[1]);
	if (!wrong && memcmp(out[0] + j->aad, text + j->aad,
			     text_len - j->aad) != 0)
		return failed(a, j, "not the text again", n[0], n[1]);
	return true;
}

static bool
compare(const struct algorithm *a, int ours, int generic, struct job *j)
{
	static uint8_t out[2][ROOM];
	ssize_t n[2];

	n[0] = run(a, ours, j, out[0]);
	n[1] = run(a, generic, j, out[1]);
	if (n[0] != n[1] || n[0] != (ssize_t)(j->in_len + a->tag) ||
	    memcmp(out[0] + j->aad, out[1] + j->aad, n[0] - j->aad) != 0)
		return failed(a, j, "results differ", n[0], n[1]);
	return a->tag == 0 ||
	       open_again(a, ours, generic, j, out[1], (size_t)n[1]);
}

static bool
one_job(const struct algorithm *a, int ours, int generic, size_t *done)
{
	static uint8_t in[MAX_AAD + MAX_LEN];
	uint8_t iv[16];
	struct job j = {
		.encrypt = a->tag != 0 || rnd() % 2, .iv = iv,
		.iv_len = a->iv, .in = in,
	};
	size_t len = 1 + rnd() % (rnd() % 4 ? MAX_LEN / 8 : MAX_LEN);

	len = (len + a->unit - 1) / a->unit * a->unit;
	if (a->tag)
		j.aad = 4 * (rnd() % (MAX_AAD / 4 + 1));
	fill(iv, sizeof(iv));
	if (strstr(a->ours, "ccm")) {
		iv[0] = 3; /* Length field of four bytes. */
		memset(iv + 12, 0, 4);
	}
	j.in_len = j.aad + len;
	fill(in, j.in_len);
	*done += len;
	return compare(a, ours, generic, &j);
}

static bool
one_key(const struct algorithm *a, size_t *done)
{
	uint8_t key[MAX_KEY];
	size_t len = make_key(a, key);
	int ours = keyed(a, a->ours, key, len), i;
	int generic = ours < 0 ? -1 : keyed(a, a->generic, key, len);
	bool good = generic >= 0;

	for (i = 0; i < JOBS_PER_KEY && good; i++)
		good = one_job(a, ours, generic, done);
	if (ours >= 0)
		close(ours);
	if (generic >= 0)
		close(generic);
	return good;
}

int
main(int argc, char **argv)
{
	size_t i, want, done, keys;
	const struct algorithm *a;
	int fd;

	if (argc != 3)
		return 2;
	want = strtoul(argv[1], NULL, 10) << 10;
	seed = (unsigned int)strtoul(argv[2], NULL, 0);
	for (i = 0; i < sizeof(algorithms) / sizeof(algorithms[0]); i++) {
		a = &algorithms[i];
		fd = tfm(a, a->ours);
		if (fd < 0) {
			printf("SKIP afalg %s: %s\n", a->ours,
			       errno == ENOENT ? "not registered" :
						 strerror(errno));
			continue;
		}
		close(fd);
		done = 0;
		keys = 0;
		while (done < want && one_key(a, &done))
			keys++;
		if (done < want)
			printf("FAIL afalg %s: %s\n", a->ours, why);
		else
			printf("PASS afalg %s: %zu bytes, %zu keys\n",
			       a->ours, done, keys);
		fflush(stdout);
	}
	return 0;
}
