// SPDX-License-Identifier: Apache-2.0

/// The error codes of the CA's answers that keys lead to (AutoApplySSL error codes; -41 is DecodeCSR's).
enum PredictedCode {
  static let undecodable = -10
  static let unsupportedAlgorithm = -11
  static let unsupportedSize = -13
  static let compromised = -40
  static let invalidKey = -41
}
