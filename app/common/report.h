/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef ACCEL_REPORT_H
#define ACCEL_REPORT_H

/**
 * @file
 * Results as an aligned table or as JSON. A report is a JSON object; its rows
 * are an array of objects in it.
 */

#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/** A column of a table. */
struct accel_column {
	const char *key;    /**< Member of the row's object. */
	const char *title;
	unsigned int width; /**< Longer text is wrapped; 0 = never. */
};

/**
 * Print a report.
 *
 * @param out stream
 * @param json print the whole report as JSON, not the table
 * @param report the object; a member "notes", an array of strings, is printed
 *   below the table
 * @param rows key of the array of rows
 * @param columns of the table, in order; ends with key NULL. A member that is
 *   missing or null shows as "-", an array as its members with spaces between
 * @return 0, or -EIO if writing failed (said on stderr)
 */
int accel_report_print(FILE *out, bool json, const json_t *report,
		       const char *rows, const struct accel_column *columns);

/** Add a line of text to the report's notes. */
__attribute__((format(printf, 2, 3)))
void accel_report_note(json_t *report, const char *fmt, ...);

/**
 * A string that is surely valid in JSON: bytes outside of printable ASCII
 * become '?'. For text from files and other processes.
 */
json_t *accel_json_text(const char *text);

#endif /* ACCEL_REPORT_H */
