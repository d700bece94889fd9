/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Result of the chain. */

#include <rte_cycles.h>

#include "chain.h"
#include "report.h"

static const struct accel_column columns[] = {
	{ "stage", "stage", 0 },
	{ "where", "where", 0 },
	{ "packets", "packets", 0 },
	{ NULL, NULL, 0 },
};

uint64_t
chain_dropped(const struct chain *c)
{
	uint64_t n = 0;
	unsigned int i;

	for (i = 0; i < CHAIN_NB_DROPS; i++)
		n += c->counts.dropped[i];
	return n;
}

static void
add_row(json_t *rows, const char *stage, const char *where, uint64_t packets)
{
	json_array_append_new(rows, json_pack("{s:s,s:s?,s:I}", "stage", stage,
		"where", where, "packets", (json_int_t)packets));
}

static void
add_rows(const struct chain *c, json_t *rows)
{
	const struct chain_counts *n = &c->counts;
	char text[96];
	unsigned int i;

	snprintf(text, sizeof(text), "port %u", c->rx_port);
	add_row(rows, "received", text, n->received);
	add_row(rows, "passed through", NULL, n->passed);
	add_row(rows, "unwrapped", c->stage[CHAIN_UNWRAP].device,
		n->unwrapped);
	add_row(rows, "decrypted", c->stage[CHAIN_DECRYPT].device,
		n->decrypted);
	add_row(rows, "inspected", "CPU", n->inspected);
	add_row(rows, "compressed", c->stage[CHAIN_COMPRESS].device,
		n->compressed);
	snprintf(text, sizeof(text), "port %u", c->tx_port);
	add_row(rows, "transmitted", text, n->transmitted);
	for (i = 0; i < CHAIN_NB_DROPS; i++) {
		if (n->dropped[i] == 0)
			continue;
		snprintf(text, sizeof(text), "dropped: %s",
			 chain_drop_text(i));
		add_row(rows, text, NULL, n->dropped[i]);
	}
	add_row(rows, "dropped", NULL, chain_dropped(c));
	add_row(rows, "lost", NULL,
		n->received - n->transmitted - chain_dropped(c));
}

int
chain_report(const struct chain *c, FILE *out, bool ok)
{
	const struct chain_counts *n = &c->counts;
	json_t *report = json_object(), *rows = json_array();
	double seconds = 0, rate = 0;
	int ret;

	if (c->last_cycles > c->first_cycles)
		seconds = (double)(c->last_cycles - c->first_cycles) /
			  rte_get_timer_hz();
	if (seconds > 0)
		rate = n->transmitted / seconds;
	add_rows(c, rows);
	json_object_set_new(report, "stages", rows);
	json_object_set_new(report, "ok", json_boolean(ok));
	json_object_set_new(report, "seconds", json_real(seconds));
	json_object_set_new(report, "packets_per_second", json_real(rate));
	json_object_set_new(report, "find", json_pack("{s:s,s:I}", "text",
			    c->opt.find, "count", (json_int_t)n->found));
	json_object_set_new(report, "payload_bytes",
			    json_integer(n->bytes_in));
	json_object_set_new(report, "compressed_bytes",
			    json_integer(n->bytes_out));
	accel_report_note(report, "%.0f packets/s, %.2f s; '%s' found %" PRIu64
			  " times; %" PRIu64 " payload bytes became %" PRIu64,
			  rate, seconds, c->opt.find, n->found, n->bytes_in,
			  n->bytes_out);
	ret = accel_report_print(out, c->opt.json, report, "stages", columns);
	json_decref(report);
	return ret;
}
