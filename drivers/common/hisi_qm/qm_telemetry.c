/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Telemetry: /hisi_qm/list and /hisi_qm/info,NAME. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <rte_string_fns.h>
#include <rte_telemetry.h>

#include "qm_private.h"

static int
handle_list(const char *cmd, const char *params, struct rte_tel_data *d)
{
	struct hisi_qm_dev *dev;

	RTE_SET_USED(cmd);
	RTE_SET_USED(params);
	rte_tel_data_start_array(d, RTE_TEL_STRING_VAL);
	qm_list_lock();
	for (dev = qm_dev_first(); dev != NULL; dev = dev->next)
		rte_tel_data_add_array_string(d, dev->vdev_name);
	qm_list_unlock();
	return 0;
}

/* Algorithms on one line, telemetry text has no newlines. */
static void
add_algorithms(struct rte_tel_data *d, const struct hisi_qm_dev *dev)
{
	char text[HISI_QM_ALGS_MAX];
	size_t len;
	char *c;

	rte_strlcpy(text, dev->algorithms, sizeof(text));
	len = strlen(text);
	if (len > 0 && text[len - 1] == '\n')
		text[len - 1] = '\0';
	for (c = text; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	rte_tel_data_add_dict_string(d, "algorithms", text);
}

static const char *
queue_state(const struct hisi_qm_pair *pair, const struct hisi_qm_queue *q)
{
	if (q->status[0] != 0 || q->status[1] != 0)
		return "dead";
	return pair->stopped ? "stopped" : "started";
}

static void
add_queue(struct rte_tel_data *array, const struct hisi_qm_pair *pair,
	  const struct hisi_qm_queue *q)
{
	struct rte_tel_data *d = rte_tel_data_alloc();

	if (d == NULL)
		return;
	rte_tel_data_start_dict(d);
	rte_tel_data_add_dict_int(d, "pair", pair->conf.id);
	rte_tel_data_add_dict_int(d, "qn", q->qn);
	rte_tel_data_add_dict_int(d, "type", q->qc_type);
	rte_tel_data_add_dict_string(d, "state", queue_state(pair, q));
	rte_tel_data_add_dict_int(d, "sq_depth", q->sq_depth);
	hisi_tel_add_u64(d, "sq_doorbells", q->sq_doorbells);
	hisi_tel_add_u64(d, "cq_doorbells", q->cq_doorbells);
	hisi_tel_add_u64(d, "cqe_errors", q->cqe_errors);
	hisi_tel_add_u64(d, "in_flight", pair->tail - pair->head);
	hisi_tel_add_u64(d, "enqueued", pair->enqueued);
	hisi_tel_add_u64(d, "dequeued", pair->dequeued);
	hisi_tel_add_u64(d, "enqueue_err", pair->enqueue_err);
	hisi_tel_add_u64(d, "dequeue_err", pair->dequeue_err);
	rte_tel_data_add_array_container(array, d, 0);
}

static void
add_queues(struct rte_tel_data *d, const struct hisi_qm_dev *dev)
{
	struct rte_tel_data *array = rte_tel_data_alloc();
	const struct hisi_qm_pair *pair;
	uint32_t i;

	if (array == NULL)
		return;
	rte_tel_data_start_array(array, RTE_TEL_CONTAINER);
	for (pair = dev->pairs; pair != NULL; pair = pair->next)
		for (i = 0; i < pair->nb_queues; i++)
			add_queue(array, pair, &pair->queue[i]);
	rte_tel_data_add_dict_container(d, "queues", array, 0);
}

static int
handle_info(const char *cmd, const char *params, struct rte_tel_data *d)
{
	struct hisi_qm_dev *dev;

	RTE_SET_USED(cmd);
	if (params == NULL)
		return -EINVAL;
	qm_list_lock();
	for (dev = qm_dev_first(); dev != NULL; dev = dev->next)
		if (strcmp(dev->vdev_name, params) == 0)
			break;
	if (dev != NULL) {
		rte_tel_data_start_dict(d);
		rte_tel_data_add_dict_string(d, "device", dev->name);
		rte_tel_data_add_dict_string(d, "engine",
					     qm_engine_name(dev->engine));
		rte_tel_data_add_dict_int(d, "generation", dev->gen);
		rte_tel_data_add_dict_int(d, "numa_node", dev->numa_node);
		rte_tel_data_add_dict_int(d, "max_pairs", dev->max_pairs);
		add_algorithms(d, dev);
		add_queues(d, dev);
	}
	qm_list_unlock();
	return dev != NULL ? 0 : -ENODEV;
}

RTE_INIT(hisi_qm_telemetry_init)
{
	rte_telemetry_register_cmd("/hisi_qm/list", handle_list,
		"Names of the devices in use. Takes no parameters");
	rte_telemetry_register_cmd("/hisi_qm/info", handle_info,
		"State and counters of a device. Parameter: name from /hisi_qm/list");
}
