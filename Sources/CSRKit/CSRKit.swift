// SPDX-License-Identifier: Apache-2.0

// One import gives an embedder the complete API: the types of the layers below are part of it.
@_exported public import AutoApplySSL
@_exported public import CSRKitBase
@_exported public import KeyAudit
@_exported public import PKCS10
@_exported public import Preflight
internal import SystemBridge

extension CalendarDate {
  /// Today in UTC: the only thing that the library asks of a clock.
  public static var today: CalendarDate { CalendarDate(daysSinceEpoch: Process.secondsSinceEpoch / 86_400) }
}
