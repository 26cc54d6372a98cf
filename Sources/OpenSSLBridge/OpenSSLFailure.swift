// SPDX-License-Identifier: Apache-2.0
internal import COpenSSL

/// The contents of OpenSSL's error queue when a call failed, oldest first.
package struct OpenSSLFailure: Error, Sendable, Hashable {
  /// One entry of the queue: numbers, and OpenSSL's text for them, which changes between versions.
  package struct Entry: Sendable, Hashable {
    /// The library number, as in `ERR_GET_LIB`.
    package let library: Int32
    /// The reason number, as in `ERR_GET_REASON`.
    package let reason: Int32
    /// OpenSSL's text for the reason, for display only.
    package let text: String
  }

  /// The entries; empty if OpenSSL gave no reason.
  package let entries: [Entry]

  /// Removes all entries from this thread's queue, so that no later call sees them.
  static func drain() -> OpenSSLFailure {
    var entries: [Entry] = []
    while true {
      let code = ERR_get_error()
      guard code != 0 else { break }
      let text = unsafe ERR_reason_error_string(code).map { unsafe String(cString: $0) }
      entries.append(
        Entry(library: ERR_GET_LIB(code), reason: ERR_GET_REASON(code), text: text ?? "unknown reason"))
    }
    return OpenSSLFailure(entries: entries)
  }
}

extension OpenSSLFailure: CustomStringConvertible {
  /// The text of the first entry, which is the cause; later entries are its consequences.
  package var description: String { entries.first?.text ?? "OpenSSL gave no reason" }
}
