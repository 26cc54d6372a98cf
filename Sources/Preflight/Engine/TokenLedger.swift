// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// Remembers which requests were ordered before: a file of the user's own, or a database behind a server.
public protocol TokenLedger: Sendable {
  /// The earlier order with a request, told by the SHA-256 of its DER.
  ///
  /// - Parameters:
  ///   - sha256: the digest of the request.
  ///   - uniqueValue: the value that makes the token unique; nil asks for any order with the request.
  func earlierOrder(request sha256: Digest, uniqueValue: String?) -> EarlierOrder?
}

/// An order that a ledger remembers.
public struct EarlierOrder: Sendable, Hashable {
  /// The orderer's own name for it.
  public let reference: String?
  /// When it was recorded, as text.
  public let time: String

  /// An order that a ledger remembers.
  public init(reference: String?, time: String) {
    self.reference = reference
    self.time = time
  }
}
