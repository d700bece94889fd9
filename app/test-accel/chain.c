/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Command chain. */

#include <string.h>

#include <rte_ethdev.h>

#include "accel.h"
#include "chain.h"

#define ABOUT \
	"Packets enter through Ethernet port 0 and leave through port 1. The AES key of\n" \
	"each packet is unwrapped by an RSA device from where it lies in the packet, the\n" \
	"payload is decrypted and verified in place, looked at by the CPU, and compressed\n" \
	"into a fresh mbuf. No payload byte is copied by the CPU. Packets without TCP\n" \
	"payload pass through. Ends when no packet has come for 200 ms and none is in\n" \
	"flight. accel-chain-send makes such packets, accel-chain-check checks the result."

/* Fail if a port did not do its work. */
static bool
ports_ok(const struct chain *c)
{
	struct rte_eth_stats rx = { 0 }, tx = { 0 };

	rte_eth_stats_get(c->rx_port, &rx);
	rte_eth_stats_get(c->tx_port, &tx);
	if (rx.ierrors + rx.imissed + rx.rx_nombuf > 0)
		CHAIN_ERR("port %u did not hand over all it has: %" PRIu64
			  " errors, %" PRIu64 " missed, %" PRIu64
			  " without an mbuf; is its capture damaged?",
			  c->rx_port, rx.ierrors, rx.imissed, rx.rx_nombuf);
	if (tx.oerrors > 0)
		CHAIN_ERR("port %u did not send %" PRIu64 " packets",
			  c->tx_port, tx.oerrors);
	if (c->counts.received == 0)
		CHAIN_ERR("port %u has no packet", c->rx_port);
	return rx.ierrors + rx.imissed + rx.rx_nombuf + tx.oerrors == 0 &&
	       c->counts.received > 0;
}

int
chain_open(struct chain *c)
{
	if (chain_devices_find(c) != 0 || chain_devices_start(c) != 0 ||
	    chain_key_load(c) != 0 || chain_slots_open(c) != 0 ||
	    chain_ports_open(c) != 0)
		return -1;
	return chain_log_open(c);
}

void
chain_close(struct chain *c)
{
	chain_ports_close(c);
	chain_slots_close(c);
	chain_devices_stop(c);
}

static int
run_chain(const struct chain_options *opt, const struct accel_args *args)
{
	static struct chain c;
	bool ok, opened;
	FILE *out;

	c.opt = *opt;
	if (accel_eal_start(CHAIN_PROG, args, opt->json, &out) != 0)
		return ACCEL_FAILED;
	opened = chain_open(&c) == 0;
	ok = opened && chain_run(&c) == 0;
	if (opened)
		ok = ports_ok(&c) && ok;
	ok = chain_log_close(&c) == 0 && ok;
	if (opened)
		ok = chain_report(&c, out, ok) == 0 && ok;
	chain_close(&c);
	accel_eal_stop(out);
	return ok ? ACCEL_OK : ACCEL_FAILED;
}

static bool
is_printable(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

int
accel_chain(const struct accel_args *args)
{
	struct chain_options opt = { .find = "the" };
	const struct accel_option options[] = {
		{ .name = "key", .value = "FILE", .text = &opt.key_file,
		  .required = true, .help = "RSA-2048 private key, PEM" },
		{ .name = "asym", .value = "NAME", .text = &opt.asym,
		  .help = "device that unwraps keys, default the first that can" },
		{ .name = "sym", .value = "NAME", .text = &opt.sym,
		  .help = "device that decrypts, default the first that can" },
		{ .name = "comp", .value = "NAME", .text = &opt.comp,
		  .help = "device that compresses, default the first that can" },
		{ .name = "find", .value = "STRING", .text = &opt.find,
		  .help = "text to count in the clear text, default 'the'" },
		{ .name = "log", .value = "FILE", .text = &opt.log_file,
		  .help = "write a line of JSON per packet" },
		{ .name = "inject-copy", .flag = &opt.inject_copy,
		  .help = "copy each payload before decryption, to see the check fail" },
		{ .name = "json", .flag = &opt.json,
		  .help = "print JSON instead of a table" },
		{ .name = NULL },
	};
	const struct accel_usage usage = {
		.prog = CHAIN_PROG,
		.synopsis = "--key FILE [options] -- EAL options",
		.about = ABOUT,
		.options = options,
	};
	bool help;
	int ret = accel_options_parse(&usage, args->argc, args->argv, &help);

	if (ret != ACCEL_OK || help)
		return ret;
	if (!is_printable(opt.find))
		return accel_usage_error(CHAIN_PROG, "--find takes printable ASCII only");
	if (!args->eal)
		return accel_usage_error(CHAIN_PROG, "EAL options with ports and devices are missing: -- --vdev net_pcap0,rx_pcap=IN ...");
	return run_chain(&opt, args);
}
