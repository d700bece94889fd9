/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Moves slots through the device of a stage. */

#include "chain.h"

void
chain_stage_add(struct chain_stage *st, struct chain_slot *s)
{
	s->prepared = false;
	st->waiting[(st->first + st->nb_waiting++) % CHAIN_SLOTS] = s;
}

static struct chain_slot *
waiting_at(const struct chain_stage *st, uint32_t i)
{
	return st->waiting[(st->first + i) % CHAIN_SLOTS];
}

static void
take_waiting(struct chain_stage *st, uint32_t n)
{
	st->first += n;
	st->nb_waiting -= n;
}

void
chain_slot_drop(struct chain_slot *s, enum chain_drop why)
{
	s->why = why;
	s->state = CHAIN_DROPPED;
}

static void
step_dequeue(struct chain *c, struct chain_stage *st)
{
	union chain_burst b;
	uint16_t i, n;

	if (st->in_flight == 0)
		return;
	n = st->ops->dequeue(st, &b, CHAIN_BURST);
	st->in_flight -= n;
	for (i = 0; i < n; i++)
		st->ops->finish(c, st->ops->slot(&b, i));
	c->moved = c->moved || n > 0;
}

/* Ops of waiting slots; fewer if memory is short for the moment. */
static uint16_t
make_burst(struct chain *c, struct chain_stage *st, union chain_burst *b)
{
	uint32_t max = RTE_MIN(st->nb_waiting, (uint32_t)CHAIN_BURST);
	struct chain_slot *s;
	uint16_t i;

	max = RTE_MIN(max, CHAIN_IN_FLIGHT - st->in_flight);
	for (i = 0; i < max; i++) {
		s = waiting_at(st, i);
		if (!s->prepared && !st->ops->prepare(c, s))
			break;
		s->prepared = true;
		st->ops->put(s, b, i);
	}
	return i;
}

static void
step_enqueue(struct chain *c, struct chain_stage *st)
{
	struct chain_slot *s;
	union chain_burst b;
	uint16_t n, done;

	n = make_burst(c, st, &b);
	if (n == 0)
		return;
	done = st->ops->enqueue(st, &b, n);
	take_waiting(st, done);
	st->in_flight += done;
	c->moved = c->moved || done > 0;
	/* An op that the device will never take must not block the others. */
	if (done < n && st->ops->refused(&b, done)) {
		s = waiting_at(st, 0);
		take_waiting(st, 1);
		st->ops->finish(c, s);
		c->moved = true;
	}
}

void
chain_stage_step(struct chain *c, struct chain_stage *st)
{
	step_dequeue(c, st);
	step_enqueue(c, st);
}
