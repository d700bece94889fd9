/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Places of a device, by cost. */

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "turns.h"

struct turns_user {
	uint32_t id;
	uint64_t clock;       /* CPU time, ns */
	unsigned int active;  /* turns that run or wait */
	unsigned int refs;    /* turns */
	struct turn *first;
	struct turns_user *next;
};

struct turns {
	pthread_mutex_t lock;
	unsigned int refs;
	unsigned int places;
	unsigned int busy;
	atomic_uint nb_waiting; /* looked at without the lock */
	uint64_t now;           /* clock of who came last */
	uint64_t order;
	struct turns_user *users;
};

struct turns *
turns_new(unsigned int places)
{
	struct turns *s = calloc(1, sizeof(*s));

	if (s == NULL)
		return NULL;
	pthread_mutex_init(&s->lock, NULL);
	s->refs = 1;
	s->places = places;
	return s;
}

void
turns_put(struct turns *s)
{
	bool last;

	pthread_mutex_lock(&s->lock);
	last = --s->refs == 0;
	pthread_mutex_unlock(&s->lock);
	if (!last)
		return;
	pthread_mutex_destroy(&s->lock);
	free(s);
}

/* Lock held. @return NULL if memory is short */
static struct turns_user *
user_get(struct turns *s, uint32_t id)
{
	struct turns_user *u;

	for (u = s->users; u != NULL; u = u->next)
		if (u->id == id)
			break;
	if (u == NULL) {
		u = calloc(1, sizeof(*u));
		if (u == NULL)
			return NULL;
		u->id = id;
		u->clock = s->now;
		u->next = s->users;
		s->users = u;
	}
	u->refs++;
	return u;
}

int
turn_init(struct turn *t, struct turns *s, uint32_t user)
{
	pthread_mutex_lock(&s->lock);
	t->user = user_get(s, user);
	if (t->user != NULL) {
		s->refs++;
		t->turns = s;
		pthread_cond_init(&t->granted, NULL);
		t->next = t->user->first;
		t->user->first = t;
	}
	pthread_mutex_unlock(&s->lock);
	return t->user != NULL ? 0 : -ENOMEM;
}

void
turn_fini(struct turn *t)
{
	struct turns *s = t->turns;
	struct turns_user *u = t->user, **up;
	struct turn **p;

	pthread_mutex_lock(&s->lock);
	for (p = &u->first; *p != t; p = &(*p)->next)
		;
	*p = t->next;
	if (--u->refs == 0) {
		for (up = &s->users; *up != u; up = &(*up)->next)
			;
		*up = u->next;
		free(u);
	}
	pthread_mutex_unlock(&s->lock);
	pthread_cond_destroy(&t->granted);
	turns_put(s);
}

static uint64_t
cpu_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

/* Lock held. By the thread that has the place. */
static void
charge(struct turn *t)
{
	uint64_t now = cpu_now();

	t->clock += now - t->since;
	t->user->clock += now - t->since;
	t->since = now;
}

/* Whether a comes before b. */
static bool
before(const struct turn *a, const struct turn *b)
{
	if (a->user != b->user && a->user->clock != b->user->clock)
		return a->user->clock < b->user->clock;
	if (a->user == b->user && a->clock != b->clock)
		return a->clock < b->clock;
	return a->order < b->order;
}

/* Lock held. @return who waits and is due, or NULL */
static struct turn *
due(const struct turns *s)
{
	const struct turns_user *u;
	struct turn *t, *best = NULL;

	if (s->nb_waiting == 0)
		return NULL;
	for (u = s->users; u != NULL; u = u->next)
		for (t = u->active != 0 ? u->first : NULL; t != NULL;
		     t = t->next)
			if (t->waiting && (best == NULL || before(t, best)))
				best = t;
	return best;
}

/* Lock held. Give free places out. */
static void
grant(struct turns *s)
{
	struct turn *t;

	while (s->busy < s->places && (t = due(s)) != NULL) {
		t->waiting = false;
		s->nb_waiting--;
		t->running = true;
		s->busy++;
		if (t->user->clock > s->now)
			s->now = t->user->clock;
		pthread_cond_signal(&t->granted);
	}
}

/* Lock held. It wants a place again after it wanted none. */
static void
come_back(struct turn *t)
{
	const struct turns *s = t->turns;
	uint64_t earliest = s->now > TURNS_BONUS_NS ?
			    s->now - TURNS_BONUS_NS : 0;
	const struct turn *other;
	uint64_t least = UINT64_MAX;

	if (t->user->active++ == 0 && t->user->clock < earliest)
		t->user->clock = earliest;
	for (other = t->user->first; other != NULL; other = other->next)
		if (other != t && (other->waiting || other->running) &&
		    other->clock < least)
			least = other->clock;
	if (least != UINT64_MAX && t->clock < least)
		t->clock = least;
}

/* Lock held. Wait for a place. A turn that was cut leaves without one. */
static void
wait_for_place(struct turn *t)
{
	struct turns *s = t->turns;

	t->waiting = true;
	t->order = ++s->order;
	s->nb_waiting++;
	grant(s);
	while (t->waiting)
		pthread_cond_wait(&t->granted, &s->lock);
	t->since = cpu_now();
	if (!t->running)
		t->user->active--;
}

/* Lock held. */
static void
give_up(struct turn *t)
{
	if (!t->running)
		return;
	charge(t);
	t->running = false;
	t->turns->busy--;
}

bool
turn_take(struct turn *t)
{
	struct turns *s = t->turns;
	bool ok;

	pthread_mutex_lock(&s->lock);
	if (!t->cut) {
		come_back(t);
		wait_for_place(t);
	}
	ok = !t->cut;
	pthread_mutex_unlock(&s->lock);
	return ok;
}

void
turn_leave(struct turn *t)
{
	struct turns *s = t->turns;

	pthread_mutex_lock(&s->lock);
	if (t->running) {
		give_up(t);
		t->user->active--;
		grant(s);
	}
	pthread_mutex_unlock(&s->lock);
}

/* Lock held. Whether somebody is due by more than a grain. */
static bool
overdue(const struct turn *t)
{
	const struct turn *other = due(t->turns);

	if (other == NULL)
		return false;
	if (other->user != t->user)
		return other->user->clock + TURNS_GRAIN_NS < t->user->clock;
	return other->clock + TURNS_QUEUE_GRAIN_NS < t->clock;
}

bool
turn_next(struct turn *t)
{
	struct turns *s = t->turns;
	bool ok;

	if (atomic_load_explicit(&s->nb_waiting, memory_order_relaxed) == 0)
		return !t->cut;
	pthread_mutex_lock(&s->lock);
	if (t->running) {
		charge(t);
		if (!t->cut && overdue(t)) {
			give_up(t);
			wait_for_place(t);
		}
	}
	ok = !t->cut;
	pthread_mutex_unlock(&s->lock);
	return ok;
}

void
turn_cut(struct turn *t)
{
	struct turns *s = t->turns;

	pthread_mutex_lock(&s->lock);
	t->cut = true;
	if (t->waiting) {
		t->waiting = false;
		s->nb_waiting--;
		pthread_cond_signal(&t->granted);
	}
	pthread_mutex_unlock(&s->lock);
}
