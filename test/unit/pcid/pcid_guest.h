/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PCID_GUEST_H
#define PCID_GUEST_H

/**
 * @file
 * A guest of hisi-pcid for tests: a small driver of the ZIP function, written
 * from doc/hardware/qm.md (sections 10 to 13), over a client whose memory lies
 * between canaries. Functions that cannot go on abort the test.
 */

#include <stdint.h>
#include <stdbool.h>

#include "hw/qm.h"
#include "hw/qm_pf.h"
#include "pcid_client.h"

/* The file: a canary, what is shared at GUEST, another canary. */
#define CANARY_SIZE 0x10000
#define GUEST_SIZE 0x100000
#define GUEST 0x40000000ULL
#define CANARY 0x5C

/* Where things lie in guest memory, from GUEST. */
#define AT_CONTEXT 0x0
#define AT_EQ 0x1000
#define AT_AEQ 0x2000
#define AT_SQ 0x10000
#define AT_CQ 0x20000
#define AT_SRC 0x30000
#define AT_DST 0x40000

#define DEPTH 64
#define GUEST_EQ_DEPTH 64
#define QUEUES 8
#define QN 5
#define LEN 1000

extern struct pcid_client guest_client;
/** The guest's memory at GUEST, GUEST_SIZE bytes. */
extern uint8_t *guest_mem;
/** The file behind it; GUEST is at CANARY_SIZE. */
extern int guest_fd;

/** Read and write a register of BAR 2. */
uint32_t guest_reg_read(uint32_t offset);
void guest_reg_write(uint32_t offset, uint32_t v);
/** A 64-bit store to a doorbell register. */
void guest_doorbell(uint32_t region, uint64_t offset, uint64_t v);
/** Queue doorbell through the window of the queue (5.2). */
void guest_ring(uint32_t qn, uint32_t cmd, uint32_t index, uint32_t tag);
/** Doorbell of EQ or AEQ. */
void guest_ring_event(uint32_t cmd, uint32_t index);
/** @return the status field; the command must have ended */
uint32_t guest_mailbox(uint32_t cmd, bool get, uint32_t queue, uint64_t data);
/** Give the function so many queues. */
void guest_vft(uint32_t number);
/** Contexts for rings at a base. */
struct hisi_qm_context guest_sqc(uint32_t qn, uint64_t base);
struct hisi_qm_context guest_cqc(uint64_t base, uint32_t depth);
/** Load a context. @return the mailbox's status */
uint32_t guest_load(uint32_t cmd, uint32_t qn, struct hisi_qm_context ctx);
/** Registers, function table, event queues: a function that is ready. */
void guest_start_function(void);
/** Contexts of a queue on AT_SQ and AT_CQ. */
void guest_start_queue(uint32_t qn);
/** Interrupts of a vector since the last call. */
uint32_t guest_interrupts(unsigned int vector);
void guest_forget_interrupts(void);
/** A word of guest memory. */
uint32_t guest_word(uint32_t at);
/** A descriptor that compresses AT_SRC to AT_DST. */
void guest_put_sqe(uint32_t slot);
/** Everything in order: result, completion, event, one interrupt. */
void guest_good_work(void);
/** Not one byte beside what was shared has changed. */
void guest_canaries(void);

/** Ring an SQ and wait for nothing: what it starts may take long. */
void guest_ring_without_reply(uint32_t qn, uint32_t index);

/** Start a server of a generation, and share the memory with it. */
void guest_setup_gen(const char *gen);
/** For cmocka_run_group_tests(). */
int guest_setup(void **state);
int guest_teardown(void **state);

#endif /* PCID_GUEST_H */
