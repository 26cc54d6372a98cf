// SPDX-License-Identifier: Apache-2.0
public import OpenSSLBridge

/// What ties a proof of control to one request: the digests of its DER, the CA's name and the optional unique value.
///
/// Source: Sectigo, Request Token; BR 1.6.1 "Request Token".
public struct RequestToken: Sendable, Hashable {
  /// The name of the CA as it stands in the file and ends the record's target.
  public static let authority = "sectigo.com"

  /// The MD5 digest of the DER as received: 32 upper-case hexadecimal digits.
  public let md5: String
  /// The SHA-256 digest of the DER as received: 64 lower-case hexadecimal digits.
  public let sha256: String
  /// The value sent as `uniqueValue` in the order, if any.
  public let uniqueValue: UniqueValue?

  /// The token of digests that were already made.
  ///
  /// - Throws: ``RequestTokenError`` when a digest was made by another function.
  public init(md5: Digest, sha256: Digest, uniqueValue: UniqueValue? = nil) throws(RequestTokenError) {
    guard md5.algorithm == .md5 else { throw .algorithm(expected: .md5, found: md5.algorithm) }
    guard sha256.algorithm == .sha256 else { throw .algorithm(expected: .sha256, found: sha256.algorithm) }
    self.init(md5: md5.hex(upperCase: true), sha256: sha256.hex(), uniqueValue: uniqueValue)
  }

  /// The token of a request in DER, byte for byte as received.
  public init(request: Span<UInt8>, uniqueValue: UniqueValue? = nil) {
    self.init(
      md5: Digest(.md5, of: request).hex(upperCase: true), sha256: Digest(.sha256, of: request).hex(),
      uniqueValue: uniqueValue)
  }

  private init(md5: String, sha256: String, uniqueValue: UniqueValue?) {
    self.md5 = md5
    self.sha256 = sha256
    self.uniqueValue = uniqueValue
  }

  /// The token of the same request with another unique value, or with none.
  public func with(uniqueValue: UniqueValue?) -> RequestToken {
    RequestToken(md5: md5, sha256: sha256, uniqueValue: uniqueValue)
  }
}

extension RequestToken {
  /// The folder of the file on the web server, relative to its root.
  public static let folder = ".well-known/pki-validation"

  /// The name of the file: the MD5 digest in upper case and `.txt`.
  public var fileName: String { "\(md5).txt" }

  /// The path of the file relative to the web root, without a leading slash.
  public var path: String { "\(RequestToken.folder)/\(fileName)" }

  /// The content of the file: SHA-256, the CA's name, the unique value if there is one, each line closed by LF.
  public var body: String {
    let lines = "\(sha256)\n\(RequestToken.authority)\n"
    return uniqueValue.map { "\(lines)\($0.text)\n" } ?? lines
  }

  /// The leftmost label of the record's owner: an underscore and the MD5 digest in lower case, 33 octets.
  public var ownerLabel: String { "_\(md5.lowercased())" }

  /// The target of the record, absolute: SHA-256 in two labels of 32, the unique value if any, the CA's name, a dot.
  public var target: String {
    let (first, second) = (sha256.prefix(32), sha256.dropFirst(32))
    let value = uniqueValue.map { "\($0.text)." } ?? ""
    return "\(first).\(second).\(value)\(RequestToken.authority)."
  }
}

/// Why digests make no request token.
public enum RequestTokenError: Error, Sendable, Hashable {
  /// A digest of one function stands where another is due.
  case algorithm(expected: DigestAlgorithm, found: DigestAlgorithm)
}

extension RequestTokenError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .algorithm(let expected, let found): "a request token takes \(expected), it was given \(found)"
    }
  }
}
