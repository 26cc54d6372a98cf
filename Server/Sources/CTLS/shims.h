// SPDX-License-Identifier: Apache-2.0
// The part of libssl that TLSBridge uses. A function is here only where Swift cannot call the original.
#ifndef CTLS_SHIMS_H
#define CTLS_SHIMS_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

// The functions for versions and modes are macros. Clients cannot renegotiate, which would cost the server most.
static inline void CTLS_configure(SSL_CTX *context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

#endif
