/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Results as an aligned table or as JSON. */

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "report.h"

#define MAX_COLUMNS 12
#define CELL_MAX 4096

json_t *
accel_json_text(const char *text)
{
	char *copy = strdup(text);
	json_t *value;
	char *c;

	if (copy == NULL)
		return NULL;
	for (c = copy; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || (unsigned char)*c > '~')
			*c = '?';
	value = json_string(copy);
	free(copy);
	return value;
}

void
accel_report_note(json_t *report, const char *fmt, ...)
{
	json_t *notes = json_object_get(report, "notes");
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (notes == NULL) {
		notes = json_array();
		json_object_set_new(report, "notes", notes);
	}
	json_array_append_new(notes, accel_json_text(text));
}

static void
append(char *buf, size_t size, const char *text)
{
	size_t len = strlen(buf);

	snprintf(buf + len, size - len, "%s%s", len > 0 ? " " : "", text);
}

/* Text of a cell. */
static void
cell_text(const json_t *v, char *buf, size_t size)
{
	char one[64];
	const json_t *e;
	size_t i;

	buf[0] = '\0';
	switch (v == NULL ? JSON_NULL : json_typeof(v)) {
	case JSON_STRING:
		append(buf, size, json_string_value(v));
		break;
	case JSON_INTEGER:
		snprintf(buf, size, "%" JSON_INTEGER_FORMAT,
			 json_integer_value(v));
		break;
	case JSON_REAL:
		snprintf(buf, size, "%.2f", json_real_value(v));
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		append(buf, size, json_is_true(v) ? "yes" : "no");
		break;
	case JSON_ARRAY:
		json_array_foreach(v, i, e) {
			if (json_is_string(e)) {
				append(buf, size, json_string_value(e));
				continue;
			}
			cell_text(e, one, sizeof(one));
			append(buf, size, one);
		}
		break;
	default:
		break;
	}
	if (buf[0] == '\0')
		snprintf(buf, size, "-");
}

/* Length of the first line of a text: up to a space within width, if any. */
static size_t
line_length(const char *text, size_t width)
{
	size_t len = strlen(text);

	if (width == 0 || len <= width)
		return len;
	for (len = width; len > 0; len--)
		if (text[len] == ' ')
			return len;
	return width;
}

static size_t
widest_line(const char *text, size_t width)
{
	size_t n, widest = 0;

	while (*text != '\0') {
		n = line_length(text, width);
		if (n > widest)
			widest = n;
		text += n;
		text += strspn(text, " ");
	}
	return widest;
}

static bool
is_number(const json_t *v)
{
	return json_is_number(v);
}

/* Print a row, over as many lines as its longest cell needs. */
static void
print_cells(FILE *out, const struct accel_column *columns,
	    char (*cell)[CELL_MAX], const bool *right, const size_t *width)
{
	const char *rest[MAX_COLUMNS];
	bool more = true;
	size_t i, n;

	for (i = 0; columns[i].key != NULL; i++)
		rest[i] = cell[i];
	while (more) {
		more = false;
		for (i = 0; columns[i].key != NULL; i++) {
			n = line_length(rest[i], columns[i].width);
			if (right[i])
				fprintf(out, "%*.*s", (int)width[i], (int)n,
					rest[i]);
			else if (columns[i + 1].key == NULL)
				fprintf(out, "%.*s", (int)n, rest[i]);
			else
				fprintf(out, "%-*.*s", (int)width[i], (int)n,
					rest[i]);
			fputs(columns[i + 1].key != NULL ? "  " : "\n", out);
			rest[i] += n;
			rest[i] += strspn(rest[i], " ");
			more = more || *rest[i] != '\0';
		}
	}
}

/* Widths of the columns; those of numbers only are aligned to the right. */
static void
measure(const json_t *rows, const struct accel_column *columns,
	char (*cell)[CELL_MAX], size_t *width, bool *right)
{
	const json_t *row, *v;
	size_t i, r, n;

	for (i = 0; columns[i].key != NULL; i++) {
		width[i] = strlen(columns[i].title);
		right[i] = json_array_size(rows) > 0;
		json_array_foreach(rows, r, row) {
			v = json_object_get(row, columns[i].key);
			cell_text(v, cell[i], CELL_MAX);
			n = widest_line(cell[i], columns[i].width);
			if (n > width[i])
				width[i] = n;
			right[i] = right[i] && (v == NULL || json_is_null(v) ||
						is_number(v));
		}
	}
}

static void
print_table(FILE *out, const json_t *rows, const struct accel_column *columns)
{
	static char cell[MAX_COLUMNS][CELL_MAX];
	size_t width[MAX_COLUMNS], i, r;
	bool right[MAX_COLUMNS];
	const json_t *row;

	measure(rows, columns, cell, width, right);
	for (i = 0; columns[i].key != NULL; i++)
		snprintf(cell[i], CELL_MAX, "%s", columns[i].title);
	print_cells(out, columns, cell, right, width);
	json_array_foreach(rows, r, row) {
		for (i = 0; columns[i].key != NULL; i++)
			cell_text(json_object_get(row, columns[i].key),
				  cell[i], CELL_MAX);
		print_cells(out, columns, cell, right, width);
	}
}

int
accel_report_print(FILE *out, bool json, const json_t *report,
		   const char *rows, const struct accel_column *columns)
{
	const json_t *note;
	size_t i;

	if (json) {
		json_dumpf(report, out, JSON_INDENT(2) | JSON_PRESERVE_ORDER |
			   JSON_REAL_PRECISION(8));
		fputc('\n', out);
	} else {
		print_table(out, json_object_get(report, rows), columns);
		json_array_foreach(json_object_get(report, "notes"), i, note)
			fprintf(out, "note: %s\n", json_string_value(note));
	}
	if (fflush(out) == 0 && !ferror(out))
		return 0;
	fprintf(stderr, "error: the result could not be written: %s\n",
		strerror(errno));
	return -EIO;
}
