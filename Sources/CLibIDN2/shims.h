// SPDX-License-Identifier: Apache-2.0
// The part of libidn2 that DomainLibraries uses; nothing of it needs a shim.
#ifndef CLIBIDN2_SHIMS_H
#define CLIBIDN2_SHIMS_H

#include <idn2.h>

#endif
