/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * accel-chain-check: checks what dpdk-test-accel chain did, with OpenSSL, zlib
 * and the traces of the devices. Shares no code with the chain.
 */

#include <stdarg.h>
#include <stdlib.h>

#include "check.h"
#include "options.h"
#include "report.h"
#include "rsa_key.h"

static const struct accel_column columns[] = {
	{ "check", "check", 0 },
	{ "result", "result", 0 },
	{ "detail", "detail", 90 },
	{ NULL, NULL, 0 },
};

static void
add_row(struct check *c, const char *what, const char *result,
	const char *fmt, va_list ap)
{
	char text[512];

	vsnprintf(text, sizeof(text), fmt, ap);
	json_array_append_new(c->rows, json_pack("{s:s,s:s,s:o}", "check",
		what, "result", result, "detail", accel_json_text(text)));
}

void
check_ok(struct check *c, const char *what, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_row(c, what, "ok", fmt, ap);
	va_end(ap);
}

void
check_failed(struct check *c, const char *what, const char *fmt, ...)
{
	va_list ap;

	c->failed = true;
	va_start(ap, fmt);
	add_row(c, what, "FAILED", fmt, ap);
	va_end(ap);
}

/* Which packets went in, by the sender's rules; pairs them with what is in
 * the wrapped capture at that place.
 */
static int
plan(struct check *c)
{
	struct check_packet *p;
	struct frame_layout l;
	size_t i;

	c->packet = calloc(c->original.nb, sizeof(*c->packet));
	if (c->packet == NULL) {
		accel_error(CHECK_PROG, "no memory for %zu packets",
			    c->original.nb);
		return -1;
	}
	for (i = 0; i < c->original.nb &&
		    (c->count == 0 || c->nb_payload < c->count); i++) {
		if (frame_parse(&c->original.frame[i], &l) != 0)
			continue;
		p = &c->packet[c->nb];
		p->original = &c->original.frame[i];
		p->l = l;
		p->plain = l.payload_len == 0;
		if (!p->plain)
			p->sequence = c->nb_payload++;
		if (c->nb < c->wrapped.nb)
			p->wrapped = &c->wrapped.frame[c->nb];
		c->nb++;
	}
	if (c->nb_payload > 0)
		return 0;
	accel_error(CHECK_PROG, "%s: no packet has IPv4, TCP and payload",
		    c->original.path);
	return -1;
}

static json_t *
read_result(const char *path)
{
	json_error_t error;
	json_t *result = json_load_file(path, 0, &error);

	if (result == NULL)
		accel_error(CHECK_PROG, "%s: no result of the chain: %s", path,
			    error.text);
	return result;
}

/* File names of the options. */
struct check_files {
	const char *original, *wrapped, *output, *key, *result;
};

static int
run_checks(struct check *c, const struct check_files *f, bool json)
{
	json_t *report;
	int ret;

	if (capture_read(CHECK_PROG, f->original, &c->original) != 0 ||
	    capture_read(CHECK_PROG, f->wrapped, &c->wrapped) != 0 ||
	    capture_read(CHECK_PROG, f->output, &c->output) != 0)
		return -1;
	c->key = rsa_key_read(CHECK_PROG, f->key);
	c->result = read_result(f->result);
	if (c->key == NULL || c->result == NULL || plan(c) != 0)
		return -1;
	check_wrapped(c);
	check_output(c);
	check_counts(c);
	check_no_copy(c);
	report = json_pack("{s:O,s:b}", "checks", c->rows, "ok", !c->failed);
	ret = accel_report_print(stdout, json, report, "checks", columns);
	json_decref(report);
	return ret;
}

static void
check_free(struct check *c)
{
	capture_free(&c->original);
	capture_free(&c->wrapped);
	capture_free(&c->output);
	EVP_PKEY_free(c->key);
	json_decref(c->result);
	json_decref(c->rows);
	free(c->packet);
}

#define FILE_OPTION(n, to, text_) \
	{ .name = (n), .value = "FILE", .text = (to), .required = true, \
	  .help = (text_) }

int
main(int argc, char **argv)
{
	struct check c = { .rows = json_array() };
	struct check_files f = { 0 };
	bool json = false, help;
	const struct accel_option options[] = {
		FILE_OPTION("original", &f.original, "capture before wrapping"),
		FILE_OPTION("wrapped", &f.wrapped, "what accel-chain-send made of it"),
		FILE_OPTION("key", &f.key, "RSA key, PEM"),
		FILE_OPTION("output", &f.output, "capture that left the chain"),
		FILE_OPTION("result", &f.result, "what chain --json printed"),
		FILE_OPTION("log", &c.log_path, "what chain --log wrote"),
		FILE_OPTION("trace-asym", &c.trace_path[CHECK_RSA],
			    "trace of the device that unwraps"),
		FILE_OPTION("trace-sym", &c.trace_path[CHECK_AEAD],
			    "trace of the device that decrypts"),
		FILE_OPTION("trace-comp", &c.trace_path[CHECK_DEFLATE],
			    "trace of the device that compresses"),
		{ .name = "count", .value = "N", .number = &c.count,
		  .max = UINT32_MAX,
		  .help = "the --count that accel-chain-send was given" },
		{ .name = "json", .flag = &json,
		  .help = "print JSON instead of a table" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = CHECK_PROG,
		.synopsis = "options",
		.about = "Checks each packet that left dpdk-test-accel chain against the original, the\n"
			 "chain's counts, and that no payload byte was copied: the addresses in the\n"
			 "descriptors' traces are those at which the packets were received.",
		.options = options,
	};
	int ret = accel_options_parse(&usage, argc - 1, argv + 1, &help);

	if (ret == ACCEL_OK && !help)
		ret = run_checks(&c, &f, json) == 0 && !c.failed ?
		      ACCEL_OK : ACCEL_FAILED;
	check_free(&c);
	return ret;
}
