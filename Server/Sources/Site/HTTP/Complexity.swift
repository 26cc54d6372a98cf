// SPDX-License-Identifier: Apache-2.0
internal import CSRKit
internal import PKCS10

/// Inspections that reached their work limit.
enum Complexity {
  /// The identifier in inspections and in problem documents.
  static let kind = "too-complex"

  /// For an input whose description is not known.
  static let problem = Problem(
    422, kind, "The input was not read completely: it is too complex. Send one CSR at a time, in PEM or DER.")
}

extension Inspection {
  /// Why reading stopped early, as a sentence without a full stop; nil if the entire input was read.
  var complexity: String? { others.first { $0.id == Complexity.kind }?.description }

  /// Throws if the input was not read completely.
  func requireComplete() throws(Problem) {
    guard let complexity else { return }
    throw Problem(
      422, Complexity.kind, "The input was not read completely: \(complexity). Send one CSR at a time, in PEM or DER.")
  }
}
