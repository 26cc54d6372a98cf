# SPDX-License-Identifier: Apache-2.0
"""Python cryptography: loads, verifies and hashes (SHA-256) all requests of a file repeatedly; prints CPU microseconds per request."""
import hashlib
import re
import sys
import time

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

pems = re.findall(rb"-----BEGIN.*?-----END[^\n]*\n", open(sys.argv[1], "rb").read(), re.DOTALL)
start = time.process_time()
for _ in range(int(sys.argv[2])):
    for pem in pems:
        request = x509.load_pem_x509_csr(pem)
        assert request.is_signature_valid
        hashlib.sha256(request.public_bytes(Encoding.DER)).digest()
print((time.process_time() - start) * 1e6 / len(pems) / int(sys.argv[2]))
