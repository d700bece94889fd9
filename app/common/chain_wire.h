/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef CHAIN_WIRE_H
#define CHAIN_WIRE_H

/**
 * @file
 * Packets of the chain, as bytes on the wire. Numbers are big-endian.
 *
 * A wrapped packet has the Ethernet, IPv4 and TCP headers of the original, then
 *
 *   wrapped key   CHAIN_KEY_LEN bytes, RSA-2048 PKCS#1 v1.5 of a fresh AES key
 *   header        CHAIN_HEADER_LEN bytes, the AAD
 *   cipher text   as long as the original payload, AES-128-GCM
 *   tag           CHAIN_TAG_LEN bytes
 *
 * AAD and cipher text are neighbours so that one flat descriptor covers both.
 *
 * An output packet has the same headers, then CHAIN_OUT_LEN bytes of header
 * and the original payload as a raw DEFLATE stream.
 *
 * Packets without TCP payload stay as they are.
 */

/** Modulus of the RSA key and so length of a wrapped key, bytes. */
#define CHAIN_KEY_LEN 256
/** AES key, IV and tag, bytes. */
#define CHAIN_AES_LEN 16
#define CHAIN_IV_LEN 12
#define CHAIN_TAG_LEN 16

/** Header of a wrapped packet: offsets of its fields. */
#define CHAIN_MAGIC "HACW"
#define CHAIN_MAGIC_LEN 4
#define CHAIN_VERSION_OFF 4   /**< 1 byte, CHAIN_VERSION; 1 byte of zero. */
#define CHAIN_LENGTH_OFF 6    /**< 2 bytes, payload length. */
#define CHAIN_SEQUENCE_OFF 8  /**< 4 bytes, counts wrapped packets from 0. */
#define CHAIN_IV_OFF 12
#define CHAIN_HEADER_LEN 24
#define CHAIN_VERSION 1

/** Bytes that wrapping adds to a packet. */
#define CHAIN_OVERHEAD (CHAIN_KEY_LEN + CHAIN_HEADER_LEN + CHAIN_TAG_LEN)

/** Header of an output packet: offsets of its fields. */
#define CHAIN_OUT_MAGIC "HACO"
#define CHAIN_OUT_VERSION_OFF 4  /**< 1 byte, CHAIN_VERSION; 1 byte of zero. */
#define CHAIN_OUT_LENGTH_OFF 6   /**< 2 bytes, original payload length. */
#define CHAIN_OUT_SEQUENCE_OFF 8 /**< 4 bytes. */
#define CHAIN_OUT_LEN 12

#endif /* CHAIN_WIRE_H */
