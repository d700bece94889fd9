/* SPDX-License-Identifier: BSD-3-Clause
 * Copyright(c) 2026 The hisi-pmd authors
 */

/**
 * @file
 * Curves for the tests of the HPRE model: Appendix A of
 * doc/hardware/hpre.md, and two of RFC 5639.
 */

#include "model_hpre_task.h"

const struct hpre_curve_def hpre_curves[] = {
	{
		.name = "secp128r1", .hsz = 32,
		.p = "fffffffdffffffffffffffffffffffff",
		.a = "fffffffdfffffffffffffffffffffffc",
		.b = "e87579c11079f43dd824993c2cee5ed3",
		.n = "fffffffe0000000075a30d1b9038a115",
		.gx = "161ff7528b899b2d0c28607ca52c5b86",
		.gy = "cf5ac8395bafeb13c02da292dded7a83",
	},
	{
		.name = "secp192k1", .hsz = 32,
		.p = "fffffffffffffffffffffffffffffffffffffffeffffee37",
		.a = "000000000000000000000000000000000000000000000000",
		.b = "000000000000000000000000000000000000000000000003",
		.n = "fffffffffffffffffffffffe26f2fc170f69466a74defd8d",
		.gx = "db4ff10ec057e9ae26b07d0280b7f4341da5d1b1eae06c7d",
		.gy = "9b2f2f6d9c5628a7844163d015be86344082aa88d95e2f9d",
	},
	{
		.name = "prime192v1", .hsz = 32,
		.p = "fffffffffffffffffffffffffffffffeffffffffffffffff",
		.a = "fffffffffffffffffffffffffffffffefffffffffffffffc",
		.b = "64210519e59c80e70fa7e9ab72243049feb8deecc146b9b1",
		.n = "ffffffffffffffffffffffff99def836146bc9b1b4d22831",
		.gx = "188da80eb03090f67cbf20eb43a18800f4ff0afd82ff1012",
		.gy = "07192b95ffc8da78631011ed6b24cdd573f977a11e794811",
	},
	{
		.name = "secp224r1", .hsz = 32,
		.p = "ffffffffffffffffffffffffffffffff0000000000000000"
		     "00000001",
		.a = "fffffffffffffffffffffffffffffffeffffffffffffffff"
		     "fffffffe",
		.b = "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b3943"
		     "2355ffb4",
		.n = "ffffffffffffffffffffffffffff16a2e0b8f03e13dd2945"
		     "5c5c2a3d",
		.gx = "b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6"
		     "115c1d21",
		.gy = "bd376388b5f723fb4c22dfe6cd4375a05a07476444d58199"
		     "85007e34",
	},
	{
		.name = "secp256k1", .hsz = 32,
		.p = "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "fffffffefffffc2f",
		.a = "000000000000000000000000000000000000000000000000"
		     "0000000000000000",
		.b = "000000000000000000000000000000000000000000000000"
		     "0000000000000007",
		.n = "fffffffffffffffffffffffffffffffebaaedce6af48a03b"
		     "bfd25e8cd0364141",
		.gx = "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d9"
		     "59f2815b16f81798",
		.gy = "483ada7726a3c4655da4fbfc0e1108a8fd17b448a6855419"
		     "9c47d08ffb10d4b8",
	},
	{
		.name = "prime256v1", .hsz = 32,
		.p = "ffffffff00000001000000000000000000000000ffffffff"
		     "ffffffffffffffff",
		.a = "ffffffff00000001000000000000000000000000ffffffff"
		     "fffffffffffffffc",
		.b = "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f6"
		     "3bce3c3e27d2604b",
		.n = "ffffffff00000000ffffffffffffffffbce6faada7179e84"
		     "f3b9cac2fc632551",
		.gx = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0"
		     "f4a13945d898c296",
		.gy = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ece"
		     "cbb6406837bf51f5",
	},
	{
		.name = "SM2", .hsz = 32,
		.p = "fffffffeffffffffffffffffffffffffffffffff00000000"
		     "ffffffffffffffff",
		.a = "fffffffeffffffffffffffffffffffffffffffff00000000"
		     "fffffffffffffffc",
		.b = "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92"
		     "ddbcbd414d940e93",
		.n = "fffffffeffffffffffffffffffffffff7203df6b21c6052b"
		     "53bbf40939d54123",
		.gx = "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1"
		     "715a4589334c74c7",
		.gy = "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a4740"
		     "02df32e52139f0a0",
	},
	{
		.name = "brainpoolP320r1", .hsz = 48,
		.p = "d35e472036bc4fb7e13c785ed201e065f98fcfa6f6f40def"
		     "4f92b9ec7893ec28fcd412b1f1b32e27",
		.a = "3ee30b568fbab0f883ccebd46d3f3bb8a2a73513f5eb79da"
		     "66190eb085ffa9f492f375a97d860eb4",
		.b = "520883949dfdbc42d3ad198640688a6fe13f41349554b49a"
		     "cc31dccd884539816f5eb4ac8fb1f1a6",
		.n = "d35e472036bc4fb7e13c785ed201e065f98fcfa5b68f12a3"
		     "2d482ec7ee8658e98691555b44c59311",
		.gx = "43bd7e9afb53d8b85289bcc48ee5bfe6f20137d10a087eb6"
		     "e7871e2a10a599c710af8d0d39e20611",
		.gy = "14fdd05545ec1cc8ab4093247f77275e0743ffed117182ea"
		     "a9c77877aaac6ac7d35245d1692e8ee1",
	},
	{
		.name = "brainpoolP384r1", .hsz = 48,
		.p = "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b4"
		     "12b1da197fb71123acd3a729901d1a71874700133107ec53",
		.a = "7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787"
		     "139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826",
		.b = "04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a6"
		     "2e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11",
		.n = "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b3"
		     "1f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565",
		.gx = "1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3"
		     "db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e",
		.gy = "8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864"
		     "e19c054ff99129280e4646217791811142820341263c5315",
	},
	{
		.name = "secp384r1", .hsz = 48,
		.p = "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "fffffffffffffffeffffffff0000000000000000ffffffff",
		.a = "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "fffffffffffffffeffffffff0000000000000000fffffffc",
		.b = "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe814112"
		     "0314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
		.n = "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "c7634d81f4372ddf581a0db248b0a77aecec196accc52973",
		.gx = "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b98"
		     "59f741e082542a385502f25dbf55296c3a545e3872760ab7",
		.gy = "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147c"
		     "e9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
	},
	{
		.name = "secp521r1", .hsz = 72,
		.p = "01ffffffffffffffffffffffffffffffffffffffffffffff"
		     "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "ffffffffffffffffffffffffffffffffffff",
		.a = "01ffffffffffffffffffffffffffffffffffffffffffffff"
		     "ffffffffffffffffffffffffffffffffffffffffffffffff"
		     "fffffffffffffffffffffffffffffffffffc",
		.b = "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b3"
		     "15f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1"
		     "bf073573df883d2c34f1ef451fd46b503f00",
		.n = "01ffffffffffffffffffffffffffffffffffffffffffffff"
		     "fffffffffffffffffffa51868783bf2f966b7fcc0148f709"
		     "a5d03bb5c9b8899c47aebb6fb71e91386409",
		.gx = "00c6858e06b70404e9cd9e3ecb662395b4429c648139053f"
		     "b521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ff"
		     "a8de3348b3c1856a429bf97e7e31c2e5bd66",
		.gy = "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b"
		     "446817afbd17273e662c97ee72995ef42640c550b9013fad"
		     "0761353c7086a272c24088be94769fd16650",
	},
	{
		.name = "brainpoolP256r1", .hsz = 32,
		.p = "a9fb57dba1eea9bc3e660a909d838d726e3bf623d5262028"
		     "2013481d1f6e5377",
		.a = "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6c"
		     "e94a4b44f330b5d9",
		.b = "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce"
		     "6bccdc18ff8c07b6",
		.n = "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7"
		     "901e0e82974856a7",
		.gx = "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c2"
		     "3a4453bd9ace3262",
		.gy = "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e54"
		     "5c1d54c72f046997",
	},
	{
		.name = "brainpoolP512r1", .hsz = 72,
		.p = "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20e"
		     "d6639cca703308717d4d9b009bc66842aecda12ae6a380e6"
		     "2881ff2f2d82c68528aa6056583a48f3",
		.a = "7830a3318b603b89e2327145ac234cc594cbdd8d3df91610"
		     "a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b5"
		     "7f1117a72bf2c7b9e7c1ac4d77fc94ca",
		.b = "3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c9"
		     "8b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94cadc083e67"
		     "984050b75ebae5dd2809bd638016f723",
		.n = "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20e"
		     "d6639cca70330870553e5c414ca92619418661197fac1047"
		     "1db1d381085ddaddb58796829ca90069",
		.gx = "81aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1"
		     "b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f"
		     "7c6d5047406a5e688b352209bcb9f822",
		.gy = "7dde385d566332ecc0eabfa9cf7822fdf209f70024a57b1a"
		     "a000c55b881f8111b2dcde494a5f485e5bca4bd88a2763ae"
		     "d1ca2b2fa8f0540678cd1e0f3ad80892",
	},
};

const size_t hpre_nb_curves = sizeof(hpre_curves) / sizeof(hpre_curves[0]);
