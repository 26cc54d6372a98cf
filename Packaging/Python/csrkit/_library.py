# SPDX-License-Identifier: Apache-2.0
"""Calls libcsrkit.so. The only module that knows about C."""
from __future__ import annotations

import ctypes
import json
import os
import pathlib
from collections.abc import Sequence
from typing import Any

_OK = 0


class CSRKitError(ValueError):
    """An argument is invalid, or the input has no request where one is needed.

    :ivar kind: a stable identifier of the reason, such as ``argument``, ``order`` or ``text``.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def _load() -> ctypes.CDLL:
    """The library next to this module, or the one that CSRKIT_LIBRARY names."""
    path = os.environ.get("CSRKIT_LIBRARY") or pathlib.Path(__file__).with_name("libcsrkit.so.1")
    library = ctypes.CDLL(str(path))
    pointer, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    result = ctypes.POINTER(pointer)
    library.csrkit_version.restype = text
    library.csrkit_version.argtypes = []
    library.csrkit_open.argtypes = [ctypes.POINTER(text), size, result, result]
    library.csrkit_inspect.argtypes = [pointer, text, size, text, result]
    library.csrkit_check.argtypes = [pointer, text, size, ctypes.c_bool, text, result]
    library.csrkit_dcv.argtypes = [pointer, text, size, text, text, text, result]
    library.csrkit_token.argtypes = [pointer, text, size, text, result]
    for function in (library.csrkit_close, library.csrkit_free):
        function.argtypes = [pointer]
        function.restype = None
    return library


_library = _load()


def version() -> str:
    """The version of the library, such as ``1.0.0``."""
    text: bytes = _library.csrkit_version()
    return text.decode()


def encoded(text: str | None) -> bytes | None:
    """A text as an argument of C, which ends at the first null character."""
    if text is None:
        return None
    if "\0" in text:
        raise CSRKitError("argument", "a text must not contain a null character")
    return text.encode()


class Handle:
    """An inspector of the library. ctypes releases the interpreter lock in calls, so that threads run in parallel."""

    def __init__(self, key_lists: Sequence[str]) -> None:
        self._pointer = ctypes.c_void_p()
        paths = (ctypes.c_char_p * len(key_lists))(*[os.fsencode(path) for path in key_lists])
        result = ctypes.c_void_p()
        status = _library.csrkit_open(paths, len(key_lists), ctypes.byref(self._pointer), ctypes.byref(result))
        _document(status, result)

    def __del__(self) -> None:
        if getattr(self, "_pointer", None):
            _library.csrkit_close(self._pointer)

    def call(self, function: str, data: bytes, *arguments: object) -> Any:
        """Calls a function and returns its document."""
        result = ctypes.c_void_p()
        status = getattr(_library, function)(self._pointer, data, len(data), *arguments, ctypes.byref(result))
        return _document(status, result)


def _document(status: int, result: ctypes.c_void_p) -> Any:
    """Reads and frees a result; raises the error that it describes."""
    if not result:
        return None
    try:
        document = json.loads(ctypes.string_at(result.value or 0))
    finally:
        _library.csrkit_free(result)
    if status != _OK:
        raise CSRKitError(document["error"]["kind"], document["error"]["message"])
    return document
