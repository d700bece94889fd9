/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include <jansson.h>

#include "asym_late.h"
#include "asym_trace.h"

static void
words(const json_t *line, const char *name, uint32_t *w)
{
	const char *s = json_string_value(json_object_get(line, name));
	char *end;
	int i;

	assert_non_null(s);
	for (i = 0; i < 16; i++) {
		w[i] = strtoul(s, &end, 16);
		assert_ptr_not_equal(s, end);
		s = end;
	}
}

struct asym_trace
asym_trace(struct asym_dev *dev, struct asym_job *job)
{
	struct hisi_model *model = func_model("hisi_hpre");
	char path[] = "/tmp/hpre-trace-XXXXXX";
	struct asym_trace t;
	json_t *line;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	close(fd);
	assert_true(asym_late_bind(dev, job->op));
	assert_int_equal(hisi_model_trace(model, path), 0);
	assert_int_equal(rte_cryptodev_enqueue_burst(dev->id, 0, &job->op, 1),
			 1);
	assert_int_equal(hisi_model_trace(model, NULL), 0);
	line = json_load_file(path, JSON_DISABLE_EOF_CHECK, NULL);
	unlink(path);
	assert_non_null(line);
	words(line, "sqe", t.sqe);
	words(line, "done", t.done);
	t.qc_type = json_integer_value(json_object_get(line, "qc_type"));
	json_decref(line);
	return t;
}

void
asym_trace_end(struct asym_dev *dev, struct asym_job *job)
{
	struct rte_crypto_op *op = NULL;
	const char *why;

	assert_int_equal(rte_cryptodev_dequeue_burst(dev->id, 0, &op, 1), 1);
	assert_ptr_equal(op, job->op);
	why = asym_job_check(job);
	if (why != NULL)
		fail_msg("%s: %s", job->kind, why);
	assert_true(asym_job_free(job, dev));
}
