// SPDX-License-Identifier: Apache-2.0

/// Why the server cannot be configured, as a sentence without a full stop.
struct SettingsError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
