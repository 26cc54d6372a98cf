// SPDX-License-Identifier: Apache-2.0
#include "CSRKitKeyData.h"

// #embed is C23. Clang 19 and later support it in every C mode, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char debianRSA2048[] = {
#embed "data/debian-rsa2048.set"
};
static const unsigned char debianRSA3072[] = {
#embed "data/debian-rsa3072.set"
};
static const unsigned char debianRSA4096[] = {
#embed "data/debian-rsa4096.set"
};
static const unsigned char debianP256[] = {
#embed "data/debian-p256.set"
};
static const unsigned char debianP384[] = {
#embed "data/debian-p384.set"
};
static const unsigned char debianP521[] = {
#embed "data/debian-p521.set"
};
static const unsigned char publishedKeys[] = {
#embed "data/published.keys"
};
static const unsigned char sharedPrimes[] = {
#embed "data/shared.primes"
};

CSRKIT_DATA_FILE(debianRSA2048)
CSRKIT_DATA_FILE(debianRSA3072)
CSRKIT_DATA_FILE(debianRSA4096)
CSRKIT_DATA_FILE(debianP256)
CSRKIT_DATA_FILE(debianP384)
CSRKIT_DATA_FILE(debianP521)
CSRKIT_DATA_FILE(publishedKeys)
CSRKIT_DATA_FILE(sharedPrimes)
