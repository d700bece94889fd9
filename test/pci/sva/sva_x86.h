/* SPDX-License-Identifier: GPL-2.0 */
/* Copyright(c) 2026 The hisi-pmd authors */

#ifndef SVA_X86_H
#define SVA_X86_H

#include <linux/iommu.h>

/* The kernel's functions of those names, without the check that refuses x86. */
struct iommu_sva *sva_x86_bind_device(struct device *dev,
				      struct mm_struct *mm);
void sva_x86_unbind_device(struct iommu_sva *handle);
u32 sva_x86_get_pasid(struct iommu_sva *handle);
void sva_x86_pasid_drop(struct mm_struct *mm);

#define iommu_sva_bind_device sva_x86_bind_device
#define iommu_sva_unbind_device sva_x86_unbind_device

#endif /* SVA_X86_H */
