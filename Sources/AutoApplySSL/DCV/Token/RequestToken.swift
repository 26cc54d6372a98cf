// SPDX-License-Identifier: Apache-2.0
package import OpenSSLBridge

/// The values that bind a proof of control to one CSR: the digests of its DER, the CA's name and the optional unique
/// value.
///
/// Source: Sectigo, Request Token; BR 1.6.1 "Request Token".
public struct RequestToken: Sendable, Hashable {
  /// The CA's name, in the file and at the end of the record's target.
  package static let authority = "sectigo.com"

  /// The MD5 digest of the DER as received, in 32 upper-case hexadecimal digits.
  public let md5: String
  /// The SHA-256 digest of the DER as received, in 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The `uniqueValue` of the order, if any.
  public let uniqueValue: UniqueValue?

  /// Creates a token from existing digests.
  ///
  /// - Throws: ``RequestTokenError`` if a digest has the wrong algorithm.
  package init(md5: Digest, sha256: Digest, uniqueValue: UniqueValue? = nil) throws(RequestTokenError) {
    guard md5.algorithm == .md5 else { throw .algorithm(expected: .md5, found: md5.algorithm) }
    guard sha256.algorithm == .sha256 else { throw .algorithm(expected: .sha256, found: sha256.algorithm) }
    self.init(md5: md5.hex(upperCase: true), sha256: sha256.hex(), uniqueValue: uniqueValue)
  }

  /// Creates the token of a CSR in DER, exactly as received.
  package init(request: Span<UInt8>, uniqueValue: UniqueValue? = nil) {
    self.init(
      md5: Digest(.md5, of: request).hex(upperCase: true), sha256: Digest(.sha256, of: request).hex(),
      uniqueValue: uniqueValue)
  }

  private init(md5: String, sha256: String, uniqueValue: UniqueValue?) {
    self.md5 = md5
    self.sha256 = sha256
    self.uniqueValue = uniqueValue
  }

  /// The token of the same CSR with another unique value, or without one.
  public func with(uniqueValue: UniqueValue?) -> RequestToken {
    RequestToken(md5: md5, sha256: sha256, uniqueValue: uniqueValue)
  }
}

extension RequestToken {
  /// The folder of the file, relative to the web root.
  package static let folder = ".well-known/pki-validation"

  /// The file name: the MD5 digest in upper case, followed by `.txt`.
  public var fileName: String { "\(md5).txt" }

  /// The path of the file relative to the web root, without a leading slash.
  public var path: String { "\(RequestToken.folder)/\(fileName)" }

  /// The file content: SHA-256, the CA's name and the unique value if any, each on a line that ends with LF.
  public var body: String {
    let lines = "\(sha256)\n\(RequestToken.authority)\n"
    return uniqueValue.map { "\(lines)\($0.text)\n" } ?? lines
  }

  /// The first label of the record's owner name: an underscore and the MD5 digest in lower case, 33 octets.
  public var ownerLabel: String { "_\(md5.lowercased())" }

  /// The absolute target of the record: SHA-256 in two labels of 32 digits, the unique value if any, and the CA's name.
  public var target: String {
    let (first, second) = (sha256.prefix(32), sha256.dropFirst(32))
    let value = uniqueValue.map { "\($0.text)." } ?? ""
    return "\(first).\(second).\(value)\(RequestToken.authority)."
  }
}

/// Why a request token cannot be created from digests.
package enum RequestTokenError: Error, Sendable, Hashable {
  /// A digest has the wrong algorithm.
  case algorithm(expected: DigestAlgorithm, found: DigestAlgorithm)
}

extension RequestTokenError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .algorithm(let expected, let found): "a request token needs a digest of \(expected), not \(found)"
    }
  }
}
