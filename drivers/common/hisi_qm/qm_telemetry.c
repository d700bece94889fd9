/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Telemetry: /hisi_qm/list and /hisi_qm/info,NAME[,PAIR]. */

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <rte_string_fns.h>
#include <rte_telemetry.h>

#include "qm_private.h"

/*
 * The library cuts a reply at 16 KiB. A queue takes at most 370 bytes of JSON,
 * with all counters at their largest: so many fit beside the device.
 */
#define QUEUES_PER_REPLY 40

/*
 * Containers of one reply. The library frees them after it has printed them; of
 * a handler that fails it prints nothing and frees nothing.
 */
struct reply {
	struct rte_tel_data *part[QUEUES_PER_REPLY + 2];
	unsigned int nb;
};

static struct rte_tel_data *
reply_part(struct reply *r)
{
	struct rte_tel_data *d = rte_tel_data_alloc();

	if (d != NULL)
		r->part[r->nb++] = d;
	return d;
}

static void
reply_free(struct reply *r)
{
	while (r->nb > 0)
		rte_tel_data_free(r->part[--r->nb]);
}

/* The library reports a text that it has cut with a positive number. */
static int
failed(int ret)
{
	return ret > 0 ? -ret : ret;
}

static int
handle_list(const char *cmd, const char *params, struct rte_tel_data *d)
{
	struct hisi_qm_dev *dev;
	int ret;

	RTE_SET_USED(cmd);
	RTE_SET_USED(params);
	ret = rte_tel_data_start_array(d, RTE_TEL_STRING_VAL);
	qm_list_lock();
	for (dev = qm_dev_first(); dev != NULL && ret == 0; dev = dev->next)
		ret = failed(rte_tel_data_add_array_string(d, dev->vdev_name));
	qm_list_unlock();
	return ret;
}

/* One text per algorithm: a telemetry text holds fewer bytes than all. */
static int
add_algorithms(struct rte_tel_data *d, struct reply *r,
	       const struct hisi_qm_dev *dev)
{
	struct rte_tel_data *array = reply_part(r);
	char text[HISI_QM_ALGS_MAX], name[RTE_TEL_MAX_STRING_LEN];
	char *word, *save = NULL;
	int ret;

	if (array == NULL)
		return -ENOMEM;
	ret = rte_tel_data_start_array(array, RTE_TEL_STRING_VAL);
	rte_strlcpy(text, dev->algorithms, sizeof(text));
	for (word = strtok_r(text, "\n", &save); word != NULL && ret == 0;
	     word = strtok_r(NULL, "\n", &save)) {
		rte_strlcpy(name, word, sizeof(name));
		ret = failed(rte_tel_data_add_array_string(array, name));
	}
	return ret != 0 ? ret :
	       rte_tel_data_add_dict_container(d, "algorithms", array, 0);
}

static bool
queue_dead(const struct hisi_qm_queue *q)
{
	return q->status[0] != 0 || q->status[1] != 0;
}

static const char *
queue_state(const struct hisi_qm_pair *pair, const struct hisi_qm_queue *q)
{
	if (queue_dead(q))
		return "dead";
	return pair->stopped ? "stopped" : "started";
}

/*
 * Ops in flight. Both ends move meanwhile: the head is read first, so that it
 * is never ahead of the tail, and the tail may have gone on since.
 */
static uint64_t
pair_in_flight(const struct hisi_qm_pair *pair)
{
	uint32_t head = rte_atomic_load_explicit(&pair->head, rte_memory_order_acquire);
	uint32_t tail = rte_atomic_load_explicit(&pair->tail, rte_memory_order_acquire);

	return RTE_MIN(tail - head, pair->limit);
}

static int
fill_queue(struct rte_tel_data *d, const struct hisi_qm_pair *pair,
	   const struct hisi_qm_queue *q)
{
	const struct {
		const char *name;
		uint64_t value;
	} numbers[] = {
		{ "pair", pair->conf.id },
		{ "qn", q->qn },
		{ "type", q->qc_type },
		{ "sq_depth", q->sq_depth },
		{ "sq_doorbells", q->sq_doorbells },
		{ "cq_doorbells", q->cq_doorbells },
		{ "cqe_errors", q->cqe_errors },
		{ "in_flight", pair_in_flight(pair) },
		{ "enqueued", pair->enqueued },
		{ "dequeued", pair->dequeued },
		{ "enqueue_err", pair->enqueue_err },
		{ "dequeue_err", pair->dequeue_err },
	};
	unsigned int i;
	int ret;

	ret = rte_tel_data_start_dict(d);
	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_string(d, "state",
						queue_state(pair, q)));
	for (i = 0; i < RTE_DIM(numbers) && ret == 0; i++)
		ret = failed(hisi_tel_add_u64(d, numbers[i].name,
					      numbers[i].value));
	return ret;
}

/* The library takes no array of dictionaries: each queue is a member. */
static int
add_queue(struct rte_tel_data *queues, struct reply *r,
	  const struct hisi_qm_pair *pair, unsigned int i)
{
	struct rte_tel_data *d = reply_part(r);
	char name[32];
	int ret;

	if (d == NULL)
		return -ENOMEM;
	snprintf(name, sizeof(name), "pair%u_queue%u", pair->conf.id, i);
	ret = fill_queue(d, pair, &pair->queue[i]);
	return ret != 0 ? ret :
	       rte_tel_data_add_dict_container(queues, name, d, 0);
}

static const struct hisi_qm_pair *
find_pair(const struct hisi_qm_dev *dev, unsigned int id)
{
	const struct hisi_qm_pair *pair;

	for (pair = dev->pairs; pair != NULL; pair = pair->next)
		if (pair->conf.id == id)
			break;
	return pair;
}

/* Queues of whole pairs, from pair first on, as many as a reply holds. */
static int
add_queues(struct rte_tel_data *d, struct reply *r,
	   const struct hisi_qm_dev *dev, unsigned int first)
{
	struct rte_tel_data *queues = reply_part(r);
	const struct hisi_qm_pair *pair;
	unsigned int id, i;
	int ret;

	if (queues == NULL)
		return -ENOMEM;
	ret = rte_tel_data_start_dict(queues);
	for (id = first; id < dev->max_pairs && ret == 0; id++) {
		pair = find_pair(dev, id);
		if (pair == NULL)
			continue;
		if (r->nb + pair->nb_queues > RTE_DIM(r->part)) {
			ret = failed(hisi_tel_add_u64(d, "more", id));
			break;
		}
		for (i = 0; i < pair->nb_queues && ret == 0; i++)
			ret = add_queue(queues, r, pair, i);
	}
	return ret != 0 ? ret :
	       rte_tel_data_add_dict_container(d, "queues", queues, 0);
}

/* Of all pairs, whichever the reply shows. */
static int
add_sums(struct rte_tel_data *d, const struct hisi_qm_dev *dev)
{
	const struct hisi_qm_pair *pair;
	uint64_t pairs = 0, dead = 0;
	unsigned int i;
	int ret;

	for (pair = dev->pairs; pair != NULL; pair = pair->next) {
		pairs++;
		for (i = 0; i < pair->nb_queues; i++)
			dead += queue_dead(&pair->queue[i]);
	}
	ret = failed(hisi_tel_add_u64(d, "max_pairs", dev->max_pairs));
	if (ret == 0)
		ret = failed(hisi_tel_add_u64(d, "pairs", pairs));
	return ret != 0 ? ret :
	       failed(hisi_tel_add_u64(d, "dead_queues", dead));
}

static int
add_device(struct rte_tel_data *d, const struct hisi_qm_dev *dev)
{
	int ret = rte_tel_data_start_dict(d);

	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_string(d, "device",
							  dev->name));
	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_string(d, "backing",
							  dev->backing));
	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_string(d, "engine",
						qm_engine_name(dev->engine)));
	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_int(d, "generation",
						       dev->gen));
	if (ret == 0)
		ret = failed(rte_tel_data_add_dict_int(d, "numa_node",
						       dev->numa_node));
	return ret != 0 ? ret : add_sums(d, dev);
}

/* "NAME" or "NAME,PAIR". @return -EINVAL if it is anything else */
static int
parse_info(const char *params, char name[HISI_QM_NAME_MAX],
	   unsigned int *first)
{
	const char *comma;
	char *end;
	size_t len;

	*first = 0;
	if (params == NULL)
		return -EINVAL;
	comma = strchr(params, ',');
	len = comma != NULL ? (size_t)(comma - params) : strlen(params);
	if (len == 0 || len >= HISI_QM_NAME_MAX)
		return -EINVAL;
	memcpy(name, params, len);
	name[len] = '\0';
	if (comma == NULL)
		return 0;
	/* No sign, no space: strtoul() would take both. */
	if (!isdigit((unsigned char)comma[1]) || strlen(comma + 1) > 4)
		return -EINVAL;
	*first = strtoul(comma + 1, &end, 10);
	return *end == '\0' ? 0 : -EINVAL;
}

static int
handle_info(const char *cmd, const char *params, struct rte_tel_data *d)
{
	struct reply r = { .nb = 0 };
	char name[HISI_QM_NAME_MAX];
	struct hisi_qm_dev *dev;
	unsigned int first;
	int ret;

	RTE_SET_USED(cmd);
	ret = parse_info(params, name, &first);
	if (ret != 0)
		return ret;
	qm_list_lock();
	for (dev = qm_dev_first(); dev != NULL; dev = dev->next)
		if (strcmp(dev->vdev_name, name) == 0)
			break;
	ret = dev == NULL ? -ENODEV : add_device(d, dev);
	if (ret == 0)
		ret = add_algorithms(d, &r, dev);
	if (ret == 0)
		ret = add_queues(d, &r, dev, first);
	qm_list_unlock();
	if (ret != 0)
		reply_free(&r);
	return ret;
}

RTE_INIT(hisi_qm_telemetry_init)
{
	static const struct {
		const char *cmd;
		telemetry_cb fn;
		const char *help;
	} commands[] = {
		{ "/hisi_qm/list", handle_list,
		  "Names of the devices in use. Takes no parameters" },
		{ "/hisi_qm/info", handle_info,
		  "State of a device and its queues. Parameters: name from /hisi_qm/list[,first pair: see \"more\" of a reply]" },
	};
	unsigned int i;
	int ret;

	for (i = 0; i < RTE_DIM(commands); i++) {
		ret = rte_telemetry_register_cmd(commands[i].cmd,
						 commands[i].fn,
						 commands[i].help);
		if (ret != 0)
			QM_LOG(WARNING, "telemetry command %s cannot be registered: %s",
			       commands[i].cmd, strerror(-ret));
	}
}
