// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Parameter devices: ENGINE[:vGEN][@NODE],...
 */

#include <linux/kstrtox.h>
#include <linux/nodemask.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "vacc_device.h"

static_assert((int)VACC_SEC == HISI_ENGINE_SEC);
static_assert((int)VACC_HPRE == HISI_ENGINE_HPRE);
static_assert((int)VACC_ZIP == HISI_ENGINE_ZIP);

static int vacc_parse_node(const char *text, int *node)
{
	unsigned int n;

	if (!text) {
		*node = first_online_node;
		return 0;
	}
	if (kstrtouint(text, 10, &n) || n >= MAX_NUMNODES || !node_online(n)) {
		pr_err("hisi_vacc: '@%s' is not an online NUMA node\n", text);
		return -EINVAL;
	}
	*node = n;
	return 0;
}

static int vacc_parse_gen(const char *text, unsigned int *gen)
{
	const struct hisi_gen_info *info;

	*gen = HISI_GEN_DEFAULT;
	if (!text)
		return 0;
	info = hisi_gen_by_name(text);
	if (!info) {
		pr_err("hisi_vacc: ':%s' is not a generation: " HISI_GEN_NAMES "\n",
		       text);
		return -EINVAL;
	}
	*gen = info->gen;
	return 0;
}

static int vacc_parse_one(char *text, struct vacc_conf *conf)
{
	char *node = text;
	char *gen = strsep(&node, "@");
	char *engine = strsep(&gen, ":");
	unsigned int number;
	int ret;

	number = hisi_engine_by_name(engine);
	if (number == HISI_NB_ENGINES) {
		pr_err("hisi_vacc: '%s' is not an engine: zip, sec or hpre\n",
		       engine);
		return -EINVAL;
	}
	conf->engine = (enum vacc_engine)number;
	ret = vacc_parse_gen(gen, &conf->gen);
	return ret ? ret : vacc_parse_node(node, &conf->node);
}

/* Return: number of devices, or a negative error, which is logged. */
int vacc_param_parse(const char *text, struct vacc_conf *conf,
		     unsigned int max)
{
	char *copy, *rest, *one;
	int nb = 0, ret = 0;

	copy = kstrdup(text, GFP_KERNEL);
	if (!copy)
		return -ENOMEM;
	rest = strim(copy);
	while (!ret && (one = strsep(&rest, ",")) != NULL) {
		if (nb == max) {
			pr_err("hisi_vacc: devices= has more than %u devices\n",
			       max);
			ret = -EINVAL;
			break;
		}
		ret = vacc_parse_one(one, &conf[nb++]);
	}
	kfree(copy);
	return ret ? ret : nb;
}
