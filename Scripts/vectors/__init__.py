# SPDX-License-Identifier: Apache-2.0
"""What `make-requests` is made of: a DER writer, keys from a seed, and one module a family of vectors."""
