// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * How many queues of a device one user may have open, so that there are some for
 * others.
 */

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/moduleparam.h>
#include <linux/user_namespace.h>

#include "uacce_private.h"

static unsigned int user_queues;
module_param(user_queues, uint, 0644);
MODULE_PARM_DESC(user_queues,
		 "queues of one device that a user may have open, 0 = half of the device's (default 0); CAP_SYS_RESOURCE knows no limit");

/* In a user namespace a user has as many user numbers as its map has, so the
 * outermost namespace counts as one: as the user that made it, or for itself if
 * root did.
 */
void uacce_quota_owner(struct uacce_queue *q)
{
	struct user_namespace *ns = current_user_ns(), *outer = NULL;

	for (; ns != &init_user_ns; ns = ns->parent)
		outer = ns;
	q->owner = outer ? outer->owner : current_uid();
	q->owner_ns = outer && uid_eq(outer->owner, GLOBAL_ROOT_UID) ?
		outer : NULL;
}

static bool uacce_same_owner(const struct uacce_queue *a,
			     const struct uacce_queue *b)
{
	return uid_eq(a->owner, b->owner) && a->owner_ns == b->owner_ns;
}

/* Under life_lock. Return: 0 if there is no limit. */
static unsigned int uacce_quota_limit(struct uacce_device *uacce,
				      unsigned int open)
{
	unsigned int limit = READ_ONCE(user_queues);
	int left;

	if (limit || !uacce->ops->get_available_instances)
		return limit;
	left = uacce->ops->get_available_instances(uacce);
	return DIV_ROUND_UP(open + max(left, 0), 2);
}

int uacce_quota_check(struct uacce_device *uacce, const struct uacce_queue *q)
{
	unsigned int limit, open = 0, own = 0;
	const struct uacce_queue *other;

	list_for_each_entry(other, &uacce->queues, list) {
		open++;
		own += uacce_same_owner(other, q);
	}
	limit = uacce_quota_limit(uacce, open);
	if (!limit || own < limit || capable(CAP_SYS_RESOURCE))
		return 0;
	pr_warn_ratelimited("uacce: %s: user %u has %u queues open and may have %u: it has to close some, or the administrator raises /sys/module/uacce/parameters/user_queues\n",
			    dev_name(&uacce->dev),
			    from_kuid(&init_user_ns, q->owner), own, limit);
	return -EDQUOT;
}
