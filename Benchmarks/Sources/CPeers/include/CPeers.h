// SPDX-License-Identifier: Apache-2.0
// References for the measurements: OpenSSL's bare verification, and reading a request with OpenSSL's usual functions.
#ifndef CPEERS_H
#define CPEERS_H

#include <stddef.h>

enum peers_kind { PEERS_RSA2048, PEERS_RSA4096, PEERS_P256, PEERS_P384 };

// Creates a request of a kind with a new key, in PEM; the caller frees it.
char *peers_make_request(enum peers_kind kind, int number);

// The key, the hash and the signature of a request, prepared for the bare verification.
typedef struct peers_case peers_case;
peers_case *peers_prepare(const char *pem);
// RSA_verify or ECDSA_verify with a prepared key: 1 if the signature is valid.
int peers_primitive(peers_case *prepared);
// PEM_read_bio_X509_REQ, X509_REQ_verify and SHA-256 of the DER: 1 if the signature is valid.
int peers_plain(const char *pem, size_t length);

// The CPU time of this thread in nanoseconds.
long long peers_cpu_time(void);
// The number of allocations of this thread.
long long peers_allocations(void);
// Runs a command and discards its output: the CPU time in nanoseconds, or -1.
long long peers_spawn(char *const *arguments);

#endif
