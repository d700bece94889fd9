/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file /hisi_qm/list and /hisi_qm/info, asked through the socket of EAL. */

#include <errno.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cmocka.h>

#include <cryptodev_pmd.h>
#include <jansson.h>
#include <rte_bus_vdev.h>
#include <rte_compressdev.h>
#include <rte_eal.h>

#include <hisi_qm_ring.h>

#include "func.h"
#include "sym_job.h"

#define SEC "crypto_hisi_sec"
#define ZIP "compress_hisi_zip"

/* More than the library sends. */
#define REPLY_MAX (64 * 1024)

static int
tel_connect(void)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	struct timeval patience = { .tv_sec = 20 };
	char hello[1024];
	int fd = socket(AF_UNIX, SOCK_SEQPACKET, 0);

	assert_true(fd >= 0);
	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s/dpdk_telemetry.v2",
		 rte_eal_get_runtime_dir());
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)) != 0)
		fail_msg("%s: %s", addr.sun_path, strerror(errno));
	assert_true(read(fd, hello, sizeof(hello)) > 0);
	return fd;
}

/* Ask a question. NULL if the process has no answer. Every answer has to be
 * JSON.
 */
static json_t *
tel_ask(int fd, const char *command)
{
	static __thread char text[REPLY_MAX];
	json_t *reply, *value;
	json_error_t error;
	ssize_t n;

	assert_int_equal(write(fd, command, strlen(command)), strlen(command));
	n = read(fd, text, sizeof(text));
	if (n <= 0)
		fail_msg("no reply to %s", command);
	reply = json_loadb(text, n, 0, &error);
	if (reply == NULL)
		fail_msg("%s: %s in %.*s", command, error.text, (int)n, text);
	value = json_object_iter_value(json_object_iter(reply));
	json_incref(value);
	json_decref(reply);
	if (!json_is_null(value))
		return value;
	json_decref(value);
	return NULL;
}

static json_int_t
number(const json_t *object, const char *name)
{
	const json_t *v = json_object_get(object, name);

	if (!json_is_integer(v))
		fail_msg("no number %s", name);
	return json_integer_value(v);
}

static const char *
text(const json_t *object, const char *name)
{
	const char *v = json_string_value(json_object_get(object, name));

	if (v == NULL)
		fail_msg("no text %s", name);
	return v;
}

/* Make a SEC device with so many started queue pairs. @return its id */
static int
sec_make(const char *args, unsigned int pairs)
{
	struct rte_cryptodev_config config = { .nb_queue_pairs = pairs };
	struct rte_cryptodev_qp_conf qp = { .nb_descriptors = 64 };
	unsigned int i;
	int id;

	assert_int_equal(rte_vdev_init(SEC, args), 0);
	id = rte_cryptodev_get_dev_id(SEC);
	assert_int_equal(rte_cryptodev_configure(id, &config), 0);
	for (i = 0; i < pairs; i++)
		assert_int_equal(rte_cryptodev_queue_pair_setup(id, i, &qp,
							SOCKET_ID_ANY), 0);
	assert_int_equal(rte_cryptodev_start(id), 0);
	return id;
}

static void
sec_remove(int id)
{
	rte_cryptodev_stop(id);
	assert_int_equal(rte_vdev_uninit(SEC), 0);
}

static struct hisi_qm_pair *
pair_of(int id, unsigned int i)
{
	struct hisi_qm_qp *qp =
		rte_cryptodev_pmd_get_dev(id)->data->queue_pairs[i];

	return qp->pair;
}

/* The driver's INFO line says that it is a model, as telemetry does. */
static void
probe_log(void **state)
{
	char *log = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&log, &len);
	int id, level;

	(void)state;
	assert_non_null(f);
	level = rte_log_get_level(rte_log_register("pmd.common.hisi_qm"));
	rte_openlog_stream(f);
	rte_log_set_level_pattern("pmd.common.hisi_qm", RTE_LOG_INFO);
	id = sec_make("device=model", 1);
	rte_log_set_level_pattern("pmd.common.hisi_qm", level);
	rte_openlog_stream(NULL);
	fclose(f);
	if (strstr(log, SEC ": using model:hisi_sec2-") == NULL ||
	    strstr(log, " (software model in this process), generation v3") ==
	    NULL)
		fail_msg("%s", log);
	free(log);
	sec_remove(id);
}

/* The state of a device, before and after it has queues. */
static void
identity(void **state)
{
	int fd = tel_connect();
	json_t *v;

	(void)state;
	v = tel_ask(fd, "/hisi_qm/list");
	assert_int_equal(json_array_size(v), 0);
	json_decref(v);
	assert_null(tel_ask(fd, "/hisi_qm/info," SEC));
	assert_int_equal(rte_vdev_init(SEC, "device=model,gen=v2,queues=5"),
			 0);
	v = tel_ask(fd, "/hisi_qm/list");
	assert_int_equal(json_array_size(v), 1);
	assert_string_equal(json_string_value(json_array_get(v, 0)), SEC);
	json_decref(v);
	v = tel_ask(fd, "/hisi_qm/info," SEC);
	assert_string_equal(text(v, "engine"), "hisi_sec2");
	assert_string_equal(text(v, "backing"),
			    "software model in this process");
	assert_memory_equal(text(v, "device"), "model:hisi_sec2-", 16);
	assert_int_equal(number(v, "generation"), 2);
	assert_int_equal(number(v, "numa_node"), -1);
	assert_int_equal(number(v, "max_pairs"), 5);
	assert_int_equal(number(v, "pairs"), 0);
	assert_int_equal(number(v, "dead_queues"), 0);
	assert_int_equal(json_array_size(json_object_get(v, "algorithms")), 3);
	assert_true(json_is_object(json_object_get(v, "queues")));
	assert_int_equal(json_object_size(json_object_get(v, "queues")), 0);
	json_decref(v);
	assert_int_equal(rte_vdev_uninit(SEC), 0);
	assert_null(tel_ask(fd, "/hisi_qm/info," SEC));
	close(fd);
}

/* Every counter has a value that no other has. */
static void
counters(void **state)
{
	int id = sec_make("device=model,queues=2", 2), fd = tel_connect();
	json_t *info, *queues, *q;
	struct hisi_qm_pair *pair = pair_of(id, 1);

	(void)state;
	pair->enqueued = 1001;
	pair->dequeued = 1002;
	pair->enqueue_err = 1003;
	pair->dequeue_err = 1007;
	pair->head = UINT32_MAX - 3;
	pair->tail = 7;
	pair->queue[1].sq_doorbells = 1004;
	pair->queue[1].cq_doorbells = 1005;
	pair->queue[1].cqe_errors = 1006;
	info = tel_ask(fd, "/hisi_qm/info," SEC);
	assert_int_equal(number(info, "pairs"), 2);
	queues = json_object_get(info, "queues");
	assert_int_equal(json_object_size(queues), 4);
	q = json_object_get(queues, "pair1_queue1");
	assert_int_equal(number(q, "pair"), 1);
	assert_int_equal(number(q, "qn"), pair->queue[1].qn);
	assert_int_equal(number(q, "type"), pair->queue[1].qc_type);
	assert_int_equal(number(q, "sq_depth"), pair->queue[1].sq_depth);
	assert_int_equal(number(q, "enqueued"), 1001);
	assert_int_equal(number(q, "dequeued"), 1002);
	assert_int_equal(number(q, "enqueue_err"), 1003);
	assert_int_equal(number(q, "in_flight"), 11);
	assert_int_equal(number(q, "sq_doorbells"), 1004);
	assert_int_equal(number(q, "cq_doorbells"), 1005);
	assert_int_equal(number(q, "cqe_errors"), 1006);
	assert_string_equal(text(q, "state"), "started");
	assert_int_equal(number(q, "dequeue_err"), 1007);
	q = json_object_get(queues, "pair1_queue0");
	assert_int_equal(number(q, "sq_doorbells"), 0);
	q = json_object_get(queues, "pair0_queue1");
	assert_int_equal(number(q, "enqueued"), 0);
	json_decref(info);
	pair->head = pair->tail = 0;
	rte_cryptodev_stop(id);
	info = tel_ask(fd, "/hisi_qm/info," SEC);
	q = json_object_get(json_object_get(info, "queues"), "pair0_queue0");
	assert_string_equal(text(q, "state"), "stopped");
	json_decref(info);
	close(fd);
	sec_remove(id);
}

/* The counters after ops, compared with the library's and the model's. */
static void
ops(void **state)
{
	struct rte_cryptodev_stats stats;
	struct hisi_model_stats model;
	struct sym_job jobs[96];
	struct sym_dev dev;
	json_t *info, *q;
	unsigned int i;
	int fd = tel_connect();

	(void)state;
	sym_dev_open(&dev, SEC, "device=model", 1024);
	for (i = 0; i < RTE_DIM(jobs); i++)
		assert_true(sym_job_make(&jobs[i], &dev,
			(1U << SYM_CIPHER) | (1U << SYM_AEAD), 300));
	assert_int_equal(sym_jobs_pass(&dev, jobs, RTE_DIM(jobs), 24), 0);
	rte_cryptodev_stats_get(dev.id, &stats);
	hisi_model_stats_get(func_model("hisi_sec2"), &model);
	info = tel_ask(fd, "/hisi_qm/info," SEC);
	q = json_object_get(json_object_get(info, "queues"), "pair0_queue0");
	assert_int_equal(number(q, "enqueued"), stats.enqueued_count);
	assert_int_equal(number(q, "dequeued"), stats.dequeued_count);
	assert_int_equal(number(q, "enqueue_err"), stats.enqueue_err_count);
	assert_int_equal(number(q, "dequeue_err"), stats.dequeue_err_count);
	assert_int_equal(number(q, "sq_doorbells"), model.sq_doorbells);
	assert_int_equal(number(q, "cq_doorbells"), model.cq_doorbells);
	assert_int_equal(number(q, "enqueued"), RTE_DIM(jobs));
	assert_int_equal(number(q, "in_flight"), 0);
	assert_true(number(q, "sq_doorbells") > 0);
	json_decref(info);
	/* A reset of the device: its queues are dead, and this is told. */
	hisi_model_reset(func_model("hisi_sec2"));
	info = tel_ask(fd, "/hisi_qm/info," SEC);
	assert_true(number(info, "dead_queues") > 0);
	q = json_object_get(json_object_get(info, "queues"), "pair0_queue0");
	assert_string_equal(text(q, "state"), "dead");
	json_decref(info);
	assert_true(sym_jobs_free(&dev, jobs, RTE_DIM(jobs)));
	assert_true(sym_dev_close(&dev));
	close(fd);
}

/* Largest counters everywhere: what one reply cannot hold comes in the next. */
static void
pages(void **state)
{
	const unsigned int nb = 64;
	int id = sec_make("device=model,queues=64", nb), fd = tel_connect();
	unsigned int seen = 0, replies = 0, i;
	json_t *info, *queues, *q, *more;
	char command[64] = "/hisi_qm/info," SEC;
	struct hisi_qm_pair *pair;
	const char *name;

	(void)state;
	for (i = 0; i < nb; i++) {
		pair = pair_of(id, i);
		pair->enqueued = pair->dequeued = pair->enqueue_err =
			pair->dequeue_err = INT64_MAX;
		pair->queue[0].sq_doorbells = pair->queue[1].sq_doorbells =
			INT64_MAX;
		pair->queue[0].cq_doorbells = pair->queue[1].cq_doorbells =
			INT64_MAX;
	}
	for (more = NULL; replies == 0 || more != NULL; replies++) {
		info = tel_ask(fd, command);
		assert_int_equal(number(info, "pairs"), nb);
		queues = json_object_get(info, "queues");
		assert_true(json_object_size(queues) > 0);
		json_object_foreach(queues, name, q) {
			assert_int_equal(number(q, "pair"), seen / 2);
			assert_int_equal(number(q, "dequeue_err"), INT64_MAX);
			seen++;
		}
		more = json_object_get(info, "more");
		if (more != NULL)
			assert_int_equal(number(info, "more"), seen / 2);
		snprintf(command, sizeof(command), "/hisi_qm/info,%s,%u", SEC,
			 seen / 2);
		json_decref(info);
	}
	assert_int_equal(seen, 2 * nb);
	assert_true(replies > 1);
	info = tel_ask(fd, "/hisi_qm/info," SEC ",64");
	assert_int_equal(json_object_size(json_object_get(info, "queues")), 0);
	json_decref(info);
	close(fd);
	sec_remove(id);
}

static void
hostile(void **state)
{
	static const char * const refused[] = {
		"/hisi_qm/info", "/hisi_qm/info,", "/hisi_qm/info,,",
		"/hisi_qm/info,nobody", "/hisi_qm/info, " SEC,
		"/hisi_qm/info," SEC "x", "/hisi_qm/info,crypto_hisi_se",
		"/hisi_qm/info," SEC ",", "/hisi_qm/info," SEC ",-1",
		"/hisi_qm/info," SEC ", 1", "/hisi_qm/info," SEC ",+1",
		"/hisi_qm/info," SEC ",1,", "/hisi_qm/info," SEC ",0x1",
		"/hisi_qm/info," SEC ",99999",
		"/hisi_qm/info," SEC ",18446744073709551616",
		"/hisi_qm/info,%s%n%d", "/hisi_qm/info,\x01\xff\x7f",
		"/hisi_qm/info,../../etc", "/hisi_qm/info,\n" SEC,
	};
	int id = sec_make("device=model", 2), fd = tel_connect();
	char longest[900];
	unsigned int i;
	json_t *v;

	(void)state;
	for (i = 0; i < RTE_DIM(refused); i++) {
		v = tel_ask(fd, refused[i]);
		if (v != NULL)
			fail_msg("'%s' has a reply", refused[i]);
	}
	memset(longest, 'a', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	memcpy(longest, "/hisi_qm/info,", 14);
	assert_null(tel_ask(fd, longest));
	longest[14 + HISI_QM_NAME_MAX] = '\0';
	assert_null(tel_ask(fd, longest));
	longest[13 + HISI_QM_NAME_MAX] = '\0';
	assert_null(tel_ask(fd, longest));
	/* The list takes whatever it is given. */
	v = tel_ask(fd, "/hisi_qm/list,x");
	assert_int_equal(json_array_size(v), 1);
	json_decref(v);
	v = tel_ask(fd, "/hisi_qm/info," SEC ",9999");
	assert_int_equal(json_object_size(json_object_get(v, "queues")), 0);
	json_decref(v);
	close(fd);
	sec_remove(id);
}

/*
 * AddressSanitizer keeps freed memory for a while, so that this process grows
 * under it. It reports lost containers itself when the process ends.
 */
#ifdef __SANITIZE_ADDRESS__
#define KEEPS_FREED true
#else
#define KEEPS_FREED false
#endif

/* Kilobytes of this process in memory. */
static long
resident(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	long size, pages = 0;

	assert_non_null(f);
	assert_int_equal(fscanf(f, "%ld %ld", &size, &pages), 2);
	fclose(f);
	return pages * (sysconf(_SC_PAGESIZE) / 1024);
}

/* A container that is lost takes 66 KiB: a hundredth of them would be seen. */
static void
growth(void **state)
{
	static const char * const commands[] = {
		"/hisi_qm/info," SEC, "/hisi_qm/list",
		"/hisi_qm/info," SEC ",1", "/hisi_qm/info,nobody",
	};
	int id = sec_make("device=model", 2), fd = tel_connect();
	long before = 0;
	unsigned int i;

	(void)state;
	for (i = 0; i < 10100; i++) {
		if (i == 100)
			before = resident();
		json_decref(tel_ask(fd, commands[i % RTE_DIM(commands)]));
	}
	if (!KEEPS_FREED)
		assert_in_range(resident() - before + 1024, 0, 2048);
	close(fd);
	sec_remove(id);
}

static volatile bool enough;

/* Ask without a pause, until the test has seen enough. */
static void *
ask_all_the_time(void *arg)
{
	unsigned int *answers = arg;
	json_t *list, *info, *q;
	const char *name;
	char command[128];
	int fd = tel_connect();
	size_t i;

	while (!enough) {
		list = tel_ask(fd, "/hisi_qm/list");
		for (i = 0; i < json_array_size(list); i++) {
			snprintf(command, sizeof(command), "/hisi_qm/info,%s",
				 json_string_value(json_array_get(list, i)));
			info = tel_ask(fd, command);
			json_object_foreach(json_object_get(info, "queues"),
					    name, q) {
				assert_true(number(q, "in_flight") <= 1024);
				(*answers)++;
			}
			json_decref(info);
		}
		json_decref(list);
	}
	close(fd);
	return NULL;
}

static void
busy(void **state)
{
	unsigned int answers[2] = { 0, 0 }, n, i;
	struct sym_job jobs[64];
	struct sym_dev dev;
	pthread_t thread[2];

	(void)state;
	enough = false;
	for (i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&thread[i], NULL,
						ask_all_the_time,
						&answers[i]), 0);
	for (n = 0; n < 20; n++) {
		assert_int_equal(rte_vdev_init(ZIP, "device=model"), 0);
		sym_dev_open(&dev, SEC, "device=model,mode=thread", 1024);
		for (i = 0; i < RTE_DIM(jobs); i++)
			assert_true(sym_job_make(&jobs[i], &dev,
						 1U << SYM_CIPHER, 200));
		for (i = 0; i < 10; i++)
			assert_int_equal(sym_jobs_pass(&dev, jobs,
						       RTE_DIM(jobs), 32), 0);
		assert_true(sym_jobs_free(&dev, jobs, RTE_DIM(jobs)));
		assert_true(sym_dev_close(&dev));
		assert_int_equal(rte_vdev_uninit(ZIP), 0);
	}
	enough = true;
	for (i = 0; i < 2; i++) {
		assert_int_equal(pthread_join(thread[i], NULL), 0);
		assert_true(answers[i] > 0);
	}
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(probe_log),
		cmocka_unit_test(identity), cmocka_unit_test(counters),
		cmocka_unit_test(ops), cmocka_unit_test(pages),
		cmocka_unit_test(hostile), cmocka_unit_test(growth),
		cmocka_unit_test(busy),
	};

	RTE_SET_USED(argc);
	func_init_telemetry(argv[0]);
	return FUNC_RUN(argv[0], tests);
}
