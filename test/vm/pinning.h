/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef VM_PINNING_H
#define VM_PINNING_H

/**
 * @file
 * The pin node as a program uses it, and the kernel's counters of it.
 */

#include <stddef.h>
#include <stdint.h>

#define PIN_NODE "/dev/uacce_ctrl"

/** Open the node; ends the case if that fails. */
int pin_node(void);
/** @return result of the ioctl */
int pin(int fd, const void *addr, uint64_t size);
int unpin(int fd, const void *addr, uint64_t size);
/** Fresh memory with all its pages present. */
uint8_t *pin_memory(size_t len);
/** Pinned pages charged to this process. */
long pin_charged(void);
/** Pages pinned in the whole system: acquired less released. */
long pin_total(void);
/** Wait, for a minute at most, until so many are pinned in the whole system;
 * if they never are, end the case. For address spaces that have ended: they go
 * with their last user, which may be no more than a look at them.
 */
void pin_wait_total(long wanted);

#endif /* VM_PINNING_H */
