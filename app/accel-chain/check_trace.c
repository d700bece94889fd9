/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Reads the traces of the devices and the log of the chain. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#define GROWTH 2
#define FIRST_RECORDS 1024

/* Names that the models give to what their engines read and write. */
static const struct {
	const char *src;
	const char *dst; /**< NULL = not looked at. */
} roles[] = {
	[CHECK_RSA] = { "in", NULL },
	[CHECK_AEAD] = { "src", "dst" },
	[CHECK_DEFLATE] = { "src", "dst" },
};

/* A file of JSON, an object per line. */
struct line_file {
	FILE *f;
	const char *path;
	char *line;
	size_t size;
	size_t number;
	char *error;
	size_t error_size;
};

static int
lines_open(struct line_file *lf)
{
	lf->f = fopen(lf->path, "re");
	if (lf->f != NULL)
		return 0;
	snprintf(lf->error, lf->error_size, "%s: %s", lf->path,
		 strerror(errno));
	return -1;
}

static void
lines_close(struct line_file *lf)
{
	if (lf->f != NULL)
		fclose(lf->f);
	free(lf->line);
}

/* Next object. @return 1, 0 at the end, -1 on errors */
static int
lines_next(struct line_file *lf, json_t **object)
{
	ssize_t n = getline(&lf->line, &lf->size, lf->f);

	if (n < 0)
		return 0;
	lf->number++;
	*object = json_loadb(lf->line, n, 0, NULL);
	if (json_is_object(*object))
		return 1;
	snprintf(lf->error, lf->error_size, "%s: line %zu is no JSON object",
		 lf->path, lf->number);
	json_decref(*object);
	return -1;
}

static int
bad_line(struct line_file *lf, const char *why)
{
	snprintf(lf->error, lf->error_size, "%s: line %zu: %s", lf->path,
		 lf->number, why);
	return -1;
}

/* Room for one more element. */
static int
make_room(void **array, size_t nb, size_t *max, size_t size)
{
	void *p;

	if (nb < *max)
		return 0;
	*max = *max ? *max * GROWTH : FIRST_RECORDS;
	p = realloc(*array, *max * size);
	if (p == NULL)
		return -1;
	*array = p;
	return 0;
}

static int
get_range(const json_t *object, struct mem_range *r)
{
	const char *addr = json_string_value(json_object_get(object, "addr"));
	const json_t *len = json_object_get(object, "len");
	char *end;

	if (addr == NULL || strncmp(addr, "0x", 2) != 0 ||
	    !json_is_integer(len) || json_integer_value(len) < 0)
		return -1;
	errno = 0;
	r->addr = strtoull(addr, &end, 16);
	r->len = json_integer_value(len);
	return *end == '\0' && errno == 0 && r->addr + r->len >= r->addr ?
	       0 : -1;
}

/*
 * All ranges of a role as one: pieces that follow each other are joined.
 * @return 0, 1 if they do not, -1 if a range makes no sense
 */
static int
get_role(const json_t *line, const char *role, struct mem_range *all)
{
	const json_t *range;
	struct mem_range r;
	const char *name;
	size_t i;

	memset(all, 0, sizeof(*all));
	json_array_foreach(json_object_get(line, "ranges"), i, range) {
		name = json_string_value(json_object_get(range, "role"));
		if (name == NULL || get_range(range, &r) != 0)
			return -1;
		if (strcmp(name, role) != 0)
			continue;
		if (all->len == 0)
			*all = r;
		else if (r.addr == all->addr + all->len)
			all->len += r.len;
		else
			return 1;
	}
	return 0;
}

static int
get_record(struct line_file *lf, const json_t *line, enum check_stage stage,
	   struct trace_record *r)
{
	int ret;

	memset(r, 0, sizeof(*r));
	if (!json_is_true(json_object_get(line, "complete")))
		return bad_line(lf, "the list of ranges is not complete");
	ret = get_role(line, roles[stage].src, &r->src);
	if (ret == 0 && roles[stage].dst != NULL)
		ret = get_role(line, roles[stage].dst, &r->dst);
	if (ret > 0)
		return bad_line(lf, "a descriptor works on scattered memory");
	if (ret < 0)
		return bad_line(lf, "a range makes no sense");
	return 0;
}

int
trace_read(const char *path, enum check_stage stage, struct trace *t,
	   char *error, size_t size)
{
	struct line_file lf = { .path = path, .error = error,
				.error_size = size };
	void *records = NULL;
	size_t max = 0;
	json_t *line;
	int ret;

	memset(t, 0, sizeof(*t));
	ret = lines_open(&lf);
	while (ret == 0 && (ret = lines_next(&lf, &line)) == 1) {
		ret = make_room(&records, t->nb, &max, sizeof(*t->record));
		t->record = records;
		if (ret != 0)
			bad_line(&lf, "no memory");
		else
			ret = get_record(&lf, line, stage,
					 &t->record[t->nb++]);
		json_decref(line);
	}
	lines_close(&lf);
	return ret;
}

void
trace_free(struct trace *t)
{
	free(t->record);
	memset(t, 0, sizeof(*t));
}

static int
get_log_record(struct line_file *lf, const json_t *line, struct log_record *r)
{
	const struct {
		const char *name;
		struct mem_range *to;
	} parts[] = {
		{ "rx", &r->rx }, { "key", &r->key }, { "aad", &r->aad },
		{ "payload", &r->payload }, { "out", &r->out },
	};
	const char *result = json_string_value(json_object_get(line,
							       "result"));
	const json_t *v = json_object_get(line, "sequence");
	size_t i;

	memset(r, 0, sizeof(*r));
	r->sequence = json_is_integer(v) ? json_integer_value(v) : -1;
	snprintf(r->result, sizeof(r->result), "%s",
		 result != NULL ? result : "");
	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		v = json_object_get(line, parts[i].name);
		if (v != NULL && get_range(v, parts[i].to) != 0)
			return bad_line(lf, "a range makes no sense");
	}
	return 0;
}

int
log_read(const char *path, struct log *l, char *error, size_t size)
{
	struct line_file lf = { .path = path, .error = error,
				.error_size = size };
	void *records = NULL;
	size_t max = 0;
	json_t *line;
	int ret;

	memset(l, 0, sizeof(*l));
	ret = lines_open(&lf);
	while (ret == 0 && (ret = lines_next(&lf, &line)) == 1) {
		ret = make_room(&records, l->nb, &max, sizeof(*l->record));
		l->record = records;
		if (ret != 0)
			bad_line(&lf, "no memory");
		else
			ret = get_log_record(&lf, line, &l->record[l->nb++]);
		json_decref(line);
	}
	lines_close(&lf);
	return ret;
}

void
log_free(struct log *l)
{
	free(l->record);
	memset(l, 0, sizeof(*l));
}
