// SPDX-License-Identifier: GPL-2.0
/* Copyright(c) 2026 The hisi-pmd authors
 *
 * The kernel refuses to bind a process's address space to a device on x86.
 * This is its own drivers/iommu/iommu-sva.c without the two lines that do so
 * (test/pci/lib.sh takes them out), under names of its own.
 */
#include <linux/module.h>

#include "sva_x86.h"
#define iommu_sva_get_pasid sva_x86_get_pasid
#define mm_pasid_drop sva_x86_pasid_drop
#include "iommu-sva.c"

MODULE_DESCRIPTION("Shared virtual addressing on x86, for tests");
MODULE_IMPORT_NS(IOMMUFD_INTERNAL);
MODULE_LICENSE("GPL");
