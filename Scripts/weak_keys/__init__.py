# SPDX-License-Identifier: Apache-2.0
"""Keys that are broken on purpose, for make-weak-keys."""
