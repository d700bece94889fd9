/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef PCID_H
#define PCID_H

/**
 * @file
 * hisi-pcid: one accelerator of the model as a PCI physical function, served
 * to a virtual machine monitor over vfio-user. One process serves one
 * function to one client at a time, in one thread: what a message asks for is
 * done when its reply is sent. Datasheet: doc/hardware/qm.md 10 to 16.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "hisi_model.h"
#include "hw/qm.h"
#include "hw/qm_pf.h"

#define PCID "hisi-pcid"

/** Bytes of configuration space. */
#define PCID_CONFIG_SIZE 4096
/** Regions of guest memory at a time. */
#define PCID_MAX_REGIONS 512
/** Largest message taken, bytes. */
#define PCID_MAX_MSG 8192
/** Descriptors taken with one message; told to the client. */
#define PCID_MAX_FDS 8

struct pcid;

/** A range of guest memory the client has shared. */
struct pcid_region {
	uint64_t addr;
	uint64_t size;
	uint64_t offset;  /**< In the file. */
	int fd;           /**< -1: the client shares no file. */
	uint8_t *p;       /**< Mapped, only if the file cannot shrink. */
	void *base;       /**< What mmap returned, for munmap. */
	size_t base_size;
	bool writable;
};

/** Guest memory: the ranges shared so far. */
struct pcid_guest {
	struct pcid_region region[PCID_MAX_REGIONS];
	unsigned int nb;
	unsigned int last; /**< Where the last access hit. */
	uint64_t refused;  /**< Accesses outside of it. */
};

/** An address space, the context of pcid_memory. */
struct pcid_space {
	struct pcid *device;
	bool process;   /**< Of a process; else the guest's own addresses. */
	uint32_t pasid; /**< Which process. */
};

/**
 * The guest's IOMMU, as far as it is known. A bus does not tell a function where the
 * tables are: software writes it into a capability of this server.
 */
struct pcid_iommu {
	uint64_t root;   /**< Root table address register, 0 = unknown. */
	uint16_t source; /**< Bus, device and function number of ours. */
	uint64_t faults; /**< Accesses of processes that found no page. */
};

/** Context pair of a queue number (10.5). */
struct pcid_queue {
	struct pcid *device;
	struct hisi_model_queue *q; /**< NULL until both contexts are there. */
	struct pcid_space space; /**< What its descriptors' addresses mean. */
	struct hisi_qm_context sqc;
	struct hisi_qm_context cqc;
	bool sqc_valid;
	bool cqc_valid;
	bool told;  /**< Its death was reported. */
};

/** An event queue of the function: EQ or AEQ (10.5, 10.6). */
struct pcid_eq {
	uint64_t base;
	uint32_t depth;
	uint32_t head;   /**< As rung. */
	uint32_t tail;
	uint32_t used;   /**< Entries written and not rung back. */
	bool phase;
	bool valid;
	bool armed;      /**< A doorbell came since the last interrupt. */
};

/** The function. */
struct pcid {
	/* The options of the command line. */
	enum hisi_engine engine;
	const struct hisi_gen_info *gen;
	const char *socket;
	int stop;      /**< Readable once the server is to end; -1 = never. */
	bool stopping; /**< It was; see pcid_stopping(). */
	/* The client. */
	int conn;
	bool greeted;
	int msi[HISI_QM_NB_VEC]; /**< Event descriptors, -1 = none. */
	struct pcid_guest guest;
	struct pcid_iommu iommu;
	struct pcid_space space; /**< The guest's own addresses. */
	/* The function. */
	struct hisi_model *model;
	uint8_t config[PCID_CONFIG_SIZE];
	uint8_t config_mask[PCID_CONFIG_SIZE]; /**< Bits that can be written. */
	uint32_t *regs; /**< HISI_QM_BAR_REGS_SIZE bytes. */
	struct pcid_queue queue[HISI_MODEL_MAX_QUEUES];
	struct pcid_eq eq;
	struct pcid_eq aeq;
	uint64_t sqc_base;
	uint64_t cqc_base;
	uint64_t vft[3][256];
	uint64_t interrupts; /**< Raised since the start. */
	uint64_t resets;     /**< FLRs and resets by the client. */
};

/* guest.c */

/**
 * Add a range. The descriptor is taken over, also on errors.
 * @param fd -1 if the client shares no file: accesses fail.
 * @return 0, -EINVAL for a range that is empty, wraps or overlaps, -ENOSPC,
 *   or the error of mmap
 */
int pcid_guest_map(struct pcid_guest *guest, uint64_t addr, uint64_t size,
		   uint64_t offset, int fd, bool writable);
/** Remove the ranges that lie inside. @return 0, -ENOENT if there is none. */
int pcid_guest_unmap(struct pcid_guest *guest, uint64_t addr, uint64_t size);
/** Remove all ranges. */
void pcid_guest_clear(struct pcid_guest *guest);
/**
 * Memory at an address of the guest, valid until the next message.
 * @return NULL if it cannot be had as one piece
 */
uint8_t *pcid_guest_ptr(struct pcid_guest *guest, uint64_t addr, size_t len,
			bool write);
/** Copy guest memory into buf. @return 0 or -EFAULT */
int pcid_guest_read(struct pcid_guest *guest, uint64_t addr, void *buf,
		    size_t len);
/** Copy buf into guest memory. @return 0 or -EFAULT */
int pcid_guest_write(struct pcid_guest *guest, uint64_t addr, const void *buf,
		     size_t len);

/* space.c */

/** Memory functions for the model; the context is a struct pcid_space. */
extern const struct hisi_model_mem_ops pcid_memory;

/* vtd.c */

/**
 * Translate an address of a process, and mark the entries as the CPU would.
 * @param write the access is a write
 * @param to address in guest memory; need not be one that is shared
 * @param left bytes from there to the end of the page
 * @return false if there is no page for such an access
 */
bool pcid_vtd_translate(struct pcid *d, uint32_t pasid, uint64_t addr,
			bool write, uint64_t *to, uint64_t *left);

/* config.c */

/** Set the configuration space to its reset values. */
void pcid_config_reset(struct pcid *d);
/** Read; the range has been checked. */
void pcid_config_read(const struct pcid *d, uint32_t offset, uint8_t *buf,
		      uint32_t count);
/** Write; a function-level reset may follow from it. */
void pcid_config_write(struct pcid *d, uint32_t offset, const uint8_t *buf,
		       uint32_t count);

/* caps.c */

/** Fill in the identity and capability registers (11). */
void pcid_caps_fill(struct pcid *d);

/* regs.c */

/** Read a register, 1 to 8 bytes; the range has been checked. */
void pcid_regs_read(struct pcid *d, uint32_t offset, uint8_t *buf,
		    uint32_t count);
/** Write a register, with what the hardware does upon it. */
void pcid_regs_write(struct pcid *d, uint32_t offset, const uint8_t *buf,
		     uint32_t count);
/** Set QM error bits; raises the error interrupt unless masked (13.1). */
void pcid_error(struct pcid *d, uint32_t bits);

/** The register at an offset in BAR 2, a multiple of 4. */
static inline uint32_t *
pcid_reg(struct pcid *d, uint32_t offset)
{
	return &d->regs[offset / sizeof(uint32_t)];
}

/* queue.c */

/** Store to a doorbell register (5.2). @param window -1: shared register. */
void pcid_doorbell(struct pcid *d, int window, uint64_t value);
/** Load or dump a context pair's half (10.5). @return false = failed */
bool pcid_context_load(struct pcid *d, uint16_t qn, bool cqc,
		       const struct hisi_qm_context *ctx);
/** Likewise, the other way; a running queue tells where it is. */
void pcid_context_dump(struct pcid *d, uint16_t qn, bool cqc,
		       struct hisi_qm_context *ctx);
/** Stop taking doorbells of a queue; its work is done then (10.4). */
void pcid_queue_stop(struct pcid *d, uint16_t qn);
/** Forget the contexts of a queue, or of those from a number on. */
void pcid_queue_drop(struct pcid *d, uint16_t qn);
/** Likewise, of all queues from first on. */
void pcid_queue_drop_from(struct pcid *d, unsigned int first);
/** Number of queues the function table gives to the function (10.7). */
unsigned int pcid_queues(const struct pcid *d);
/** Write all contexts to their tables in memory and forget them (12.2). */
void pcid_cache_write_back(struct pcid *d);

/* event.c */

/** Raise a vector, if the client has connected it. */
void pcid_interrupt(struct pcid *d, unsigned int vector);
/** A queue has completions: put its number into the EQ. */
void pcid_event_queue(struct pcid *d, uint16_t qn);
/** Put an asynchronous event into the AEQ (10.6). */
void pcid_event_async(struct pcid *d, uint32_t type, uint16_t qn);
/** EQ or AEQ doorbell: new head. */
void pcid_event_doorbell(struct pcid *d, bool aeq, uint32_t index);
/** An interrupt mask was changed: raise what has waited. */
void pcid_event_unmask(struct pcid *d);
/** Load or dump EQC or AEQC. @return false = failed */
bool pcid_event_load(struct pcid *d, bool aeq,
		     const struct hisi_qm_context *ctx);
/** Likewise, the other way. */
void pcid_event_dump(const struct pcid *d, bool aeq,
		     struct hisi_qm_context *ctx);

/* mailbox.c */

/** Execute the command in the mailbox registers (10.4). */
void pcid_mailbox(struct pcid *d);

/* device.c */

/** Make the function. @return 0 or a negative errno */
int pcid_create(struct pcid *d);
/** Function-level reset: all but what is known of the IOMMU. */
void pcid_flr(struct pcid *d);
/** Back to the state after power-on: reset of the machine, new client. */
void pcid_reset(struct pcid *d);
/** Queues and registers back to that state; configuration space stays. */
void pcid_controller_reset(struct pcid *d);
/** Free what pcid_create() made. */
void pcid_destroy(struct pcid *d);
/** Whether the server is to end: work under way is given up then. */
bool pcid_stopping(struct pcid *d);
/** Whether the client has closed the connection: nobody waits for its work. */
bool pcid_client_left(const struct pcid *d);

/* session.c */

/** A complete message. @return false: the client broke the protocol. */
bool pcid_message(struct pcid *d, const uint8_t *msg, int *fds,
		  unsigned int nb_fds);
/** Forget the client: its memory, its interrupts. */
void pcid_session_end(struct pcid *d);

/* server.c */

/** Serve until SIGTERM or SIGINT. @return enum accel_status */
int pcid_serve(struct pcid *d, uint32_t mode);

#endif /* PCID_H */
