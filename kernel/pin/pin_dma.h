/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PIN_DMA_H
#define PIN_DMA_H

/*
 * Devices that write memory of a process by bus addresses. Only the framework of
 * this project shows such devices to processes. The kernel's own uacce shows
 * devices with shared virtual addressing alone, so beside it there is nothing to
 * ask and nothing to wait for. Kbuild says which of the two it is.
 */

#include <linux/notifier.h>

#ifdef PIN_BESIDE_KERNEL_UACCE

/** pin_mm_has_dma() - see uacce_mm_has_dma() */
static inline bool pin_mm_has_dma(struct mm_struct *mm)
{
	return false;
}

/** pin_dma_listen() - see uacce_dma_stop_notify() */
static inline int pin_dma_listen(struct notifier_block *nb)
{
	return 0;
}

/** pin_dma_ignore() - see uacce_dma_stop_unnotify() */
static inline void pin_dma_ignore(struct notifier_block *nb)
{
}

#else

#include "uacce/uacce_core.h"

/** pin_mm_has_dma() - see uacce_mm_has_dma() */
static inline bool pin_mm_has_dma(struct mm_struct *mm)
{
	return uacce_mm_has_dma(mm);
}

/** pin_dma_listen() - see uacce_dma_stop_notify() */
static inline int pin_dma_listen(struct notifier_block *nb)
{
	return uacce_dma_stop_notify(nb);
}

/** pin_dma_ignore() - see uacce_dma_stop_unnotify() */
static inline void pin_dma_ignore(struct notifier_block *nb)
{
	uacce_dma_stop_unnotify(nb);
}

#endif

#endif /* PIN_DMA_H */
