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

CSRKIT_DATA_FILE(publicSuffixes)
CSRKIT_DATA_FILE(topLevelDomains)
CSRKIT_DATA_FILE(countries)
CSRKIT_DATA_FILE(formerCountries)
CSRKIT_DATA_FILE(scripts)
CSRKIT_DATA_FILE(snapshots)
