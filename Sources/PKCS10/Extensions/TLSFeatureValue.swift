// SPDX-License-Identifier: Apache-2.0

/// The TLS extensions that the server promises to support (RFC 7633 §4.1).
public struct TLSFeatureValue: DecodedValue, Hashable {
  /// The numbers of the TLS extensions, in order.
  public let features: [Int]

  private static let names = [5: "status_request (must-staple)", 17: "status_request_v2"]

  /// Reads a Features.
  public init(_ encoding: Range<Int>, in bytes: Span<UInt8>) throws(DERError) {
    var cursor = Cursor(try Cursor.only(.sequence, encoding, in: bytes).content)
    var features: [Int] = []
    while !cursor.isAtEnd { features.append(try cursor.next(.integer, in: bytes).count(in: bytes)) }
    self.features = features
  }

  /// Whether the server must staple an OCSP response.
  public var isMustStaple: Bool { features.contains(5) }

  /// Such as `status_request (must-staple)`.
  public var text: String { TLSFeatureValue.list(features.map { TLSFeatureValue.names[$0] ?? String($0) }) }
}
