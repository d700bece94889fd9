/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MODEL_MEM_H
#define MODEL_MEM_H

/**
 * @file
 * Client memory, for the engines: small pieces are copied, longer ranges are
 * looked at as views. Included by model.h alone.
 */

/** Make room for more segments in x->segs. @return 0 or -ENOMEM */
int model_segs_grow(struct model_exec *x);

/** Append one segment to x->segs. @return 0 or -ENOMEM */
static inline int
model_seg_add(struct model_exec *x, uint64_t addr, uint64_t len)
{
	if (x->nb_segs == x->max_segs && model_segs_grow(x) != 0)
		return -ENOMEM;
	x->segs[x->nb_segs].addr = addr;
	x->segs[x->nb_segs].len = len;
	x->nb_segs++;
	return 0;
}

/**
 * Scratch memory for the descriptor under way. It is wiped when the queue
 * stops, and belongs to x.
 * @return NULL if memory is short, or the descriptor has as much as
 *   hisi_model_conf.max_scratch allows
 */
uint8_t *model_scratch_get(struct model_exec *x, size_t len);

/**
 * Find the segments of a range, without a look at its bytes. Sets all of the
 * view but p, direct and write.
 * @return as model_view_in()
 */
int model_view_resolve(struct model_exec *x, const struct model_range *range,
		       struct model_view *v);

/** Set p and direct, if the range can be used in its place. */
bool model_view_map(struct model_exec *x, struct model_view *v);

/** Forget the views of the last descriptor. */
void model_views_release(struct model_exec *x);

/** Wipe and free the scratch memory. */
void model_views_free(struct model_exec *x);

/** Wipe the scratch memory, keep it. */
void model_views_wipe(struct model_exec *x);

/**
 * Look at input of the client.
 * @return 0; -EFAULT if memory cannot be reached, -EINVAL if the list is
 *   malformed, -ENOMEM if the model is short of memory
 */
int model_view_in(struct model_exec *x, const struct model_range *range,
		  struct model_view *view);

/**
 * Make room for output of the client. The client sees it after
 * model_view_commit().
 * @return as model_view_in()
 */
int model_view_out(struct model_exec *x, const struct model_range *range,
		   struct model_view *view);

/**
 * Give an input view memory of its own where it shares bytes with an output
 * view in another place, so that the output cannot overwrite unread input.
 */
int model_view_detach(struct model_exec *x, struct model_view *in,
		      const struct model_view *out);

/** Deliver the first len bytes of an output view to the client. */
int model_view_commit(struct model_exec *x, struct model_view *view,
		      uint64_t len);

/**
 * Whether a range cannot belong to the client: it starts in the lowest page,
 * which is never mapped (a null pointer with an offset), or it ends beyond the
 * last address.
 */
static inline bool
model_range_bad(uint64_t addr, uint64_t len)
{
	return addr < MODEL_LOWEST_ADDR || addr + len < addr;
}

/** model_mem_read() where memory is not plain. */
int model_mem_read_via(struct model_exec *x, const char *role, uint64_t addr,
		       void *buf, size_t len);

/** Read a small piece of client memory into buf. @return 0 or -EFAULT */
static inline int
model_mem_read(struct model_exec *x, const char *role, uint64_t addr,
	       void *buf, size_t len)
{
	if (!x->plain || model_range_bad(addr, len))
		return model_mem_read_via(x, role, addr, buf, len);
	memcpy(buf, (const void *)(uintptr_t)addr, len);
	return 0;
}

/** Write a small piece of client memory. */
int model_mem_write(struct model_exec *x, const char *role, uint64_t addr,
		    const void *buf, size_t len);

/* model_sgl.c */

/**
 * Append the segments of a scatter list to x->segs: len bytes after skipping
 * offset bytes (qm.md 8).
 */
int model_sgl_walk(struct model_exec *x, uint64_t addr, uint64_t offset,
		   uint64_t len);

#endif /* MODEL_MEM_H */
