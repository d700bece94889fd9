// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Binding of address spaces to IOMMUs (doc/hardware/uacce.md 6).
 */

#include "uacce_private.h"

/* On 6.1 a bind without a group is a NULL dereference (W12). */
static bool uacce_has_iommu(struct device *parent)
{
	struct iommu_group *group = iommu_group_get(parent);

	iommu_group_put(group);
	return group;
}

u32 uacce_sva_negotiate(struct device *parent, u32 flags)
{
	if (!(flags & UACCE_DEV_SVA))
		return 0;
	if (flags & UACCE_DEV_SVA_SELF)
		return UACCE_DEV_SVA | UACCE_DEV_SVA_SELF;
	if (!uacce_has_iommu(parent)) {
		dev_info(parent, "no IOMMU: no shared virtual addressing\n");
		return 0;
	}
	if (iommu_dev_enable_feature(parent, IOMMU_DEV_FEAT_IOPF))
		goto none;
	if (iommu_dev_enable_feature(parent, IOMMU_DEV_FEAT_SVA)) {
		iommu_dev_disable_feature(parent, IOMMU_DEV_FEAT_IOPF);
		goto none;
	}
	return UACCE_DEV_SVA;
none:
	dev_info(parent, "the IOMMU does not do shared virtual addressing\n");
	return 0;
}

/* SVA is switched off once, with the removal of the device. */
void uacce_sva_end(struct uacce_device *uacce)
{
	struct device *parent = uacce->dev.parent;

	if ((uacce->flags & (UACCE_DEV_SVA | UACCE_DEV_SVA_SELF)) !=
	    UACCE_DEV_SVA)
		return;
	iommu_dev_disable_feature(parent, IOMMU_DEV_FEAT_SVA);
	iommu_dev_disable_feature(parent, IOMMU_DEV_FEAT_IOPF);
}

int uacce_sva_bind(struct uacce_device *uacce, struct uacce_queue *q)
{
	struct iommu_sva *handle;
	u32 pasid;

	if ((uacce->flags & (UACCE_DEV_SVA | UACCE_DEV_SVA_SELF)) !=
	    UACCE_DEV_SVA)
		return 0;
	if (!uacce_has_iommu(uacce->parent))
		return -ENODEV;
	handle = uacce_iommu_bind(uacce->parent, current->mm);
	if (IS_ERR(handle))
		return PTR_ERR(handle);
	pasid = iommu_sva_get_pasid(handle);
	if (pasid == IOMMU_PASID_INVALID) {
		iommu_sva_unbind_device(handle);
		return -ENODEV;
	}
	q->handle = handle;
	q->pasid = pasid;
	return 0;
}

void uacce_sva_unbind(struct uacce_queue *q)
{
	if (!q->handle)
		return;
	iommu_sva_unbind_device(q->handle);
	q->handle = NULL;
}
