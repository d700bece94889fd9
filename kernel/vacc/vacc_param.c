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

const struct vacc_engine_info vacc_engines[] = {
	[VACC_SEC] = { "sec", "hisi_sec2", 128, 1 },
	[VACC_HPRE] = { "hpre", "hisi_hpre", 64, 2 },
	[VACC_ZIP] = { "zip", "hisi_zip", 128, 2 },
};

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
	*gen = HISI_QM_GEN3;
	if (!text)
		return 0;
	if (text[0] != 'v' || kstrtouint(text + 1, 10, gen) ||
	    (*gen != HISI_QM_GEN2 && *gen != HISI_QM_GEN3 &&
	     *gen != HISI_QM_GEN5)) {
		pr_err("hisi_vacc: ':%s' is not a generation: v2, v3 or v5\n",
		       text);
		return -EINVAL;
	}
	return 0;
}

static int vacc_parse_one(char *text, struct vacc_conf *conf)
{
	char *node = text;
	char *gen = strsep(&node, "@");
	char *engine = strsep(&gen, ":");
	int ret;

	for (conf->engine = 0; conf->engine <= VACC_ZIP; conf->engine++)
		if (!strcmp(engine, vacc_engines[conf->engine].name))
			break;
	if (conf->engine > VACC_ZIP) {
		pr_err("hisi_vacc: '%s' is not an engine: zip, sec or hpre\n",
		       engine);
		return -EINVAL;
	}
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
