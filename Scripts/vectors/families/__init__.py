# SPDX-License-Identifier: Apache-2.0
"""One module per family: `vectors()` returns the vectors by name."""

from . import attributes, ber, extensions, keys, sans, signatures, subject, unreadable

ALL = {
    "keys": keys,
    "signatures": signatures,
    "subject": subject,
    "sans": sans,
    "attributes": attributes,
    "extensions": extensions,
    "ber": ber,
    "unreadable": unreadable,
}
