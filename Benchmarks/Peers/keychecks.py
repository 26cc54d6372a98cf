# SPDX-License-Identifier: Apache-2.0
"""The single-key checks of badkeys (the file must not bear its name): a file of RSA requests in PEM and a count; prints the CPU microseconds a request."""
import sys
import time

from badkeys.checks import checkcsr

# All that need neither a downloaded list nor other keys.
CHECKS = ["fermat", "roca", "rsainvalid", "rsapoly", "smalld", "smallfactors", "rsawarnings", "rsabias", "pattern", "xzbackdoor"]
END = "-----END CERTIFICATE REQUEST-----\n"

with open(sys.argv[1]) as file:
    requests = [part + END for part in file.read().split(END) if part.strip()]
count = int(sys.argv[2])
start = time.process_time()
for index in range(count):
    if checkcsr(requests[index % len(requests)], checks=CHECKS)["results"]:
        sys.exit("badkeys finds something in a sound key")
print((time.process_time() - start) / count * 1e6)
