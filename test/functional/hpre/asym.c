/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <rte_bus_vdev.h>
#include <rte_cycles.h>

#include "asym_late.h"

#define SKEW_FILL 0x5A
#define ROOM_FILL 0xC3

static void
must(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "asym: %s fails\n", what);
	abort();
}

static void
make_pools(struct asym_dev *dev)
{
	static unsigned int count;
	char name[32];

	snprintf(name, sizeof(name), "asessions%u", ++count);
	dev->sessions = rte_cryptodev_asym_session_pool_create(name, 600, 0,
			0, SOCKET_ID_ANY);
	snprintf(name, sizeof(name), "aops%u", count);
	dev->ops = rte_crypto_op_pool_create(name,
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC, 2048, 0,
			asym_late_size(), SOCKET_ID_ANY);
	must(dev->sessions != NULL && dev->ops != NULL, "making pools");
}

void
asym_open(struct asym_dev *dev, const char *args, uint16_t nb_qps,
	  uint32_t nb_desc)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = nb_qps,
		.socket_id = SOCKET_ID_ANY };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = nb_desc };
	static unsigned int count;
	uint16_t i;

	memset(dev, 0, sizeof(*dev));
	snprintf(dev->name, sizeof(dev->name), ASYM_DRIVER "%u", count++);
	must(rte_vdev_init(dev->name, func_device(args)) == 0,
	     "making the device");
	dev->id = rte_cryptodev_get_dev_id(dev->name);
	dev->nb_qps = nb_qps;
	dev->nb_desc = nb_desc;
	rte_cryptodev_info_get(dev->id, &dev->info);
	make_pools(dev);
	must(rte_cryptodev_configure(dev->id, &config) == 0, "configure");
	for (i = 0; i < nb_qps; i++)
		must(rte_cryptodev_queue_pair_setup(dev->id, i, &qp,
				SOCKET_ID_ANY) == 0, "queue pair setup");
	must(rte_cryptodev_start(dev->id) == 0, "start");
}

void
asym_close(struct asym_dev *dev)
{
	must(rte_mempool_in_use_count(dev->sessions) == dev->refused,
	     "giving back all sessions");
	must(rte_mempool_in_use_count(dev->ops) == 0, "giving back all ops");
	rte_cryptodev_stop(dev->id);
	must(rte_cryptodev_close(dev->id) == 0, "close");
	must(rte_vdev_uninit(dev->name) == 0, "removing the device");
	rte_mempool_free(dev->sessions);
	rte_mempool_free(dev->ops);
}

struct rte_crypto_op *
asym_op(struct asym_dev *dev)
{
	struct rte_crypto_op *op = rte_crypto_op_alloc(dev->ops,
			RTE_CRYPTO_OP_TYPE_ASYMMETRIC);

	must(op != NULL, "getting an op");
	memset(op->asym, 0, sizeof(*op->asym));
	asym_late_init(op);
	return op;
}

void
asym_job_init(struct asym_job *job, struct asym_dev *dev, const char *kind)
{
	memset(job, 0, sizeof(*job));
	job->kind = kind;
	job->want = RTE_CRYPTO_OP_STATUS_SUCCESS;
	job->op = asym_op(dev);
}

/* Any alignment, and often that which lets hardware use the buffer itself. */
static struct asym_buf *
add_buf(struct asym_job *job, rte_crypto_param *param, size_t room)
{
	struct asym_buf *b = &job->buf[job->nb++];

	must(job->nb <= ASYM_BUFS, "adding a buffer");
	b->block = func_alloc(room + 2 * RTE_CACHE_LINE_SIZE);
	b->skew = func_random() % 2 == 0 ? func_random() % 64 :
		  (size_t)(RTE_PTR_ALIGN(b->block, 64) - b->block);
	memset(b->block, SKEW_FILL, room + 2 * RTE_CACHE_LINE_SIZE);
	b->data = b->block + b->skew;
	b->room = room;
	b->param = param;
	param->data = b->data;
	param->iova = 0;
	return b;
}

static uint8_t *
keep(const uint8_t *data, size_t len)
{
	uint8_t *p = malloc(len + 1);

	must(p != NULL, "memory");
	if (len != 0)
		memcpy(p, data, len);
	return p;
}

void
asym_in(struct asym_job *job, rte_crypto_param *param, const uint8_t *data,
	size_t len)
{
	struct asym_buf *b = add_buf(job, param, len);

	if (len != 0)
		memcpy(b->data, data, len);
	b->want = keep(data, len);
	b->want_len = len;
	param->length = len;
}

void
asym_out(struct asym_job *job, rte_crypto_param *param, size_t room,
	 const uint8_t *want, size_t want_len)
{
	struct asym_buf *b = add_buf(job, param, room);

	memset(b->data, ROOM_FILL, room);
	b->result = true;
	b->any = want == NULL;
	b->want = want == NULL ? NULL : keep(want, want_len);
	b->want_len = want_len;
	param->length = 0;
}

const struct asym_buf *
asym_buf_of(const struct asym_job *job, const rte_crypto_param *param)
{
	unsigned int i;

	for (i = 0; i < job->nb; i++)
		if (job->buf[i].param == param)
			return &job->buf[i];
	return NULL;
}

int
asym_session_try(struct asym_dev *dev,
		 const struct rte_crypto_asym_xform *xform, void **session)
{
	struct rte_crypto_asym_xform x = *xform;
	int ret = rte_cryptodev_asym_session_create(dev->id, &x,
						    dev->sessions, session);

	if (ret == 0)
		asym_late_keep(dev, *session, xform);
	dev->refused += ret != 0;
	return ret;
}

void *
asym_session_new(struct asym_dev *dev,
		 const struct rte_crypto_asym_xform *xform)
{
	void *session = NULL;

	return asym_session_try(dev, xform, &session) == 0 ? session : NULL;
}

void
asym_session_use(struct asym_job *job, void *session)
{
	rte_crypto_op_attach_asym_session(job->op, session);
}

bool
asym_session(struct asym_job *job, struct asym_dev *dev,
	     const struct rte_crypto_asym_xform *xform)
{
	job->session = asym_session_new(dev, xform);
	if (job->session == NULL)
		return false;
	asym_session_use(job, job->session);
	return true;
}

bool
asym_attach(struct asym_job *job, struct asym_dev *dev,
	    const struct rte_crypto_asym_xform *xform)
{
	if (func_random() % 3 != 0)
		return asym_session(job, dev, xform);
	job->xform = malloc(sizeof(*xform));
	must(job->xform != NULL, "memory");
	*job->xform = *xform;
	job->op->sess_type = RTE_CRYPTO_OP_SESSIONLESS;
	job->op->asym->xform = job->xform;
	return true;
}

static bool
all(const uint8_t *p, size_t len, uint8_t v)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (p[i] != v)
			return false;
	return true;
}

static const char *
check_result(const struct asym_job *job, const struct asym_buf *b)
{
	size_t len = b->param->length;

	if (job->want != RTE_CRYPTO_OP_STATUS_SUCCESS)
		return len != 0 ? "a failed op has a length" :
		       !job->executed && !all(b->data, b->room, ROOM_FILL) ?
		       "a failed op has a result" : NULL;
	if (len > b->room)
		return "a result is longer than its room";
	if (!b->any && len != b->want_len)
		return "a result has the wrong length";
	if (!b->any && memcmp(b->data, b->want, len) != 0)
		return "wrong result";
	return NULL;
}

/* Bytes a result may touch: its length, and for decoded messages the room the
 * API demands; what is behind the result has to be as before.
 */
static const char *
check_buf(const struct asym_job *job, const struct asym_buf *b)
{
	const char *why = NULL;
	size_t tail = 2 * RTE_CACHE_LINE_SIZE - b->skew;

	if (!all(b->block, b->skew, SKEW_FILL) ||
	    !all(b->data + b->room, tail, SKEW_FILL))
		return "bytes beside an operand were written";
	if (b->result)
		why = check_result(job, b);
	else if (b->param->length != b->want_len ||
		 memcmp(b->data, b->want, b->want_len) != 0)
		why = "an input was changed";
	if (why == NULL && b->result &&
	    job->want == RTE_CRYPTO_OP_STATUS_SUCCESS &&
	    !all(b->data + b->param->length, b->room - b->param->length,
		 ROOM_FILL))
		why = "bytes behind a result were written";
	return why;
}

const char *
asym_job_check(struct asym_job *job)
{
	const char *why;
	unsigned int i;

	if (job->op->status != job->want)
		return "wrong status";
	for (i = 0; i < job->nb; i++) {
		why = check_buf(job, &job->buf[i]);
		if (why != NULL)
			return why;
	}
	if (job->want == RTE_CRYPTO_OP_STATUS_SUCCESS && job->check != NULL &&
	    !job->check(job))
		return "the result does not pass its check";
	return NULL;
}

bool
asym_job_free(struct asym_job *job, struct asym_dev *dev)
{
	bool ok = true;
	unsigned int i;

	for (i = 0; i < job->nb; i++) {
		ok = func_free(job->buf[i].block) && ok;
		free(job->buf[i].want);
	}
	asym_late_unbind(dev, job->op);
	if (job->session != NULL)
		rte_cryptodev_asym_session_free(dev->id, job->session);
	free(job->xform);
	rte_crypto_op_free(job->op);
	return ok;
}

static unsigned int
job_end(struct asym_job *job, struct asym_dev *dev,
	const struct rte_crypto_op *op)
{
	const char *why = op != job->op ? "out of order" : asym_job_check(job);
	int status = job->op->status;

	if (!asym_job_free(job, dev) && why == NULL)
		why = "guard bytes were written";
	if (why == NULL)
		return 0;
	printf("%s: %s (status %d, wanted %d)\n", job->kind, why, status,
	       job->want);
	return 1;
}

/* Seconds without any progress after which ops count as lost. */
#define PATIENCE 20

/* Make the sessions that ops still need. Jobs whose op is refused for it end.
 * @return how many are left, in front
 */
static unsigned int
bind_all(struct asym_dev *dev, struct asym_job *jobs, unsigned int nb,
	 unsigned int *failed)
{
	unsigned int i, n = 0;

	for (i = 0; i < nb; i++) {
		if (asym_late_bind(dev, jobs[i].op)) {
			jobs[n++] = jobs[i];
			continue;
		}
		jobs[i].op->status = RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
		*failed += job_end(&jobs[i], dev, jobs[i].op);
	}
	return n;
}

unsigned int
asym_run(struct asym_dev *dev, struct asym_job *jobs, unsigned int nb,
	 unsigned int burst)
{
	struct rte_crypto_op *in[256], *out[256];
	unsigned int i, n, sent = 0, got = 0, failed = 0;
	uint64_t last = rte_get_timer_cycles();

	nb = bind_all(dev, jobs, nb, &failed);
	while (got < nb) {
		n = RTE_MIN(burst, nb - sent);
		for (i = 0; i < n; i++)
			in[i] = jobs[sent + i].op;
		sent += rte_cryptodev_enqueue_burst(dev->id, 0, in, n);
		n = rte_cryptodev_dequeue_burst(dev->id, 0, out, burst);
		for (i = 0; i < n; i++)
			failed += job_end(&jobs[got + i], dev, out[i]);
		got += n;
		if (n != 0)
			last = rte_get_timer_cycles();
		must(rte_get_timer_cycles() - last <
		     PATIENCE * rte_get_timer_hz(), "getting all ops back");
	}
	return failed;
}

unsigned int
asym_random(struct asym_dev *dev, const asym_make *makers, unsigned int count,
	    unsigned int max_burst)
{
	struct asym_job *jobs = calloc(256, sizeof(*jobs));
	unsigned int done, n, i, kinds = 0, failed = 0;

	must(jobs != NULL, "memory");
	while (makers[kinds] != NULL)
		kinds++;
	for (done = 0; done < count; done += n) {
		n = RTE_MIN(func_range(1, 256), count - done);
		for (i = 0; i < n; i++)
			makers[func_random() % kinds](&jobs[i], dev);
		failed += asym_run(dev, jobs, n, func_range(1, max_burst));
	}
	free(jobs);
	return failed;
}

int
asym_one(struct asym_dev *dev, struct rte_crypto_op *op)
{
	uint64_t start = rte_get_timer_cycles();
	struct rte_crypto_op *out = NULL;

	if (!asym_late_bind(dev, op))
		return RTE_CRYPTO_OP_STATUS_INVALID_ARGS;
	if (rte_cryptodev_enqueue_burst(dev->id, 0, &op, 1) != 1) {
		asym_late_unbind(dev, op);
		return -1;
	}
	while (rte_cryptodev_dequeue_burst(dev->id, 0, &out, 1) != 1)
		must(rte_get_timer_cycles() - start <
		     PATIENCE * rte_get_timer_hz(), "getting an op back");
	must(out == op, "getting the same op back");
	asym_late_unbind(dev, op);
	return op->status;
}
