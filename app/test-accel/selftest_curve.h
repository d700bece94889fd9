/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/** @file Published values of the curve P-256, in hexadecimal. */

#ifndef SELFTEST_CURVE_H
#define SELFTEST_CURVE_H

/* RFC 5903 section 8.1: private values and points of both sides, and the x
 * and y of the shared point.
 */
#define ECDH_I "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433"
#define ECDH_GIX "dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180"
#define ECDH_GIY "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3"
#define ECDH_GRX "d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
#define ECDH_GRY "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"
#define ECDH_X "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"
#define ECDH_Y "522bde0af0d8585b8def9c183b5ae38f50235206a8674ecb5d98edb20eb153a2"

/* RFC 6979 A.2.5, SHA-256 of "sample". */
#define DSA_KEY "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721"
#define DSA_UX "60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
#define DSA_UY "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299"
#define DSA_HASH "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf"
#define DSA_K "a6e3c57dd01abe90086538398355dd4c3b17aa873382b0f24d6129493d8aad60"
#define DSA_R "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
#define DSA_S "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"

#endif /* SELFTEST_CURVE_H */
