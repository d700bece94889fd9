/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef SYM_FIXTURE_H
#define SYM_FIXTURE_H

/**
 * @file
 * The fixture of the tests that use one SEC device at a time. A test opens the
 * device; the teardown closes it, also after a failure.
 */

#include "sym_job.h"

/** The device under test. */
extern struct sym_dev dev;

/**
 * Make and start the device.
 * @param args devargs
 * @param nb_desc depth of its queue pair
 */
void open_device(const char *args, uint32_t nb_desc);

/** Like open_device() with depth 64; the driver's errors go to a file. */
void open_logged_device(const char *args);

/**
 * Remove the device if it is open. This is a teardown function of cmocka.
 * @return 0, or -1 if sessions or ops were not given back
 */
int close_device(void **state);

/**
 * Fail unless all texts stand in the errors logged since the last call.
 * @param name the action that was to be refused
 * @param texts at most 3, ended by NULL
 */
void check_log(const char *name, const char * const *texts);

#endif /* SYM_FIXTURE_H */
