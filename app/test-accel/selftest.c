/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command selftest: known-answer tests on each device. */

#include <ctype.h>
#include <string.h>

#include <rte_compressdev.h>
#include <rte_cryptodev.h>

#include "accel.h"
#include "report.h"
#include "selftest.h"

#define PROG "dpdk-test-accel selftest"

static const struct accel_column columns[] = {
	{ "device", "device", 0 },
	{ "test", "test", 0 },
	{ "result", "result", 70 },
	{ NULL, NULL, 0 },
};

size_t
st_hex(const char *hex, uint8_t *out, size_t max)
{
	size_t i, len = strlen(hex) / 2;
	unsigned int byte;

	if (len > max || strlen(hex) % 2 != 0)
		return 0;
	for (i = 0; i < len; i++) {
		if (!isxdigit((unsigned char)hex[2 * i]) ||
		    sscanf(hex + 2 * i, "%2x", &byte) != 1)
			return 0;
		out[i] = byte;
	}
	return len;
}

/* One more result of a kind, in the summary of a device. */
static void
count(struct st_report *r, const char *device, const char *kind)
{
	json_t *counts = json_object_get(r->summary, device);

	if (counts == NULL) {
		counts = json_pack("{s:i,s:i,s:i,s:i}", "passed", 0, "failed",
				   0, "not_offered", 0, "untested", 0);
		json_object_set_new(r->summary, device, counts);
	}
	json_object_set_new(counts, kind, json_integer(1 +
		json_integer_value(json_object_get(counts, kind))));
}

/* A line per device below the table. */
static void
add_summary(const struct st_report *r, json_t *report)
{
	const json_t *c;
	const char *device;

	json_object_foreach(r->summary, device, c)
		accel_report_note(report, "%s: %d passed, %d failed, %d not offered, %d offered without a test",
			device,
			(int)json_integer_value(json_object_get(c, "passed")),
			(int)json_integer_value(json_object_get(c, "failed")),
			(int)json_integer_value(json_object_get(c,
								"not_offered")),
			(int)json_integer_value(json_object_get(c,
								"untested")));
}

void
st_result(struct st_report *r, const char *device, const char *test,
	  const char *why)
{
	char text[256] = "ok";

	if (why != NULL && (strcmp(why, ST_ABSENT) == 0 ||
			    strcmp(why, ST_UNTESTED) == 0)) {
		snprintf(text, sizeof(text), "%s", why);
	} else if (why != NULL) {
		snprintf(text, sizeof(text), "FAILED: %s", why);
		r->failed++;
	}
	count(r, device, why == NULL ? "passed" :
			 text[0] == 'F' ? "failed" :
			 strcmp(why, ST_ABSENT) == 0 ? "not_offered" :
						       "untested");
	json_array_append_new(r->rows, json_pack("{s:s,s:s,s:s}", "device",
						 device, "test", test,
						 "result", text));
}

static void
run_all(struct st_report *r)
{
	struct rte_cryptodev_info info;
	unsigned int id;

	for (id = 0; id < RTE_CRYPTO_MAX_DEVS; id++) {
		if (!rte_cryptodev_is_valid_dev(id))
			continue;
		rte_cryptodev_info_get(id, &info);
		if (info.feature_flags & RTE_CRYPTODEV_FF_SYMMETRIC_CRYPTO)
			st_sym(r, id);
		if (info.feature_flags & RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO) {
			st_rsa(r, id);
			st_asym(r, id);
		}
		st_crypto_untested(r, id);
	}
	for (id = 0; id < rte_compressdev_count(); id++)
		st_deflate(r, id);
}

static int
selftest(const struct accel_args *args, bool json)
{
	struct st_report r = { .rows = json_array(),
			       .summary = json_object() };
	json_t *report = json_object();
	size_t nb;
	FILE *out;
	int ret;

	json_object_set_new(report, "tests", r.rows);
	json_object_set_new(report, "summary", r.summary);
	if (accel_eal_start(PROG, args, json, &out) != 0) {
		json_decref(report);
		return ACCEL_FAILED;
	}
	run_all(&r);
	nb = json_array_size(r.rows);
	json_object_set_new(report, "failed", json_integer(r.failed));
	add_summary(&r, report);
	if (nb == 0)
		accel_report_note(report, "this process has no crypto or compress device; add one with --vdev or -a");
	ret = accel_report_print(out, json, report, "tests", columns);
	json_decref(report);
	accel_eal_stop(out);
	return ret == 0 && nb > 0 && r.failed == 0 ? ACCEL_OK : ACCEL_FAILED;
}

int
accel_selftest(const struct accel_args *args)
{
	bool json = false, help;
	const struct accel_option options[] = {
		{ .name = "json", .flag = &json,
		  .help = "print JSON instead of a table" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = PROG,
		.synopsis = "[options] -- EAL options",
		.about = "Runs known-answer tests, with right and with wrong tags, signatures and\n"
			 "streams, on each crypto and compress device of this process. What a device\n"
			 "does not offer is shown as such, and so is what it offers without a test here.",
		.options = options,
	};
	int ret = accel_options_parse(&usage, args->argc, args->argv, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if (!args->eal)
		return accel_usage_error(PROG, "EAL options that name a device are missing: -- --vdev NAME");
	return selftest(args, json);
}
