// SPDX-License-Identifier: GPL-2.0
/* Copyright(c) 2026 The hisi-pmd authors
 *
 * Shared virtual addressing on the x86 kernel of a test machine, as a live
 * patch. Linux refuses it twice, for reasons that are not those of a machine
 * whose functions walk the tables in software:
 * - iommu_sva_bind_device() refuses x86, because changes of the kernel's own
 *   page tables may stay in an IOTLB. The model keeps no translation. Replaced
 *   by the kernel's own source without the two lines (test/pci/lib.sh takes
 *   them out), with iommu_sva_unbind_device(), which shares a lock with it.
 * - intel_svm_check() wants page walks to be coherent with the caches (ECAP bit
 *   48), which QEMU's IOMMU does not claim. The model's walks are coherent.
 */
#include <linux/livepatch.h>
#include <linux/module.h>
#include <linux/pci.h>

#include "iommu.h"

#undef EXPORT_SYMBOL_GPL
#define EXPORT_SYMBOL_GPL(sym)
#define iommu_sva_bind_device sva_x86_bind_device
#define iommu_sva_unbind_device sva_x86_unbind_device
#define iommu_sva_get_pasid sva_x86_get_pasid
#define mm_pasid_drop sva_x86_pasid_drop

struct iommu_sva *iommu_sva_bind_device(struct device *dev,
					struct mm_struct *mm);
void iommu_sva_unbind_device(struct iommu_sva *handle);
u32 iommu_sva_get_pasid(struct iommu_sva *handle);
void mm_pasid_drop(struct mm_struct *mm);

#include "iommu-sva.c"

static struct klp_func funcs[] = {
	{
		.old_name = "iommu_sva_bind_device",
		.new_func = sva_x86_bind_device,
	}, {
		.old_name = "iommu_sva_unbind_device",
		.new_func = sva_x86_unbind_device,
	}, { }
};

static struct klp_object objs[] = { { .funcs = funcs }, { } };

static struct klp_patch patch = { .mod = THIS_MODULE, .objs = objs };

static int __init sva_x86_init(void)
{
	struct device_domain_info *info;
	struct pci_dev *pdev = NULL;

	for_each_pci_dev(pdev) {
		if (!pdev->dev.iommu)
			continue;
		info = dev_iommu_priv_get(&pdev->dev);
		if (info && info->pasid_supported)
			info->iommu->flags |= VTD_FLAG_SVM_CAPABLE;
	}
	return klp_enable_patch(&patch);
}
module_init(sva_x86_init);

static void __exit sva_x86_exit(void)
{
}
module_exit(sva_x86_exit);

MODULE_DESCRIPTION("Shared virtual addressing on x86, for tests");
MODULE_IMPORT_NS(IOMMUFD_INTERNAL);
MODULE_INFO(livepatch, "Y");
MODULE_LICENSE("GPL");
