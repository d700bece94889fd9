// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Virtual accelerator: module, platform devices.
 */

#include <linux/miscdevice.h>
#include <linux/module.h>

#include "vacc_device.h"
#include "vacc_session.h"

static char *devices = "zip,sec,hpre";
module_param(devices, charp, 0444);
MODULE_PARM_DESC(devices,
		 "devices to make: ENGINE[:vGEN][@NODE],... with engine zip, sec or hpre, generation 2, 3 or 5 (default 3), NUMA node (default 0)");

static uint queues = 64;
module_param(queues, uint, 0444);
MODULE_PARM_DESC(queues, "queues of each device, 1 to 1024 (default 64)");

static bool shared_doorbell;
module_param(shared_doorbell, bool, 0444);
MODULE_PARM_DESC(shared_doorbell,
		 "allow generation 2: all users of such a device share one doorbell page and can ring each other's queues (default 0)");

DEFINE_MUTEX(vacc_lock);
LIST_HEAD(vacc_devices);

static struct platform_device *vacc_pdev[VACC_MAX_DEVICES];
static unsigned int vacc_nb_pdevs;

static int vacc_probe(struct platform_device *pdev)
{
	return vacc_device_add(pdev, dev_get_platdata(&pdev->dev), queues);
}

UACCE_PLATFORM_REMOVE(vacc_remove, vacc_device_remove)

static struct platform_driver vacc_driver = {
	.probe = vacc_probe,
	.remove = vacc_remove,
	.driver = { .name = "hisi_vacc" },
};

static struct miscdevice vacc_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "hisi_vacc_ctl",
	.fops = &vacc_ctl_fops,
	.mode = 0600,
};

static int vacc_check(const struct vacc_conf *conf, int nb)
{
	int i;

	if (queues < 1 || queues > VACC_MAX_QUEUES) {
		pr_err("hisi_vacc: queues=%u is not from 1 to %u\n", queues,
		       VACC_MAX_QUEUES);
		return -EINVAL;
	}
	for (i = 0; i < nb; i++) {
		if (hisi_gen_has(conf[i].gen, HISI_GEN_DB_WINDOWS) ||
		    shared_doorbell)
			continue;
		pr_err("hisi_vacc: all users of a generation 2 device share one doorbell page and can ring each other's queues; load with shared_doorbell=1 to have one all the same\n");
		return -EPERM;
	}
	return 0;
}

static void vacc_devices_del(void)
{
	while (vacc_nb_pdevs)
		platform_device_unregister(vacc_pdev[--vacc_nb_pdevs]);
}

static int vacc_devices_add(const struct vacc_conf *conf, int nb)
{
	struct platform_device *pdev;
	int i, ret;

	for (i = 0; i < nb; i++) {
		pdev = platform_device_alloc("hisi_vacc", i);
		if (!pdev)
			return -ENOMEM;
		/* Without a node some programs do not take the device. */
		set_dev_node(&pdev->dev, conf[i].node);
		ret = platform_device_add_data(pdev, &conf[i],
					       sizeof(conf[i]));
		if (!ret)
			ret = platform_device_add(pdev);
		if (ret) {
			platform_device_put(pdev);
			return ret;
		}
		vacc_pdev[vacc_nb_pdevs++] = pdev;
	}
	return 0;
}

static int __init vacc_init(void)
{
	struct vacc_conf conf[VACC_MAX_DEVICES];
	int nb, ret;

	nb = vacc_param_parse(devices, conf, VACC_MAX_DEVICES);
	if (nb < 0)
		return nb;
	ret = vacc_check(conf, nb);
	if (ret)
		return ret;
	vacc_debugfs_init();
	ret = platform_driver_register(&vacc_driver);
	if (ret)
		goto no_driver;
	ret = misc_register(&vacc_misc);
	if (ret)
		goto no_node;
	ret = vacc_devices_add(conf, nb);
	if (!ret)
		return 0;
	vacc_devices_del();
	misc_deregister(&vacc_misc);
no_node:
	platform_driver_unregister(&vacc_driver);
no_driver:
	vacc_debugfs_exit();
	return ret;
}

static void __exit vacc_exit(void)
{
	misc_deregister(&vacc_misc);
	vacc_devices_del();
	platform_driver_unregister(&vacc_driver);
	vacc_debugfs_exit();
}

module_init(vacc_init);
module_exit(vacc_exit);

MODULE_LICENSE("GPL");
MODULE_AUTHOR("The hisi-pmd authors");
MODULE_DESCRIPTION("Virtual accelerator: queues executed by hisi-modeld");
