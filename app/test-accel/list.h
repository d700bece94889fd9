/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_LIST_H
#define ACCEL_LIST_H

/**
 * @file
 * Sources of the list. A row is an object with the members device, engine,
 * backing (what executes descriptors), generation, algorithms, numa_node,
 * free_queues, health, usable (whether the driver takes it, or why not), found
 * and, for devices in use, pid; what is not known is left out.
 */

#include <jansson.h>

/**
 * Add the devices of the uacce class, each with the judgement of the rule that
 * the drivers follow (qm_uacce.h). Attributes that are missing or make no sense
 * are left out of the row and named in a note of the report.
 * @param dir folder of the class, "/sys/class/uacce"
 */
void list_sysfs(json_t *report, json_t *rows, const char *dir);

/**
 * Add the devices that running DPDK processes tell of on their telemetry
 * sockets. A socket that does not answer within a second gives a note.
 */
void list_telemetry(json_t *report, json_t *rows);

/**
 * Add the crypto and compress devices of this process; a row that telemetry
 * has made for one of them gets its algorithm names.
 */
void list_eal(json_t *rows);

/** Connection to a telemetry socket. */
struct tel_client;

/**
 * Connect and read the greeting.
 * @param error text for a note, if NULL is returned
 * @param pid of the process behind the socket
 */
struct tel_client *tel_open(const char *path, char *error, size_t size,
			    long *pid);

/**
 * Ask a command, "/cryptodev/info,0".
 * @return the value of the reply's only member; NULL if there is none, or if
 *   the process does not know the command
 */
json_t *tel_ask(struct tel_client *c, const char *command);

/** Close; NULL is allowed. */
void tel_close(struct tel_client *c);

#endif /* ACCEL_LIST_H */
