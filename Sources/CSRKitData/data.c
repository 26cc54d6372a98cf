// SPDX-License-Identifier: Apache-2.0
#include "CSRKitData.h"

// #embed is C23. Clang 19 and later support it in every C mode, with this warning.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char publicSuffixes[] = {
#embed "data/public-suffixes.dafsa"
};
static const unsigned char topLevelDomains[] = {
#embed "data/top-level-domains.txt"
};
static const unsigned char countries[] = {
#embed "data/countries.tsv"
};
static const unsigned char formerCountries[] = {
#embed "data/former-countries.tsv"
};
static const unsigned char scripts[] = {
#embed "data/scripts.txt"
};
static const unsigned char snapshots[] = {
#embed "data/snapshots.tsv"
};
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

#define CSRKIT_DATA_FILE(name) \
  CSRKitDataFile CSRKitData_##name(void) { return (CSRKitDataFile){name, sizeof name}; }

CSRKIT_DATA_FILE(publicSuffixes)
CSRKIT_DATA_FILE(topLevelDomains)
CSRKIT_DATA_FILE(countries)
CSRKIT_DATA_FILE(formerCountries)
CSRKIT_DATA_FILE(scripts)
CSRKIT_DATA_FILE(snapshots)
CSRKIT_DATA_FILE(debianRSA2048)
CSRKIT_DATA_FILE(debianRSA3072)
CSRKIT_DATA_FILE(debianRSA4096)
CSRKIT_DATA_FILE(debianP256)
CSRKIT_DATA_FILE(debianP384)
CSRKIT_DATA_FILE(debianP521)
CSRKIT_DATA_FILE(publishedKeys)
CSRKIT_DATA_FILE(sharedPrimes)
