/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * The thread of a run of a queue: it executes the descriptors, answers the
 * stop, and frees the queue when the main thread has dropped it.
 */

#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "hw/qm.h"
#include "modeld.h"

/* Engines keep what is large elsewhere. */
#define STACK_SIZE (512 * 1024)

/* Threads that have not ended. */
static atomic_uint workers;

unsigned int
modeld_workers(void)
{
	return workers;
}

void
modeld_queue_free(struct modeld_queue *q)
{
	hisi_model_close(q->mq);
	if (q->dus != NULL)
		munmap(q->dus, q->dus_size);
	if (q->fd >= 0)
		close(q->fd);
	if (q->turn.turns != NULL)
		turn_fini(&q->turn);
	pthread_mutex_destroy(&q->lock);
	pthread_cond_destroy(&q->wake);
	free(q);
}

/* Wait for something to do. @return false: the queue was dropped */
static bool
await(struct modeld_queue *q, bool *stop)
{
	bool go;

	pthread_mutex_lock(&q->lock);
	while (!q->work && !q->stop && !q->dropped)
		pthread_cond_wait(&q->wake, &q->lock);
	q->work = false;
	*stop = q->stop;
	go = !q->dropped;
	pthread_mutex_unlock(&q->lock);
	return go;
}

static void
execute(struct modeld_queue *q)
{
	if (turn_take(&q->turn))
		while (hisi_model_run(q->mq, 1) > 0 && turn_next(&q->turn))
			;
	turn_leave(&q->turn);
}

/* The work that the kernel waits for is done. What comes later is not. */
static void
answer_stop(struct modeld_queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stop = false;
	pthread_mutex_unlock(&q->lock);
	modeld_done(q->ctl, q->id, VACC_MSG_STOP, 0);
}

static void *
worker_main(void *arg)
{
	struct modeld_queue *q = arg;
	bool stop;

	while (await(q, &stop)) {
		execute(q);
		if (stop && hisi_model_idle(q->mq))
			answer_stop(q);
	}
	modeld_queue_free(q);
	workers--;
	return NULL;
}

int
modeld_worker_start(struct modeld_queue *q)
{
	pthread_attr_t attr;
	pthread_t thread;
	int ret;

	pthread_attr_init(&attr);
	pthread_attr_setstacksize(&attr, STACK_SIZE);
	pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
	workers++;
	ret = pthread_create(&thread, &attr, worker_main, q);
	if (ret != 0)
		workers--;
	pthread_attr_destroy(&attr);
	return -ret;
}

static void
tell(struct modeld_queue *q, bool *what)
{
	pthread_mutex_lock(&q->lock);
	*what = true;
	pthread_cond_signal(&q->wake);
	pthread_mutex_unlock(&q->lock);
}

void
modeld_worker_work(struct modeld_queue *q)
{
	tell(q, &q->work);
}

void
modeld_worker_stop(struct modeld_queue *q)
{
	tell(q, &q->stop);
}

void
modeld_worker_drop(struct modeld_queue *q)
{
	turn_cut(&q->turn);
	tell(q, &q->dropped);
}
