// SPDX-License-Identifier: Apache-2.0
// libunbound: a validating, recursing resolver in the process.
#include <unbound.h>
