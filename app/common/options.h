/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_OPTIONS_H
#define ACCEL_OPTIONS_H

/**
 * @file
 * Long options from a table. An error is one line: the value, and the values
 * that are known.
 */

#include <stdbool.h>
#include <stdint.h>

/** Exit status of the programs. */
enum accel_status {
	ACCEL_OK = 0,
	ACCEL_FAILED = 1,
	ACCEL_USAGE = 2,
};

/** An option "--name VALUE" or "--name=VALUE", or "--name" for a flag. */
struct accel_option {
	const char *name;    /**< Without the dashes. */
	const char *value;   /**< Name of the value in the help; NULL = flag. */
	const char *help;    /**< One line. */
	bool *flag;          /**< Set to true by a flag. */
	const char **text;   /**< Set to the value, which stays the caller's. */
	uint64_t *number;    /**< Set to the value; NULL for text. */
	uint64_t max;        /**< Largest number; the smallest is 1. */
	bool required;
};

/** Description of a program, or of a command of it. */
struct accel_usage {
	const char *prog;     /**< As typed: "dpdk-test-accel list". */
	const char *synopsis; /**< Rest of the first line of the help. */
	const char *about;    /**< Paragraph of the help. */
	const struct accel_option *options; /**< Ends with name NULL. */
};

/** Print the help of a program or command on stdout. */
void accel_help(const struct accel_usage *usage);

/**
 * Print one line on stderr: program, message, and where the help is.
 * @return ACCEL_USAGE
 */
__attribute__((format(printf, 2, 3)))
int accel_usage_error(const char *prog, const char *fmt, ...);

/** Print one line on stderr: program and message. */
__attribute__((format(printf, 2, 3)))
void accel_error(const char *prog, const char *fmt, ...);

/**
 * Parse arguments into what the table points to. --help and -h print the help.
 *
 * @param argv arguments, without the name of the program
 * @param help set if the help was printed and nothing else is to be done
 * @return ACCEL_OK or ACCEL_USAGE (the error is printed)
 */
int accel_options_parse(const struct accel_usage *usage, int argc,
			char **argv, bool *help);

#endif /* ACCEL_OPTIONS_H */
