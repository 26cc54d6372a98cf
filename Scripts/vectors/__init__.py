# SPDX-License-Identifier: Apache-2.0
"""The modules of `make-requests`: a DER writer, keys from a seed, and one module per family of vectors."""
