# SPDX-License-Identifier: Apache-2.0
"""The single-key checks of badkeys. Arguments: a PEM file with RSA requests, a count. Prints CPU microseconds per request."""
import sys
import time

from badkeys.checks import checkcsr

# All checks that need neither a downloaded list nor other keys.
CHECKS = ["fermat", "roca", "rsainvalid", "rsapoly", "smalld", "smallfactors", "rsawarnings", "rsabias", "pattern", "xzbackdoor"]
END = "-----END CERTIFICATE REQUEST-----\n"

with open(sys.argv[1]) as file:
    requests = [part + END for part in file.read().split(END) if part.strip()]
count = int(sys.argv[2])
start = time.process_time()
for index in range(count):
    if checkcsr(requests[index % len(requests)], checks=CHECKS)["results"]:
        sys.exit("badkeys reports a finding for a strong key")
print((time.process_time() - start) / count * 1e6)
