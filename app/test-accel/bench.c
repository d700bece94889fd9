/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command bench: asymmetric operations, by devices and by libcrypto. */

#include <math.h>

#include <openssl/crypto.h>
#include <rte_common.h>
#include <rte_cryptodev.h>

#include "accel.h"
#include "bench.h"
#include "report.h"

#define PROG "dpdk-test-accel bench"

/* Largest --ops: counters and clocks are far from their ends. */
#define MAX_OPS 1000000000

static const struct accel_column columns[] = {
	{ "device", "device", 0 },
	{ "operation", "operation", 0 },
	{ "ops", "ops", 0 },
	{ "ops_per_second", "ops/s", 0 },
	{ "libcrypto_ops_per_second", "libcrypto ops/s", 0 },
	{ "ratio", "ratio", 0 },
	{ "result", "result", 50 },
	{ NULL, NULL, 0 },
};

static const struct bench_kind *const kinds[] = {
	&bench_rsa_sign, &bench_rsa_verify, &bench_ecdsa_sign,
	&bench_ecdsa_verify, &bench_dh_public, &bench_dh_secret,
};

struct settings {
	bool json;
	uint64_t ops, burst, in_flight;
	json_t *rows;
	unsigned int failed, measured;
};

/* A row; without rates unless the measurement succeeded. */
static void
add_row(struct settings *set, const char *device, const char *operation,
	const char *result, const struct bench_result *r)
{
	json_t *row = json_pack("{s:s,s:s}", "device", device, "operation",
				operation);

	if (r != NULL) {
		json_object_set_new(row, "ops", json_integer(set->ops));
		json_object_set_new(row, "ops_per_second",
				    json_integer(llround(r->device)));
		json_object_set_new(row, "libcrypto_ops_per_second",
				    json_integer(llround(r->libcrypto)));
		json_object_set_new(row, "ratio",
				    json_real(r->device / r->libcrypto));
		set->measured++;
	}
	json_object_set_new(row, "result", json_string(result));
	json_array_append_new(set->rows, row);
}

static void
add_failure(struct settings *set, const char *device, const char *operation,
	    const char *why)
{
	char text[128];

	snprintf(text, sizeof(text), "FAILED: %s", why);
	add_row(set, device, operation, text, NULL);
	set->failed++;
}

/* Measure a kind. @return whether the device can go on */
static bool
run_kind(struct settings *set, const struct st_crypto *dev,
	 const struct bench_kind *kind)
{
	struct bench b = {
		.dev = dev,
		.kind = kind,
		.in_flight = set->in_flight,
		.burst = set->burst,
		.ops = set->ops,
	};
	struct bench_result r;
	const char *why;
	char name[64];

	if (!kind->offered(dev)) {
		add_row(set, dev->name, kind->name, "-", NULL);
		return true;
	}
	why = bench_run(&b, &r);
	snprintf(name, sizeof(name), "%s%s%s", kind->name,
		 r.way != NULL && *r.way != '\0' ? ", " : "",
		 r.way != NULL ? r.way : "");
	if (why != NULL)
		add_failure(set, dev->name, name, why);
	else
		add_row(set, dev->name, name, "ok", &r);
	return !b.lost;
}

static void
run_device(struct settings *set, uint8_t id)
{
	struct st_crypto dev;
	const char *why = st_crypto_open(&dev, id);
	unsigned int i;
	bool usable = true;

	if (why != NULL)
		add_failure(set, dev.name, "set-up", why);
	for (i = 0; i < RTE_DIM(kinds) && why == NULL; i++) {
		if (usable)
			usable = run_kind(set, &dev, kinds[i]);
		else
			add_failure(set, dev.name, kinds[i]->name,
				    "the device still has earlier ops");
	}
	/* Else the memory of what is in flight must stay. */
	if (usable)
		st_crypto_close(&dev);
}

static void
run_devices(struct settings *set)
{
	struct rte_cryptodev_info info;
	unsigned int id;

	for (id = 0; id < RTE_CRYPTO_MAX_DEVS; id++) {
		if (!rte_cryptodev_is_valid_dev(id))
			continue;
		rte_cryptodev_info_get(id, &info);
		if (info.feature_flags & RTE_CRYPTODEV_FF_ASYMMETRIC_CRYPTO)
			run_device(set, id);
	}
}

static int
bench(const struct accel_args *args, struct settings *set)
{
	json_t *report = json_object();
	FILE *out;
	int ret;

	set->rows = json_array();
	json_object_set_new(report, "libcrypto",
			    json_string(OpenSSL_version(OPENSSL_VERSION)));
	json_object_set_new(report, "burst", json_integer(set->burst));
	json_object_set_new(report, "in_flight", json_integer(set->in_flight));
	json_object_set_new(report, "operations", set->rows);
	if (accel_eal_start(PROG, args, set->json, &out) != 0) {
		json_decref(report);
		return ACCEL_FAILED;
	}
	run_devices(set);
	json_object_set_new(report, "failed", json_integer(set->failed));
	if (json_array_size(set->rows) == 0)
		accel_report_note(report, "this process has no asymmetric crypto device; add one with --vdev or -a");
	else
		accel_report_note(report, "devices from one lcore, %u ops in flight, bursts of up to %u; libcrypto is %s in one thread",
				  (unsigned int)set->in_flight,
				  (unsigned int)set->burst,
				  OpenSSL_version(OPENSSL_VERSION));
	ret = accel_report_print(out, set->json, report, "operations",
				 columns);
	json_decref(report);
	accel_eal_stop(out);
	return ret == 0 && set->measured > 0 && set->failed == 0 ?
	       ACCEL_OK : ACCEL_FAILED;
}

int
accel_bench(const struct accel_args *args)
{
	struct settings set = { .ops = 2000, .burst = 32, .in_flight = 64 };
	bool help;
	const struct accel_option options[] = {
		{ .name = "ops", .value = "N", .number = &set.ops,
		  .max = MAX_OPS, .help = "operations to measure (2000)" },
		{ .name = "burst", .value = "N", .number = &set.burst,
		  .max = BENCH_MAX_IN_FLIGHT,
		  .help = "most ops in a call (32)" },
		{ .name = "in-flight", .value = "N", .number = &set.in_flight,
		  .max = BENCH_MAX_IN_FLIGHT,
		  .help = "ops that a device has at a time (64)" },
		{ .name = "json", .flag = &set.json,
		  .help = "print JSON instead of a table" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = PROG,
		.synopsis = "[options] -- EAL options",
		.about = "Measures RSA 2048, ECDSA P-256 and DH 2048 on each asymmetric crypto device\n"
			 "of this process, and the same by libcrypto beside it. Results are checked\n"
			 "with libcrypto. '-' stands for what a device does not offer. A device that\n"
			 "computes in software, such as device=model, says nothing about hardware.",
		.options = options,
	};
	int ret = accel_options_parse(&usage, args->argc, args->argv, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if (!args->eal)
		return accel_usage_error(PROG, "EAL options that name a device are missing: -- --vdev NAME");
	return bench(args, &set);
}
