/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Trace of executed descriptors, a line of JSON each. */

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "model.h"

RTE_EXPORT_INTERNAL_SYMBOL(hisi_model_trace)
int
hisi_model_trace(struct hisi_model *model, const char *path)
{
	FILE *f = NULL;
	int fd;

	if (path != NULL) {
		fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
			  O_NOFOLLOW, 0600);
		if (fd < 0)
			return -errno;
		f = fdopen(fd, "w");
		if (f == NULL) {
			close(fd);
			return -ENOMEM;
		}
	}
	pthread_mutex_lock(&model->trace_lock);
	if (model->trace != NULL)
		fclose(model->trace);
	model->trace = f;
	atomic_store(&model->tracing, f != NULL);
	pthread_mutex_unlock(&model->trace_lock);
	return 0;
}

void
model_trace_begin(struct model_exec *x, const uint32_t *sqe)
{
	x->trace = atomic_load_explicit(&x->queue->model->tracing,
					memory_order_relaxed);
	x->nb_ranges = 0;
	if (x->trace)
		memcpy(x->sqe_before, sqe, x->queue->model->info->sqe_size);
}

void
model_trace_range(struct model_exec *x, const char *role, uint64_t addr,
		  uint64_t len)
{
	struct model_trace_range *r;

	if (x->nb_ranges == MODEL_TRACE_RANGES)
		return;
	r = &x->ranges[x->nb_ranges++];
	r->role = role;
	r->addr = addr;
	r->len = len;
}

static void
print_words(FILE *f, const char *key, const uint32_t *w, uint32_t bytes)
{
	uint32_t i;

	fprintf(f, ",\"%s\":\"", key);
	for (i = 0; i < bytes / sizeof(*w); i++)
		fprintf(f, "%s%08" PRIx32, i ? " " : "", w[i]);
	fputc('"', f);
}

void
model_trace_end(struct model_exec *x, const uint32_t *sqe)
{
	struct hisi_model *model = x->queue->model;
	FILE *f;
	unsigned int i;

	if (!x->trace)
		return;
	pthread_mutex_lock(&model->trace_lock);
	f = model->trace;
	if (f == NULL)
		goto out;
	fprintf(f, "{\"device\":\"%s\",\"qn\":%u,\"qc_type\":%u,\"slot\":%u",
		model->name, x->queue->qn, x->queue->qc_type, x->slot);
	print_words(f, "sqe", x->sqe_before, x->queue->model->info->sqe_size);
	print_words(f, "done", sqe, x->queue->model->info->sqe_size);
	/* A list cut short must not pass for a complete one. */
	fprintf(f, ",\"complete\":%s,\"ranges\":[",
		x->nb_ranges < MODEL_TRACE_RANGES ? "true" : "false");
	for (i = 0; i < x->nb_ranges; i++)
		fprintf(f, "%s{\"role\":\"%s\",\"addr\":\"0x%" PRIx64
			"\",\"len\":%" PRIu64 "}", i ? "," : "",
			x->ranges[i].role, x->ranges[i].addr,
			x->ranges[i].len);
	fputs("]}\n", f);
out:
	pthread_mutex_unlock(&model->trace_lock);
}
