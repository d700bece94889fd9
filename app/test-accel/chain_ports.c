/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file The two Ethernet ports. */

#include <rte_ethdev.h>

#include "accel.h"
#include "chain.h"

#define RX_PORT 0
#define TX_PORT 1
/* What the counts of a port say is read this often until they stand. */
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
	if (open_port(c, RX_PORT) != 0)
		return -1;
	return open_port(c, TX_PORT);
}

void
chain_ports_close(struct chain *c)
{
	if (rte_eth_dev_is_valid_port(c->rx_port))
		rte_eth_dev_stop(c->rx_port);
	if (rte_eth_dev_is_valid_port(c->tx_port))
		rte_eth_dev_stop(c->tx_port);
}
