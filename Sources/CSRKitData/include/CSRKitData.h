// SPDX-License-Identifier: Apache-2.0
// The embedded data files. README.md describes their content and sources.
#ifndef CSRKIT_DATA_H
#define CSRKIT_DATA_H

#include <stddef.h>

/// An embedded file. The bytes are in the read-only part of the program and are never freed: Swift can pass the value
/// around safely, and only the bridges read the bytes.
typedef struct __attribute__((swift_attr("safe"))) {
  const unsigned char *bytes;
  size_t count;
} CSRKitDataFile;

/// Defines the function that returns an array. Swift does not import arrays of unknown length.
#define CSRKIT_DATA_FILE(name) \
  CSRKitDataFile CSRKitData_##name(void) { return (CSRKitDataFile){name, sizeof name}; }

CSRKitDataFile CSRKitData_publicSuffixes(void);
CSRKitDataFile CSRKitData_topLevelDomains(void);
CSRKitDataFile CSRKitData_countries(void);
CSRKitDataFile CSRKitData_formerCountries(void);
CSRKitDataFile CSRKitData_scripts(void);
CSRKitDataFile CSRKitData_snapshots(void);

#endif
