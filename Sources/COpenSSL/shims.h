// SPDX-License-Identifier: Apache-2.0
// The part of libcrypto that OpenSSLBridge uses. A function is here only where Swift cannot call the original.
#ifndef COPENSSL_SHIMS_H
#define COPENSSL_SHIMS_H

// The low-level digests and EC calls are deprecated in favour of EVP, which costs twenty times as much per call.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/obj_mac.h>
#include <openssl/objects.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/x509.h>

// BN_num_bytes is a macro over BN_num_bits.
static inline int COpenSSL_BN_num_bytes(const BIGNUM *a) { return BN_num_bytes(a); }

// BN_mod is a macro over BN_div.
static inline int COpenSSL_BN_mod(BIGNUM *rem, const BIGNUM *a, const BIGNUM *m, BN_CTX *ctx) {
  return BN_mod(rem, a, m, ctx);
}

#endif
