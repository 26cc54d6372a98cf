// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import PKCS10

/// What the site makes of an inspection that reached its work limit.
enum Complexity {
  /// The stable word for it, in inspections and in problem documents.
  static let kind = "too-complex"
}

extension Inspection {
  /// Why the input was not read to its end, as a sentence without a full stop; nil where it was.
  var complexity: String? { others.first { $0.id == Complexity.kind }?.description }

  /// Refuses an input that was not read to its end.
  func requireComplete() throws(Problem) {
    guard let complexity else { return }
    throw Problem(
      422, Complexity.kind, "The input cannot be read: \(complexity). Send one request at a time, in PEM or DER.")
  }
}
