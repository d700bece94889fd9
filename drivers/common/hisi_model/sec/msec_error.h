/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

#ifndef MSEC_ERROR_H
#define MSEC_ERROR_H

/**
 * @file
 * SEC model: values of the result field error_type. The device's own codes
 * are not public (sec.md 20, question 1); these are stable, one per kind of
 * refusal. Nothing has been written to client memory unless the note says so.
 */
enum msec_error {
	MSEC_OK = 0,
	/** Descriptor type unknown, or not known to this generation (1). */
	MSEC_ERR_BD_TYPE = 0x01,
	/** A bit the datasheet calls reserved is set (2: all are zero). */
	MSEC_ERR_RESERVED = 0x02,
	/** A field asks for a feature that the model does not have. */
	MSEC_ERR_FEATURE = 0x03,
	/** Scene other than none, IPsec and stream (5.4). */
	MSEC_ERR_SCENE = 0x04,
	/** Address type other than flat or SGL; MAC not flat (5.5). */
	MSEC_ERR_ADDR_TYPE = 0x05,
	/** de is neither 0 nor 1. */
	MSEC_ERR_DE = 0x06,
	/** cipher is 3: the datasheet does not say what a copy does (5.2). */
	MSEC_ERR_CIPHER = 0x07,
	/** auth is 3 (5.3). */
	MSEC_ERR_AUTH = 0x08,
	/** The operations asked for do not go together. */
	MSEC_ERR_COMBINATION = 0x09,
	/** Known, but not to this generation (12.2). */
	MSEC_ERR_GENERATION = 0x0a,

	/** Cipher algorithm and mode do not exist together (8). */
	MSEC_ERR_C_ALG = 0x10,
	/** Cipher key length code (5.13). */
	MSEC_ERR_C_KEY_LEN = 0x11,
	/** c_width does not belong to the mode (5.12). */
	MSEC_ERR_C_WIDTH = 0x12,
	/** Cipher data length (8, 10, 12.1). */
	MSEC_ERR_C_LEN = 0x13,
	/** CCM or GCM tag length (12.1). */
	MSEC_ERR_C_ICV_LEN = 0x14,
	/** ctr_count_mode, sm4_xts (5.14). */
	MSEC_ERR_CTR_MODE = 0x15,
	/** ci_gen is not 0 (5.6). */
	MSEC_ERR_CI_GEN = 0x16,

	/** Authentication algorithm unknown, or not usable here (5.10). */
	MSEC_ERR_A_ALG = 0x20,
	/** Authentication key length (9.4, 9.5, 10.5). */
	MSEC_ERR_A_KEY_LEN = 0x21,
	/** Authentication data length (9, 10, 12.1). */
	MSEC_ERR_A_LEN = 0x22,
	/** MAC length (9.1, 9.5, 10.1). */
	MSEC_ERR_MAC_LEN = 0x23,
	/** ai_gen and padding do not fit the operation (5.7, 5.8). */
	MSEC_ERR_PART = 0x24,

	/**
	 * Client memory that cannot be reached. Where a scatter list of the
	 * destination is to blame, the segments before the bad one may have
	 * been written.
	 */
	MSEC_ERR_ACCESS = 0x30,
	/** Malformed scatter list, or one shorter than the data (6.1). */
	MSEC_ERR_SGL = 0x31,

	/** The model is out of memory, or its crypto library failed. */
	MSEC_ERR_INTERNAL = 0x40,
	/** Injected fault without a code of its own. */
	MSEC_ERR_INJECTED = 0x41,
};

#endif /* MSEC_ERROR_H */
