// SPDX-License-Identifier: Apache-2.0
// The embedded data files. README.md describes their content and sources.
#ifndef CSRKIT_DATA_H
#define CSRKIT_DATA_H

#include <stddef.h>

/// An embedded file. The bytes are in the read-only part of the program and are never freed.
typedef struct {
  const unsigned char *bytes;
  size_t count;
} CSRKitDataFile;

// Functions, because Swift does not import arrays of unknown length.
CSRKitDataFile CSRKitData_publicSuffixes(void);
CSRKitDataFile CSRKitData_topLevelDomains(void);
CSRKitDataFile CSRKitData_countries(void);
CSRKitDataFile CSRKitData_formerCountries(void);
CSRKitDataFile CSRKitData_scripts(void);
CSRKitDataFile CSRKitData_snapshots(void);
CSRKitDataFile CSRKitData_debianRSA2048(void);
CSRKitDataFile CSRKitData_debianRSA3072(void);
CSRKitDataFile CSRKitData_debianRSA4096(void);
CSRKitDataFile CSRKitData_debianP256(void);
CSRKitDataFile CSRKitData_debianP384(void);
CSRKitDataFile CSRKitData_debianP521(void);
CSRKitDataFile CSRKitData_publishedKeys(void);
CSRKitDataFile CSRKitData_sharedPrimes(void);

#endif
