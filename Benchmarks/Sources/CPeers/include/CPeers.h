// SPDX-License-Identifier: Apache-2.0
// What the inspection is measured against: OpenSSL's bare verification, and the plain way of reading a request with it.
#ifndef CPEERS_H
#define CPEERS_H

#include <stddef.h>

enum peers_kind { PEERS_RSA2048, PEERS_RSA4096, PEERS_P256, PEERS_P384 };

// A new request of a kind with a fresh key, in PEM; the caller frees it.
char *peers_make_request(enum peers_kind kind, int number);

// The key, the hash and the signature of a request, ready for the bare verification.
typedef struct peers_case peers_case;
peers_case *peers_prepare(const char *pem);
// RSA_verify or ECDSA_verify with the key at hand: 1 where the signature is valid.
int peers_primitive(peers_case *prepared);
// PEM_read_bio_X509_REQ, X509_REQ_verify and SHA-256 of the DER: 1 where the signature is valid.
int peers_plain(const char *pem, size_t length);

// The CPU time of this thread in nanoseconds.
long long peers_cpu_time(void);
// How often this thread has asked for memory.
long long peers_allocations(void);
// Runs a command with its output thrown away: the CPU time it took in nanoseconds, or -1.
long long peers_spawn(char *const *arguments);

#endif
