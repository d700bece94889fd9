/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The two Ethernet ports. */

#include <rte_ethdev.h>

#include "accel.h"
#include "chain.h"

#define RX_PORT 0
#define TX_PORT 1
/* Packets that a ring of a port holds, if the driver agrees. */
#define NB_RING 512

static int
open_port(const struct chain *c, uint16_t port)
{
	struct rte_eth_conf conf = { 0 };
	uint16_t rx = NB_RING, tx = NB_RING;
	int socket = rte_eth_dev_socket_id(port);

	if (rte_eth_dev_configure(port, 1, 1, &conf) != 0 ||
	    rte_eth_dev_adjust_nb_rx_tx_desc(port, &rx, &tx) != 0 ||
	    rte_eth_rx_queue_setup(port, 0, rx, socket, NULL,
				   c->mbufs) != 0 ||
	    rte_eth_tx_queue_setup(port, 0, tx, socket, NULL) != 0 ||
	    rte_eth_dev_start(port) != 0) {
		CHAIN_ERR("port %u cannot be configured with one queue each way and started",
			  port);
		return -1;
	}
	rte_eth_stats_reset(port);
	return 0;
}

int
chain_ports_open(struct chain *c)
{
	c->rx_port = RX_PORT;
	c->tx_port = TX_PORT;
	if (!rte_eth_dev_is_valid_port(RX_PORT) ||
	    !rte_eth_dev_is_valid_port(TX_PORT)) {
		CHAIN_ERR("two Ethernet ports are needed, %u are there; for captures add --vdev net_pcap0,rx_pcap=IN --vdev net_pcap1,tx_pcap=OUT",
			  rte_eth_dev_count_avail());
		return -1;
	}
	c->rx_started = open_port(c, RX_PORT) == 0;
	c->tx_started = c->rx_started && open_port(c, TX_PORT) == 0;
	return c->tx_started ? 0 : -1;
}

void
chain_ports_close(struct chain *c)
{
	if (c->rx_started)
		rte_eth_dev_stop(c->rx_port);
	if (c->tx_started)
		rte_eth_dev_stop(c->tx_port);
}
