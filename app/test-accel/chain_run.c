/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Main loop: receive, step the stages, send in order. */

#include <signal.h>
#include <string.h>

#include <rte_cycles.h>
#include <rte_ethdev.h>

#include "accel.h"
#include "chain.h"

/* A capture is exhausted if nothing comes for so long. */
#define IDLE_MS 200
#define STALL_SECONDS 10

static volatile sig_atomic_t interrupted;

static void
on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
}

/* A second signal ends the program at once. */
static void
catch_signals(void)
{
	struct sigaction sa = { .sa_handler = on_signal,
				.sa_flags = SA_RESETHAND };

	sigemptyset(&sa.sa_mask);
	sigaction(SIGINT, &sa, NULL);
	sigaction(SIGTERM, &sa, NULL);
}

static void
start_slot(struct chain *c, struct rte_mbuf *m)
{
	struct chain_slot *s = &c->slots[c->tail++ % CHAIN_SLOTS];
	enum chain_drop why;

	s->rx = m;
	s->work = NULL;
	s->out = NULL;
	s->state = CHAIN_BUSY;
	s->why = CHAIN_DROP_NONE;
	memset(&s->key_range, 0, sizeof(s->key_range));
	memset(&s->aad_range, 0, sizeof(s->aad_range));
	memset(&s->payload_range, 0, sizeof(s->payload_range));
	memset(&s->out_range, 0, sizeof(s->out_range));
	s->rx_range.addr = rte_pktmbuf_mtod(m, void *);
	s->rx_range.len = m->data_len;
	why = chain_parse(m, &s->l);
	if (why != CHAIN_DROP_NONE)
		chain_slot_drop(s, why);
	else if (s->l.plain)
		s->state = CHAIN_READY;
	else
		chain_stage_add(&c->stage[CHAIN_UNWRAP], s);
}

/* Receive no more packets than there are free slots: each gets one. */
static bool
receive(struct chain *c)
{
	uint32_t room = CHAIN_SLOTS - (c->tail - c->head);
	struct rte_mbuf *m[CHAIN_BURST];
	uint16_t i, n;

	if (room == 0)
		return true;
	n = rte_eth_rx_burst(c->rx_port, 0, m,
			     RTE_MIN(room, (uint32_t)CHAIN_BURST));
	if (n == 0)
		return false;
	if (c->counts.received == 0)
		c->first_cycles = rte_get_timer_cycles();
	c->counts.received += n;
	c->moved = true;
	for (i = 0; i < n; i++)
		start_slot(c, m[i]);
	return true;
}

static struct chain_slot *
slot_at(const struct chain *c, uint32_t i)
{
	return &c->slots[(c->head + i) % CHAIN_SLOTS];
}

/* Count and log a slot that is done; its mbufs but the one sent go back. */
static void
end_slot(struct chain *c, struct chain_slot *s, const struct rte_mbuf *sent)
{
	if (s->state == CHAIN_DROPPED) {
		c->counts.dropped[s->why]++;
	} else {
		c->counts.transmitted++;
		c->counts.passed += s->l.plain;
	}
	chain_log_slot(c, s);
	explicit_bzero(s->key, sizeof(s->key));
	if (s->work != s->rx)
		rte_pktmbuf_free(s->work);
	if (s->out != sent)
		rte_pktmbuf_free(s->out);
	if (s->rx != sent)
		rte_pktmbuf_free(s->rx);
	c->head++;
	c->moved = true;
}

/* Send the slots at the head that are ready. */
static bool
send_ready(struct chain *c)
{
	struct rte_mbuf *m[CHAIN_BURST], *sent[CHAIN_BURST];
	struct chain_slot *s;
	uint16_t i, n, done;

	for (n = 0; n < CHAIN_BURST && n < c->tail - c->head; n++) {
		s = slot_at(c, n);
		if (s->state != CHAIN_READY)
			break;
		m[n] = s->l.plain ? s->rx : s->out;
		sent[n] = m[n];
	}
	if (n == 0)
		return false;
	done = rte_eth_tx_burst(c->tx_port, 0, m, n);
	for (i = 0; i < done && i < n; i++)
		end_slot(c, slot_at(c, 0), sent[i]);
	if (done > 0)
		c->last_cycles = rte_get_timer_cycles();
	return done == n;
}

static void
transmit(struct chain *c)
{
	bool more = true;

	while (more) {
		while (c->head != c->tail &&
		       slot_at(c, 0)->state == CHAIN_DROPPED)
			end_slot(c, slot_at(c, 0), NULL);
		more = send_ready(c);
	}
}

static void
show_progress(const struct chain *c, uint64_t seconds, uint64_t since)
{
	fprintf(stderr, "chain: %" PRIu64 " s: %" PRIu64 " received, %" PRIu64
		" transmitted, %" PRIu64 " dropped, %u in the chain, %" PRIu64
		" packets/s\n", seconds, c->counts.received,
		c->counts.transmitted, chain_dropped(c), c->tail - c->head,
		c->counts.transmitted - since);
}

static void
show_stuck(const struct chain *c)
{
	const struct chain_stage *st;
	unsigned int i;

	CHAIN_ERR("nothing moved for %d s with %u packets in the chain:",
		  STALL_SECONDS, c->tail - c->head);
	for (i = 0; i < CHAIN_NB_STAGES; i++) {
		st = &c->stage[i];
		CHAIN_ERR("  stage %s on %s: %u wait for the device, %u are in it",
			  st->ops->name, st->device, st->nb_waiting,
			  st->in_flight);
	}
	if (c->head != c->tail && slot_at(c, 0)->state == CHAIN_READY)
		CHAIN_ERR("  the packet at the head waits for port %u to send it",
			  c->tx_port);
}

/* Clock of the loop. */
struct run_clock {
	uint64_t hz, start, progress, last_moved, last_rx, sent;
};

static void
one_round(struct chain *c, struct run_clock *clock)
{
	uint64_t now = rte_get_timer_cycles();
	unsigned int i;

	c->moved = false;
	/* Count from now: the time in which this process did not run must not be
	 * taken for a pause of the port.
	 */
	if (!interrupted && receive(c))
		clock->last_rx = rte_get_timer_cycles();
	for (i = 0; i < CHAIN_NB_STAGES; i++)
		chain_stage_step(c, &c->stage[i]);
	transmit(c);
	if (c->moved)
		clock->last_moved = now;
	if (now - clock->progress >= clock->hz) {
		show_progress(c, (now - clock->start) / clock->hz,
			      clock->sent);
		clock->progress = now;
		clock->sent = c->counts.transmitted;
	}
}

int
chain_run(struct chain *c)
{
	struct run_clock clock = { .hz = rte_get_timer_hz() };
	uint64_t now;

	catch_signals();
	clock.start = rte_get_timer_cycles();
	clock.progress = clock.last_moved = clock.last_rx = clock.start;
	for (;;) {
		one_round(c, &clock);
		now = rte_get_timer_cycles();
		if (c->head == c->tail &&
		    (interrupted ||
		     now - clock.last_rx > IDLE_MS * clock.hz / MS_PER_S))
			break;
		if (c->head != c->tail &&
		    now - clock.last_moved > STALL_SECONDS * clock.hz) {
			show_stuck(c);
			return -1;
		}
	}
	if (!interrupted)
		return 0;
	CHAIN_ERR("stopped by a signal; the packets received until then have left the chain");
	return -1;
}
