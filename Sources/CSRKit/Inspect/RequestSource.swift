// SPDX-License-Identifier: Apache-2.0
public import PKCS10

/// Where a request came from and how it was wrapped.
public struct RequestSource: Sendable {
  /// The file's name as given, or `-` for the standard input.
  public let name: String
  /// The position among the requests of the input, from 0.
  public let index: Int
  /// How the request was encoded.
  public let container: ArmoredRequest.Container
  /// The label of its PEM header, if it had one.
  public let label: String?
  /// What had to be undone to read it.
  public let repairs: [ArmorRepair]
  /// The line of the input on which it starts, from 1.
  public let line: Int
}

extension RequestSource {
  /// Where a request was found in an input.
  init(name: String, index: Int, _ found: ArmoredRequest, firstLine: Int) {
    self.init(
      name: name, index: index, container: found.container, label: found.label, repairs: found.repairs,
      line: firstLine - 1 + found.position.line)
  }
}
