/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Devargs: parsing and range checks. */

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <rte_kvargs.h>
#include <rte_memory.h>
#include <rte_string_fns.h>

#include "qm_private.h"

#define KEY_DEVICE "device"
#define KEY_GEN "gen"
#define KEY_MODE "mode"
#define KEY_THREADS "threads"
#define KEY_UNORDERED "unordered"
#define KEY_QUEUES "queues"
#define KEY_PIN "pin"
#define KEY_SOCKET "socket_id"
#define KEY_MAX_PAIRS "max_nb_queue_pairs"
#define KEY_TRACE "trace"

static const char * const keys[] = {
	KEY_DEVICE, KEY_GEN, KEY_MODE, KEY_THREADS, KEY_UNORDERED, KEY_QUEUES,
	KEY_PIN, KEY_TRACE, KEY_SOCKET, KEY_MAX_PAIRS,
};

/* The keys that were given. Some make no sense together. */
struct parse {
	const char *vdev_name;
	struct qm_devargs *da;
	unsigned int given;
	bool inline_mode;
	bool thread_mode;
	unsigned int socket_id;
};

static int
parse_uint(const struct parse *p, const char *key, const char *value,
	   uint32_t min, uint32_t max, unsigned int *out)
{
	unsigned long v;
	char *end;

	errno = 0;
	v = isdigit((unsigned char)*value) ? strtoul(value, &end, 10) : 0;
	if (!isdigit((unsigned char)*value) || *end != '\0' || errno != 0 ||
	    v < min || v > max) {
		QM_LOG(ERR, "%s: %s=%s is not a number from %u to %u",
		       p->vdev_name, key, value, min, max);
		return -EINVAL;
	}
	*out = v;
	return 0;
}

static int
parse_device(struct parse *p, const char *value)
{
	const char *c;

	for (c = value; *c != '\0'; c++)
		if (!isalnum((unsigned char)*c) && strchr("_.-", *c) == NULL)
			break;
	if (*value == '\0' || *value == '.' || *c != '\0' ||
	    strlen(value) >= sizeof(p->da->device)) {
		QM_LOG(ERR, "%s: device=%s is not a device name; use a name from %s, auto, or model",
		       p->vdev_name, value, qm_sysfs_root());
		return -EINVAL;
	}
	rte_strlcpy(p->da->device, value, sizeof(p->da->device));
	return 0;
}

static int
parse_gen(struct parse *p, const char *value)
{
	const struct hisi_gen_info *gen = hisi_gen_by_name(value);

	if (gen == NULL) {
		QM_LOG(ERR, "%s: gen=%s is not one of " HISI_GEN_NAMES,
		       p->vdev_name, value);
		return -EINVAL;
	}
	p->da->gen = gen->gen;
	return 0;
}

static int
parse_mode(struct parse *p, const char *value)
{
	p->inline_mode = strcmp(value, "inline") == 0;
	p->thread_mode = strcmp(value, "thread") == 0;
	if (p->inline_mode || p->thread_mode)
		return 0;
	QM_LOG(ERR, "%s: mode=%s is not one of inline, thread", p->vdev_name,
	       value);
	return -EINVAL;
}

static int
parse_trace(struct parse *p, const char *value)
{
	if (*value == '\0' || strlen(value) >= sizeof(p->da->trace)) {
		QM_LOG(ERR, "%s: trace=%s is not a file name; give one of 1 to %zu characters",
		       p->vdev_name, value, sizeof(p->da->trace) - 1);
		return -EINVAL;
	}
	rte_strlcpy(p->da->trace, value, sizeof(p->da->trace));
	return 0;
}

static int
parse_value(struct parse *p, const char *key, const char *value)
{
	unsigned int flag = 0;
	int ret;

	if (strcmp(key, KEY_DEVICE) == 0)
		return parse_device(p, value);
	if (strcmp(key, KEY_GEN) == 0)
		return parse_gen(p, value);
	if (strcmp(key, KEY_MODE) == 0)
		return parse_mode(p, value);
	if (strcmp(key, KEY_THREADS) == 0)
		return parse_uint(p, key, value, 1, QM_MAX_THREADS,
				  &p->da->threads);
	/* The second one is the name that DPDK gives to it. */
	if (strcmp(key, KEY_QUEUES) == 0 || strcmp(key, KEY_MAX_PAIRS) == 0)
		return parse_uint(p, key, value, 1, HISI_QM_MAX_PAIRS,
				  &p->da->queues);
	if (strcmp(key, KEY_SOCKET) == 0) {
		ret = parse_uint(p, key, value, 0, RTE_MAX_NUMA_NODES - 1,
				 &p->socket_id);
		p->da->socket_id = (int)p->socket_id;
		return ret;
	}
	if (strcmp(key, KEY_TRACE) == 0)
		return parse_trace(p, value);
	ret = parse_uint(p, key, value, 0, 1, &flag);
	if (strcmp(key, KEY_PIN) == 0)
		p->da->pin = flag != 0;
	else
		p->da->unordered = flag != 0;
	return ret;
}

static int
parse_pair(const char *key, const char *value, void *arg)
{
	struct parse *p = arg;
	unsigned int i;

	for (i = 0; i < RTE_DIM(keys); i++)
		if (strcmp(key, keys[i]) == 0)
			break;
	if (i == RTE_DIM(keys)) {
		QM_LOG(ERR, "%s: unknown devarg '%s'; known: " HISI_QM_PARAM_STRING,
		       p->vdev_name, key);
		return -EINVAL;
	}
	if (p->given & (1U << i)) {
		QM_LOG(ERR, "%s: devarg '%s' is given twice", p->vdev_name,
		       key);
		return -EINVAL;
	}
	p->given |= 1U << i;
	if (value == NULL) {
		QM_LOG(ERR, "%s: devarg '%s' needs a value", p->vdev_name,
		       key);
		return -EINVAL;
	}
	return parse_value(p, key, value);
}

static bool
given(const struct parse *p, const char *key)
{
	unsigned int i;

	for (i = 0; i < RTE_DIM(keys); i++)
		if (strcmp(key, keys[i]) == 0)
			return (p->given & (1U << i)) != 0;
	return false;
}

/* gen, mode, threads, unordered and trace say how the model is to be. */
static int
check_model_only(const struct parse *p)
{
	static const char * const model_keys[] = {
		KEY_GEN, KEY_MODE, KEY_THREADS, KEY_UNORDERED, KEY_TRACE,
	};
	unsigned int i;

	if (strcmp(p->da->device, "model") == 0) {
		if (!p->da->pin)
			return 0;
		QM_LOG(ERR, "%s: pin=1 needs a device file, device=model meets no page faults; leave pin out",
		       p->vdev_name);
		return -EINVAL;
	}
	for (i = 0; i < RTE_DIM(model_keys); i++) {
		if (!given(p, model_keys[i]))
			continue;
		QM_LOG(ERR, "%s: devarg '%s' needs device=model, the device is '%s'",
		       p->vdev_name, model_keys[i], p->da->device);
		return -EINVAL;
	}
	return 0;
}

/* Two names of one number. */
static int
check_queues(const struct parse *p)
{
	if (!given(p, KEY_QUEUES) || !given(p, KEY_MAX_PAIRS))
		return 0;
	QM_LOG(ERR, "%s: devargs '" KEY_QUEUES "' and '" KEY_MAX_PAIRS "' mean the same; give one of them",
	       p->vdev_name);
	return -EINVAL;
}

static int
check_threads(const struct parse *p)
{
	const char *key = given(p, KEY_THREADS) ? KEY_THREADS :
			  p->da->unordered ? KEY_UNORDERED : NULL;

	if (p->thread_mode) {
		if (p->da->threads == 0)
			p->da->threads = QM_DEFAULT_THREADS;
		return 0;
	}
	if (key == NULL)
		return 0;
	QM_LOG(ERR, "%s: devarg '%s' needs mode=thread, add it or leave '%s' out",
	       p->vdev_name, key, key);
	return -EINVAL;
}

int
qm_devargs_parse(const char *vdev_name, const char *args,
		 struct qm_devargs *da)
{
	struct parse p = { .vdev_name = vdev_name, .da = da };
	struct rte_kvargs *kv;
	int ret;

	memset(da, 0, sizeof(*da));
	rte_strlcpy(da->device, "auto", sizeof(da->device));
	da->queues = QM_DEFAULT_QUEUES;
	da->socket_id = SOCKET_ID_ANY;
	if (args == NULL || *args == '\0')
		return 0;
	kv = rte_kvargs_parse(args, NULL);
	if (kv == NULL) {
		QM_LOG(ERR, "%s: cannot parse the devargs '%s'; the form is key=value,key=value",
		       vdev_name, args);
		return -EINVAL;
	}
	ret = rte_kvargs_process(kv, NULL, parse_pair, &p);
	rte_kvargs_free(kv);
	if (ret != 0)
		return -EINVAL;
	ret = check_model_only(&p);
	if (ret == 0)
		ret = check_queues(&p);
	return ret != 0 ? ret : check_threads(&p);
}
