// SPDX-License-Identifier: GPL-2.0
/*
 * Copyright(c) 2026 The hisi-pmd authors
 *
 * Functions that the decoders of all architectures share.
 */

#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/uaccess.h>

#include "vacc_region.h"

/* Text may be executable without being readable; then it is read as the kernel
 * sees it.
 */
bool vacc_store_peek(void *to, unsigned long ip, int n)
{
	struct page *page;

	if (!copy_from_user_nofault(to, (void __user *)ip, n))
		return true;
	if (uacce_get_present(ip & PAGE_MASK, &page) != 1)
		return false;
	memcpy_from_page(to, page, offset_in_page(ip), n);
	put_page(page);
	return true;
}
