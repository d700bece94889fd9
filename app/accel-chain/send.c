/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * accel-chain-send: wraps the TCP payload of each packet of a capture, as
 * chain_wire.h says.
 */

#include <inttypes.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/rand.h>
#include <openssl/rsa.h>

#include "capture.h"
#include "chain_wire.h"
#include "options.h"
#include "rsa_key.h"

#define PROG "accel-chain-send"
#define FRAME_MAX 65535

struct send_options {
	const char *in, *out;
	const char *key, *new_key;
	uint64_t count; /**< Payload packets to wrap; 0 = all. */
};

struct sender {
	EVP_PKEY_CTX *wrap;
	EVP_CIPHER_CTX *gcm;
	pcap_t *pcap;
	pcap_dumper_t *dump;
	uint8_t frame[FRAME_MAX];
	uint32_t sequence;
	size_t passed;
	size_t left_out;
	uint64_t bytes;
};

static int
sender_open(struct sender *s, const struct send_options *o, EVP_PKEY *key)
{
	s->wrap = EVP_PKEY_CTX_new(key, NULL);
	s->gcm = EVP_CIPHER_CTX_new();
	if (s->wrap == NULL || s->gcm == NULL ||
	    EVP_PKEY_encrypt_init(s->wrap) != 1 ||
	    EVP_PKEY_CTX_set_rsa_padding(s->wrap, RSA_PKCS1_PADDING) != 1) {
		accel_error(PROG, "libcrypto does not take the key");
		return -1;
	}
	s->pcap = pcap_open_dead(DLT_EN10MB, FRAME_MAX);
	s->dump = s->pcap != NULL ? pcap_dump_open(s->pcap, o->out) : NULL;
	if (s->dump != NULL)
		return 0;
	accel_error(PROG, "--out: %s",
		    s->pcap != NULL ? pcap_geterr(s->pcap) : "no memory");
	return -1;
}

static void
sender_close(struct sender *s)
{
	if (s->dump != NULL)
		pcap_dump_close(s->dump);
	if (s->pcap != NULL)
		pcap_close(s->pcap);
	EVP_PKEY_CTX_free(s->wrap);
	EVP_CIPHER_CTX_free(s->gcm);
}

static void
put_frame(struct sender *s, const struct timeval *time, const uint8_t *data,
	  uint32_t len)
{
	struct pcap_pkthdr h = { .ts = *time, .caplen = len, .len = len };

	pcap_dump((u_char *)s->dump, &h, data);
}

static int
wrap_key(struct sender *s, const uint8_t *key, uint8_t *to)
{
	size_t len = CHAIN_KEY_LEN;

	return EVP_PKEY_encrypt(s->wrap, to, &len, key, CHAIN_AES_LEN) == 1 &&
	       len == CHAIN_KEY_LEN ? 0 : -1;
}

static int
seal(struct sender *s, const uint8_t *key, const uint8_t *header,
     const uint8_t *in, uint32_t len, uint8_t *out)
{
	int n;

	return EVP_EncryptInit_ex(s->gcm, EVP_aes_128_gcm(), NULL, key,
				  header + CHAIN_IV_OFF) == 1 &&
	       EVP_EncryptUpdate(s->gcm, NULL, &n, header,
				 CHAIN_HEADER_LEN) == 1 &&
	       EVP_EncryptUpdate(s->gcm, out, &n, in, len) == 1 &&
	       EVP_EncryptFinal_ex(s->gcm, out + len, &n) == 1 &&
	       EVP_CIPHER_CTX_ctrl(s->gcm, EVP_CTRL_AEAD_GET_TAG,
				   CHAIN_TAG_LEN, out + len) == 1 ? 0 : -1;
}

static int
fill_header(struct sender *s, uint8_t *header, uint32_t payload_len)
{
	memset(header, 0, CHAIN_HEADER_LEN);
	memcpy(header, CHAIN_MAGIC, CHAIN_MAGIC_LEN);
	header[CHAIN_VERSION_OFF] = CHAIN_VERSION;
	put_be(header + CHAIN_LENGTH_OFF, 2, payload_len);
	put_be(header + CHAIN_SEQUENCE_OFF, 4, s->sequence);
	return RAND_bytes(header + CHAIN_IV_OFF, CHAIN_IV_LEN) == 1 ? 0 : -1;
}

static int
wrap_frame(struct sender *s, const struct frame *f,
	   const struct frame_layout *l)
{
	uint8_t *header = s->frame + l->payload + CHAIN_KEY_LEN;
	uint8_t key[CHAIN_AES_LEN];
	uint32_t len = l->payload + l->payload_len + CHAIN_OVERHEAD;
	int ret;

	memcpy(s->frame, f->data, l->payload);
	ret = RAND_priv_bytes(key, sizeof(key)) == 1 ? 0 : -1;
	if (ret == 0)
		ret = wrap_key(s, key, s->frame + l->payload);
	if (ret == 0)
		ret = fill_header(s, header, l->payload_len);
	if (ret == 0)
		ret = seal(s, key, header, f->data + l->payload,
			   l->payload_len, header + CHAIN_HEADER_LEN);
	OPENSSL_cleanse(key, sizeof(key));
	if (ret != 0) {
		accel_error(PROG, "libcrypto fails at payload packet %" PRIu32,
			    s->sequence);
		return -1;
	}
	frame_fix(s->frame, len, l);
	put_frame(s, &f->time, s->frame, len);
	s->sequence++;
	s->bytes += l->payload_len;
	return 0;
}

static int
send_frames(struct sender *s, const struct capture *c, uint64_t count)
{
	struct frame_layout l;
	size_t i;

	for (i = 0; i < c->nb && (count == 0 || s->sequence < count); i++) {
		if (frame_parse(&c->frame[i], &l) != 0) {
			s->left_out++;
			continue;
		}
		if (l.payload_len == 0) {
			put_frame(s, &c->frame[i].time, c->frame[i].data,
				  c->frame[i].len);
			s->passed++;
			continue;
		}
		if (l.payload + l.payload_len + CHAIN_OVERHEAD > FRAME_MAX) {
			accel_error(PROG, "%s: packet %zu has %u bytes of payload; with %d more it does not fit a frame",
				    c->path, i + 1, l.payload_len,
				    CHAIN_OVERHEAD);
			return -1;
		}
		if (wrap_frame(s, &c->frame[i], &l) != 0)
			return -1;
	}
	if (s->sequence > 0)
		return 0;
	accel_error(PROG, "%s: no packet has IPv4, TCP and payload", c->path);
	return -1;
}

static int
send_capture(const struct send_options *o, EVP_PKEY *key)
{
	static struct sender s;
	struct capture c;
	int ret = -1;

	if (capture_read(PROG, o->in, &c) == 0 &&
	    sender_open(&s, o, key) == 0)
		ret = send_frames(&s, &c, o->count);
	if (ret == 0 && (pcap_dump_flush(s.dump) != 0 ||
			 ferror(pcap_dump_file(s.dump)))) {
		accel_error(PROG, "%s could not be written: is the disk full?",
			    o->out);
		ret = -1;
	}
	sender_close(&s);
	capture_free(&c);
	if (ret == 0)
		printf("%s: %" PRIu32 " packets wrapped (%" PRIu64
		       " bytes of payload), %zu without payload passed on, %zu that are not IPv4 with TCP left out\n",
		       o->out, s.sequence, s.bytes, s.passed, s.left_out);
	return ret;
}

int
main(int argc, char **argv)
{
	struct send_options o = { 0 };
	const struct accel_option options[] = {
		{ .name = "in", .value = "FILE", .text = &o.in,
		  .required = true, .help = "capture to wrap, Ethernet" },
		{ .name = "out", .value = "FILE", .text = &o.out,
		  .required = true, .help = "wrapped capture to write" },
		{ .name = "key", .value = "FILE", .text = &o.key,
		  .help = "RSA-2048 private key to use, PEM" },
		{ .name = "new-key", .value = "FILE", .text = &o.new_key,
		  .help = "make a key and write it here, mode 0600" },
		{ .name = "count", .value = "N", .number = &o.count,
		  .max = UINT32_MAX,
		  .help = "stop after N packets with payload" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = PROG,
		.synopsis = "--in FILE --out FILE (--key FILE | --new-key FILE) [options]",
		.about = "Wraps the TCP payload of each packet of a capture: a fresh AES key per packet,\n"
			 "itself wrapped with RSA-2048, and the payload under AES-128-GCM. Input of\n"
			 "dpdk-test-accel chain.",
		.options = options,
	};
	EVP_PKEY *key;
	bool help;
	int ret = accel_options_parse(&usage, argc - 1, argv + 1, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if ((o.key == NULL) == (o.new_key == NULL))
		return accel_usage_error(PROG, "one of --key and --new-key is needed");
	key = o.key != NULL ? rsa_key_read(PROG, o.key) :
			      rsa_key_make(PROG, o.new_key);
	if (key == NULL)
		return ACCEL_FAILED;
	ret = send_capture(&o, key);
	EVP_PKEY_free(key);
	return ret == 0 ? ACCEL_OK : ACCEL_FAILED;
}
