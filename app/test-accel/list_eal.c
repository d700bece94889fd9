/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Crypto and compress devices of this process. */

#include <string.h>
#include <unistd.h>

#include <rte_compressdev.h>
#include <rte_cryptodev.h>

#include "accel.h"
#include "list.h"
#include "report.h"

/* The row that telemetry has made of a device of this process, or a new one. */
static json_t *
row_of(json_t *rows, const char *device)
{
	const char *name;
	json_t *row;
	size_t i;

	json_array_foreach(rows, i, row) {
		name = json_string_value(json_object_get(row, "device"));
		if (json_integer_value(json_object_get(row, "pid")) ==
		    getpid() && name != NULL && strcmp(name, device) == 0)
			return row;
	}
	row = json_object();
	json_object_set_new(row, "device", accel_json_text(device));
	json_object_set_new(row, "found", json_string("this process"));
	json_object_set_new(row, "usable", json_string("in use"));
	json_array_append_new(rows, row);
	return row;
}

static void
set_if_missing(json_t *row, const char *key, json_t *value)
{
	if (json_object_get(row, key) == NULL)
		json_object_set_new(row, key, value);
	else
		json_decref(value);
}

/* No queue pair is set up yet: all that the driver offers are free. */
static void
fill_row(json_t *row, const char *driver, json_t *algorithms, int socket,
	 unsigned int queues)
{
	json_object_set_new(row, "algorithms", algorithms);
	set_if_missing(row, "engine", accel_json_text(driver));
	if (socket >= 0)
		set_if_missing(row, "numa_node", json_integer(socket));
	if (queues > 0)
		set_if_missing(row, "free_queues", json_integer(queues));
}

void
list_eal(json_t *rows)
{
	struct rte_compressdev_info comp;
	struct rte_cryptodev_info crypto;
	unsigned int id;

	for (id = 0; id < RTE_CRYPTO_MAX_DEVS; id++) {
		if (!rte_cryptodev_is_valid_dev(id))
			continue;
		rte_cryptodev_info_get(id, &crypto);
		fill_row(row_of(rows, rte_cryptodev_name_get(id)),
			 crypto.driver_name, accel_crypto_algorithms(id),
			 rte_cryptodev_socket_id(id),
			 crypto.max_nb_queue_pairs);
	}
	for (id = 0; id < rte_compressdev_count(); id++) {
		rte_compressdev_info_get(id, &comp);
		fill_row(row_of(rows, rte_compressdev_name_get(id)),
			 comp.driver_name, accel_compress_algorithms(id),
			 rte_compressdev_socket_id(id),
			 comp.max_nb_queue_pairs);
	}
}
