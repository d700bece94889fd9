/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_CLIENT_H
#define MODEL_CLIENT_H

/**
 * @file
 * The smallest client of hisi_model.h: one queue, one descriptor at a time.
 * It writes descriptors word by word as the datasheet has them and knows
 * nothing of the drivers.
 */

#include <stdbool.h>
#include <stdint.h>

#include "hisi_model.h"
#include "hw/qm.h"

struct model_client {
	struct hisi_model *model;
	struct hisi_model_queue *queue;
	struct hisi_qm_qp_info info;
	uint8_t *dus;
	size_t dus_size;
	uint16_t qn;
	uint32_t sq_tail;
	uint32_t cq_head;
	uint32_t phase;
};

/** Open and start a queue of a new device; aborts if that fails. */
void model_client_open(struct model_client *c,
		       const struct hisi_model_conf *conf, void *mem_ctx,
		       uint16_t qc_type);

/** Close the queue, destroy the device. */
void model_client_close(struct model_client *c);

/** Put a descriptor into the next slot; does not ring. @return its slot */
uint32_t model_client_put(struct model_client *c, const void *sqe);

/** Ring the SQ doorbell. */
void model_client_ring(struct model_client *c);

/**
 * Take the next completion, waiting up to two seconds.
 * @param sqe receives the descriptor as the device left it, may be NULL
 * @return its slot, or -1 if none came
 */
int model_client_take(struct model_client *c, void *sqe);

/** Put, ring, take; checks that the slot is the one used. @return success */
bool model_client_run(struct model_client *c, void *sqe);

/** A status word of the queue: HISI_QM_DUS_TX_FROM_END or _RX_. */
uint32_t model_client_status(const struct model_client *c, size_t from_end);

#endif /* MODEL_CLIENT_H */
