# SPDX-License-Identifier: Apache-2.0
"""The functions of the package."""
from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Mapping, Sequence
from typing import Literal

from ._documents import Inspection, OrderCheck, Plans, Token
from ._library import Handle, encoded, version

__all__ = ["Data", "Inspector", "Method", "Order", "check", "dcv", "inspect", "token", "version"]

#: The content of a file or of a form field, in any encoding that ``csrkit inspect`` reads.
Data = bytes | bytearray | memoryview | str
#: The parameters of an order by name; a list has several values, such as ``domainNames``.
Order = Mapping[str, str | int | bool | Sequence[str | int] | None]
#: How control of a domain is proved.
Method = Literal["email", "http", "https", "cname", "txt"]


class Inspector:
    """Inspects requests and checks orders, with more lists of known keys than the functions of the package.

    :param key_lists: files in the formats of ``csrkit keys import``.
    :raises CSRKitError: a list cannot be read.
    """

    def __init__(self, key_lists: Sequence[str] = ()) -> None:
        self._handle = Handle(key_lists)

    def inspect(self, data: Data, *, as_of: datetime.date | None = None) -> Inspection:
        """Inspects all requests in an input.

        :param data: PEM, Base64, DER or hexadecimal, in any wrapping.
        :param as_of: the day as of which rules are applied; today by default.
        """
        return Inspection.from_json(self._handle.call("csrkit_inspect", _bytes(data), _day(as_of)))

    def check(self, order: Order, *, complete: bool = False, as_of: datetime.date | None = None) -> OrderCheck:
        """Predicts the CA's response to an order.

        :param order: the parameters, with the request in ``csr``.
        :param complete: whether a missing parameter is an error; otherwise it is in :attr:`OrderCheck.needed`.
        :raises CSRKitError: the order cannot be read.
        """
        form = json.dumps(dict(order)).encode()
        return OrderCheck.from_json(self._handle.call("csrkit_check", form, complete, _day(as_of)))

    def dcv(
        self,
        data: Data,
        *,
        method: Method | None = None,
        unique_value: str | None = None,
        as_of: datetime.date | None = None,
    ) -> Plans:
        """Plans the proof of control of each name of the requests in an input.

        :param method: the method for all names; the simplest of each name by default.
        :param unique_value: the ``uniqueValue`` of the order.
        :raises CSRKitError: the method or the unique value is invalid.
        """
        arguments = (encoded(method), encoded(unique_value), _day(as_of))
        return Plans.from_json(self._handle.call("csrkit_dcv", _bytes(data), *arguments))

    def token(self, data: Data, *, unique_value: str | None = None) -> Token:
        """The token of the first request in an input: what the CA looks for in a file or record.

        :raises CSRKitError: there is no request, or the unique value is invalid.
        """
        return Token.from_json(self._handle.call("csrkit_token", _bytes(data), encoded(unique_value)))


@functools.cache
def _shared() -> Inspector:
    return Inspector()


def inspect(data: Data, *, as_of: datetime.date | None = None) -> Inspection:
    """See :meth:`Inspector.inspect`."""
    return _shared().inspect(data, as_of=as_of)


def check(order: Order, *, complete: bool = False, as_of: datetime.date | None = None) -> OrderCheck:
    """See :meth:`Inspector.check`."""
    return _shared().check(order, complete=complete, as_of=as_of)


def dcv(
    data: Data,
    *,
    method: Method | None = None,
    unique_value: str | None = None,
    as_of: datetime.date | None = None,
) -> Plans:
    """See :meth:`Inspector.dcv`."""
    return _shared().dcv(data, method=method, unique_value=unique_value, as_of=as_of)


def token(data: Data, *, unique_value: str | None = None) -> Token:
    """See :meth:`Inspector.token`."""
    return _shared().token(data, unique_value=unique_value)


def _bytes(data: Data) -> bytes:
    return data.encode() if isinstance(data, str) else bytes(data)


def _day(day: datetime.date | None) -> bytes | None:
    return None if day is None else day.strftime("%Y-%m-%d").encode()
