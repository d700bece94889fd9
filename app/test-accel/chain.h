/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_CHAIN_H
#define ACCEL_CHAIN_H

/**
 * @file
 * Parts of command chain. A received packet gets a slot; slots form a ring in
 * the order of reception. A slot goes through the stages (unwrap, decrypt,
 * compress) at its own pace; packets leave in the order of the ring. All runs
 * on one lcore.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <rte_comp.h>
#include <rte_crypto.h>
#include <rte_mbuf.h>
#include <rte_mempool.h>

#include "chain_wire.h"

/** Packets in the chain at one time. A power of two. */
#define CHAIN_SLOTS 512
#define CHAIN_BURST 32
/** Depth of a queue pair, and ops in one at a time: never full, because some
 * drivers execute an op before they find that they have no room for it.
 */
#define CHAIN_DESC 512
#define CHAIN_IN_FLIGHT 256

/** Why a packet was dropped. */
enum chain_drop {
	CHAIN_DROP_NONE,
	CHAIN_DROP_SEGMENTED,
	CHAIN_DROP_NOT_TCP,
	CHAIN_DROP_FRAGMENT,
	CHAIN_DROP_TRUNCATED,
	CHAIN_DROP_SHORT,
	CHAIN_DROP_MAGIC,
	CHAIN_DROP_LENGTH,
	CHAIN_DROP_UNWRAP,
	CHAIN_DROP_AUTH,
	CHAIN_DROP_DECRYPT,
	CHAIN_DROP_NO_SPACE,
	CHAIN_DROP_COMPRESS,
	CHAIN_NB_DROPS
};

/** Text of a reason. */
const char *chain_drop_text(enum chain_drop why);

/** Layout of a wrapped packet: offsets from the start of its data. */
struct chain_layout {
	uint16_t headers_len; /**< Ethernet, IPv4 and TCP. */
	uint16_t ip_off;
	uint16_t tcp_off;
	uint16_t key_off;
	uint16_t aad_off;
	uint16_t payload_off;
	uint16_t tag_off;
	uint16_t payload_len;
	uint32_t sequence;
	bool plain;           /**< No TCP payload: to be passed through. */
};

/** Find the parts of a packet. Any content is allowed. */
enum chain_drop chain_parse(const struct rte_mbuf *m, struct chain_layout *l);

/** Memory that was given to a device, for the log; len 0: no memory was given. */
struct chain_range {
	const void *addr;
	uint32_t len;
};

enum chain_state {
	CHAIN_BUSY,    /**< In a stage. */
	CHAIN_READY,   /**< To be sent. */
	CHAIN_DROPPED,
};

/** A packet on its way. Lies in memory that devices reach. */
struct chain_slot {
	/** Result of unwrapping; the API wants room for the modulus. */
	uint8_t key[CHAIN_KEY_LEN];
	struct rte_mbuf *rx;   /**< As received. */
	struct rte_mbuf *work; /**< The mbuf that is decrypted: rx or a copy. */
	struct rte_mbuf *out;  /**< To be sent. */
	struct chain_layout l;
	enum chain_state state;
	enum chain_drop why;
	bool prepared;         /**< Its op of the present stage is made. */
	struct rte_crypto_op *asym_op;
	struct rte_crypto_op *sym_op;
	struct rte_comp_op *comp_op;
	struct rte_crypto_sym_xform sym_xform;
	void *comp_xform;
	/* For the log. */
	struct chain_range rx_range, key_range, aad_range, payload_range,
			   out_range;
};

/** Ops of a burst. */
union chain_burst {
	struct rte_crypto_op *crypto[CHAIN_BURST];
	struct rte_comp_op *comp[CHAIN_BURST];
};

struct chain;
struct chain_stage;

/** Functions and names that differ between stages. */
struct chain_stage_ops {
	const char *name;
	/** Make the slot's op; false: no memory now, try again. */
	bool (*prepare)(struct chain *c, struct chain_slot *s);
	void (*put)(const struct chain_slot *s, union chain_burst *b,
		    uint16_t i);
	uint16_t (*enqueue)(const struct chain_stage *st,
			    union chain_burst *b, uint16_t n);
	/** Whether op i, which was not accepted, has an error status. */
	bool (*refused)(const union chain_burst *b, uint16_t i);
	uint16_t (*dequeue)(const struct chain_stage *st,
			    union chain_burst *b, uint16_t n);
	struct chain_slot *(*slot)(const union chain_burst *b, uint16_t i);
	/** Look at the result; hands the slot on or drops it. */
	void (*finish)(struct chain *c, struct chain_slot *s);
};

/** A device with the packets that wait for it. */
struct chain_stage {
	const struct chain_stage_ops *ops;
	const char *device;
	uint8_t dev_id;
	uint16_t qp_id;
	bool started;
	struct chain_slot *waiting[CHAIN_SLOTS]; /**< Ring, in order. */
	uint32_t first;     /**< Runs freely, like nb_waiting added to it. */
	uint32_t nb_waiting;
	uint32_t in_flight;
};

enum chain_stage_id {
	CHAIN_UNWRAP,
	CHAIN_DECRYPT,
	CHAIN_COMPRESS,
	CHAIN_NB_STAGES
};

/** Packets and bytes so far. */
struct chain_counts {
	uint64_t received, passed, unwrapped, decrypted, inspected,
		 compressed, transmitted, found, bytes_in, bytes_out;
	uint64_t dropped[CHAIN_NB_DROPS];
};

/** Options of the command. */
struct chain_options {
	const char *key_file;
	const char *asym, *sym, *comp; /**< Device names; NULL = any fit. */
	const char *find;
	const char *log_file;
	bool inject_copy;
	bool json;
};

struct chain {
	struct chain_options opt;
	uint16_t rx_port, tx_port;
	bool rx_started, tx_started;
	struct rte_mempool *mbufs;
	struct rte_mempool *asym_sessions, *sym_sessions, *asym_ops, *sym_ops,
			   *comp_ops;
	void *asym_session;
	struct chain_stage stage[CHAIN_NB_STAGES];
	struct chain_slot *slots;
	uint32_t head, tail; /**< Of the ring of slots; run freely. */
	struct chain_counts counts;
	uint64_t first_cycles, last_cycles; /**< Of reception, of sending. */
	FILE *log;
	bool moved;          /**< Something happened in this round. */
};

/** Sum of the counts of dropped packets. */
uint64_t chain_dropped(const struct chain *c);

/** Error message of the command, one line on stderr. */
#define CHAIN_PROG "dpdk-test-accel chain"
#define CHAIN_ERR(...) accel_error(CHAIN_PROG, __VA_ARGS__)

/**
 * Choose ports and devices, make pools, start all. Errors are printed.
 * @return 0 or -1; chain_close() is to be called in both cases
 */
int chain_open(struct chain *c);
/** Stop and free all that chain_open() has made, in part or whole. */
void chain_close(struct chain *c);

/** Parts of chain_open(); the same contract. */
int chain_ports_open(struct chain *c);
/** Stop and close the ports. */
void chain_ports_close(struct chain *c);
/** Choose a device for each stage. */
int chain_devices_find(struct chain *c);
/** Make sessions, set up queue pairs and start the devices. */
int chain_devices_start(struct chain *c);
/** Free the sessions, stop the devices. */
void chain_devices_stop(struct chain *c);
/** Make pools, and what each packet in flight needs. */
int chain_slots_open(struct chain *c);
/** Free it. */
void chain_slots_close(struct chain *c);

/**
 * Make the RSA session from the PEM file of the options; what is derived from
 * the key is wiped but for the session.
 */
int chain_key_load(struct chain *c);

/**
 * Move packets until the capture is exhausted and nothing is in flight.
 * @return 0, or -1 if nothing moved for 10 s or a signal came (printed)
 */
int chain_run(struct chain *c);

/** Put a slot at the end of a stage's queue. */
void chain_stage_add(struct chain_stage *st, struct chain_slot *s);
/** One round of a stage: take results in, submit what waits. */
void chain_stage_step(struct chain *c, struct chain_stage *st);
/** Take a packet out of the chain. */
void chain_slot_drop(struct chain_slot *s, enum chain_drop why);

/** Members of struct chain_stage_ops for a stage on a crypto device. */
uint16_t chain_crypto_enqueue(const struct chain_stage *st,
			      union chain_burst *b, uint16_t n);
bool chain_crypto_refused(const union chain_burst *b, uint16_t i);
uint16_t chain_crypto_dequeue(const struct chain_stage *st,
			      union chain_burst *b, uint16_t n);

/** They as members of struct chain_stage_ops. */
#define CHAIN_CRYPTO_OPS \
	.enqueue = chain_crypto_enqueue, \
	.refused = chain_crypto_refused, \
	.dequeue = chain_crypto_dequeue

extern const struct chain_stage_ops chain_unwrap_ops;
extern const struct chain_stage_ops chain_decrypt_ops;
extern const struct chain_stage_ops chain_compress_ops;

/**
 * Open the log of the options, if there is one. The file is new or emptied,
 * mode 0600.
 */
int chain_log_open(struct chain *c);
/** Write the line of a packet that leaves the chain. */
void chain_log_slot(struct chain *c, const struct chain_slot *s);
/** @return 0, or -1 if the log could not be written (printed) */
int chain_log_close(struct chain *c);

/** Print the result on out. @return 0 or a negative errno */
int chain_report(const struct chain *c, FILE *out, bool ok);

#endif /* ACCEL_CHAIN_H */
