// SPDX-License-Identifier: Apache-2.0
// The embedded lists of known keys, apart from the other data: a program without key checks does not contain them.
#ifndef CSRKIT_KEY_DATA_H
#define CSRKIT_KEY_DATA_H

#include "CSRKitData.h"

CSRKitDataFile CSRKitData_debianRSA2048(void);
CSRKitDataFile CSRKitData_debianRSA3072(void);
CSRKitDataFile CSRKitData_debianRSA4096(void);
CSRKitDataFile CSRKitData_debianP256(void);
CSRKitDataFile CSRKitData_debianP384(void);
CSRKitDataFile CSRKitData_debianP521(void);
CSRKitDataFile CSRKitData_publishedKeys(void);
CSRKitDataFile CSRKitData_sharedPrimes(void);

#endif
