# SPDX-License-Identifier: Apache-2.0
"""Deliberately weak keys for make-weak-keys."""
