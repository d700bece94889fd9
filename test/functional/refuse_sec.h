/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef REFUSE_SEC_H
#define REFUSE_SEC_H

/*
 * What the tests of refused sessions and refused ops share: a SEC device and
 * what the driver logs about it.
 */

#include "sym_job.h"

/** The device that open_device() makes. */
extern struct sym_dev dev;

/** Make the device from devargs args; what the driver logs is kept. */
void open_device(const char *args);

/**
 * Take the device away, if there is one; a teardown function of cmocka.
 * @return 0, or -1 if the device did not give back all it had
 */
int close_device(void **state);

/**
 * Fail unless all texts (at most 3, ended by NULL) stand in what was logged
 * since the last call; name says what was done.
 */
void check_log(const char *name, const char * const *texts);

#endif /* REFUSE_SEC_H */
