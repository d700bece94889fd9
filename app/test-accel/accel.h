/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_H
#define ACCEL_H

/**
 * @file
 * Declarations that the commands of dpdk-test-accel share. The tool uses public
 * DPDK API only, so it runs on the devices of any vendor.
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jansson.h>

#include "options.h"

/** A command line, split. */
struct accel_args {
	int argc;         /**< Options of the command. */
	char **argv;
	int eal_argc;     /**< What follows "--". */
	char **eal_argv;
	bool eal;         /**< "--" was given. */
};

/**
 * Commands. Each prints its result on stdout and its errors on stderr.
 * @return enum accel_status
 */
int accel_list(const struct accel_args *args);
/** Known-answer tests. */
int accel_selftest(const struct accel_args *args);
/** Asymmetric operations per second. */
int accel_bench(const struct accel_args *args);
/** Packets through three devices. */
int accel_chain(const struct accel_args *args);
/** Compress a file. */
int accel_gzip(const struct accel_args *args);
/** Decompress a file. */
int accel_gunzip(const struct accel_args *args);

/**
 * Start EAL with the options after "--". With json set, stdout carries
 * the result alone: the output of EAL and of drivers goes to stderr.
 *
 * @param prog program and command, for messages
 * @param out the stream for the result, to be closed with accel_eal_stop()
 * @return 0 or -1 (the error is printed)
 */
int accel_eal_start(const char *prog, const struct accel_args *args,
		    bool json, FILE **out);

/** Free EAL's resources; out may be stdout. */
void accel_eal_stop(FILE *out);

struct rte_cryptodev_capabilities;

/** Name of the algorithm of a capability. */
const char *accel_crypto_name(const struct rte_cryptodev_capabilities *cap);

/**
 * Names of what the capabilities of a device offer, "crypto" or "compress".
 * @return new array of strings
 */
json_t *accel_crypto_algorithms(uint8_t dev_id);
/** Likewise. */
json_t *accel_compress_algorithms(uint8_t dev_id);

#endif /* ACCEL_H */
