/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Long options from a table. */

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

/* Options of a table; more than any program has. */
#define MAX_OPTIONS 32

void
accel_error(const char *prog, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: error: ", prog);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

int
accel_usage_error(const char *prog, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "%s: error: ", prog);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "; see %s --help\n", prog);
	return ACCEL_USAGE;
}

void
accel_help(const struct accel_usage *usage)
{
	const struct accel_option *o;
	char left[64];

	printf("usage: %s %s\n\n%s\n\nOptions:\n", usage->prog,
	       usage->synopsis, usage->about);
	for (o = usage->options; o->name != NULL; o++) {
		snprintf(left, sizeof(left), "--%s%s%s", o->name,
			 o->value != NULL ? " " : "",
			 o->value != NULL ? o->value : "");
		printf("  %-22s %s%s\n", left, o->help,
		       o->required ? " (required)" : "");
	}
	printf("  %-22s %s\n", "-h, --help", "print this help");
}

/* "--a, --b, --help" */
static const char *
known_options(const struct accel_usage *usage, char *buf, size_t size)
{
	const struct accel_option *o;
	size_t used = 0;
	int n;

	buf[0] = '\0';
	for (o = usage->options; o->name != NULL && used < size; o++) {
		n = snprintf(buf + used, size - used, "--%s, ", o->name);
		used += n > 0 ? (size_t)n : 0;
	}
	if (used < size)
		snprintf(buf + used, size - used, "--help");
	return buf;
}

/* The option of an argument; *value is what follows "=", or NULL. */
static const struct accel_option *
find_option(const struct accel_usage *usage, const char *arg,
	    const char **value)
{
	const struct accel_option *o;
	size_t len = strcspn(arg, "=");

	*value = arg[len] == '=' ? arg + len + 1 : NULL;
	if (strncmp(arg, "--", 2) != 0)
		return NULL;
	for (o = usage->options; o->name != NULL; o++)
		if (strlen(o->name) == len - 2 &&
		    strncmp(o->name, arg + 2, len - 2) == 0)
			return o;
	return NULL;
}

static int
set_number(const struct accel_usage *usage, const struct accel_option *o,
	   const char *value)
{
	char *end = NULL;
	uint64_t v;

	errno = 0;
	v = isdigit((unsigned char)*value) ? strtoull(value, &end, 10) : 0;
	if (end == NULL || *end != '\0' || errno != 0 || v < 1 || v > o->max)
		return accel_usage_error(usage->prog,
			"--%s %s is not a number from 1 to %" PRIu64,
			o->name, value, o->max);
	*o->number = v;
	return ACCEL_OK;
}

static int
set_value(const struct accel_usage *usage, const struct accel_option *o,
	  const char *value)
{
	if (o->value == NULL) {
		if (value != NULL)
			return accel_usage_error(usage->prog,
				"--%s takes no value, '%s' is given",
				o->name, value);
		*o->flag = true;
		return ACCEL_OK;
	}
	if (value == NULL || *value == '\0')
		return accel_usage_error(usage->prog, "--%s needs a value, %s",
					 o->name, o->value);
	if (o->number != NULL)
		return set_number(usage, o, value);
	*o->text = value;
	return ACCEL_OK;
}

static int
check_required(const struct accel_usage *usage, const bool *given)
{
	const struct accel_option *o;

	for (o = usage->options; o->name != NULL; o++)
		if (o->required && !given[o - usage->options])
			return accel_usage_error(usage->prog,
						 "--%s %s is missing",
						 o->name, o->value);
	return ACCEL_OK;
}

int
accel_options_parse(const struct accel_usage *usage, int argc, char **argv,
		    bool *help)
{
	bool given[MAX_OPTIONS] = { false };
	const struct accel_option *o;
	char known[512];
	const char *value;
	int i, ret;

	*help = false;
	for (i = 0; i < argc; i++) {
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0) {
			*help = true;
			accel_help(usage);
			return ACCEL_OK;
		}
		o = find_option(usage, argv[i], &value);
		if (o == NULL)
			return accel_usage_error(usage->prog,
				"unknown argument '%s'; known are %s", argv[i],
				known_options(usage, known, sizeof(known)));
		if (given[o - usage->options])
			return accel_usage_error(usage->prog,
						 "--%s is given twice",
						 o->name);
		given[o - usage->options] = true;
		if (o->value != NULL && value == NULL && i + 1 < argc &&
		    strncmp(argv[i + 1], "--", 2) != 0)
			value = argv[++i];
		ret = set_value(usage, o, value);
		if (ret != ACCEL_OK)
			return ret;
	}
	return check_required(usage, given);
}
