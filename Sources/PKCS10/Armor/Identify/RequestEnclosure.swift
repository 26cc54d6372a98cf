// SPDX-License-Identifier: Apache-2.0

/// What surrounds a request that is a part of another structure, as in a renewal by IIS or Exchange.
package struct RequestEnclosure: Sendable, Hashable {
  /// One structure around the request, and how to get to the next one.
  package enum Layer: Sendable, Hashable {
    /// PKCS#7 or CMS SignedData (RFC 5652 §5.1), whose content follows.
    case signedData
    /// PKIData of CMC (RFC 5272 §3.2.1), with the next structure at an offset.
    case pkiData(offset: Int)
    /// A SEQUENCE that no standard defines, with the next structure at an offset.
    case sequence(offset: Int)
  }

  /// How the outermost structure is encoded.
  package enum Encoding: Sendable, Hashable {
    case der
    /// PEM with a label of messages, which `openssl cms` reads.
    case message
    /// Base64, with or without the label of a request.
    case text
  }

  /// The structures, the outermost first.
  package let layers: [Layer]
  /// The encoding of the outermost structure.
  package let encoding: Encoding

  init(layers: [Layer], container: ArmoredRequest.Container, label: String?) {
    self.layers = layers
    encoding =
      switch container {
      case .der: .der
      case .pem where label.map { RequestEnclosure.labels.contains(PEMLabel.normal($0)) } ?? false: .message
      default: .text
      }
  }

  /// The labels of messages (RFC 7468 §8, §9) that `openssl cms` reads.
  private static let labels = ["CMS", "PKCS7", "PKCS #7 SIGNED DATA"]

  /// Whether the request is in a PKCS#7, CMS or CMC message.
  package var isMessage: Bool {
    layers.contains { layer in
      if case .sequence = layer { false } else { true }
    }
  }

  /// Whether one of the structures is PKIData.
  package var isCMC: Bool {
    layers.contains { layer in
      if case .pkiData = layer { true } else { false }
    }
  }
}

/// The requests inside a structure that is not a request itself.
///
/// Each level reads its bytes once, and there are at most `depthLimit` levels, so the time is linear.
struct EnclosedRequests {
  struct Found: Sendable, Hashable {
    let der: [UInt8]
    let layers: [RequestEnclosure.Layer]
  }

  private static let depthLimit = 6

  private(set) var found: [Found] = []

  /// Finds all requests in the object that fills the range.
  init(_ range: Range<Int>, in bytes: Span<UInt8>) {
    search(range, in: bytes, layers: [])
  }

  private mutating func search(_ range: Range<Int>, in bytes: Span<UInt8>, layers: [RequestEnclosure.Layer]) {
    if !layers.isEmpty, ObjectIdentity.isRequest(range, in: bytes) {
      let der = [UInt8](capacity: range.count) { output in
        for index in range { output.append(bytes[index]) }
      }
      found.append(Found(der: der, layers: layers))
      return
    }
    guard layers.count < EnclosedRequests.depthLimit, let shape = EnclosedRequests.shape(range, in: bytes) else {
      return
    }
    if shape.tag(0) == .objectIdentifier {
      if let content = EnclosedRequests.signedContent(shape, in: bytes) {
        search(0..<content.count, in: content.span, layers: layers + [.signedData])
      }
    } else if shape.children.count == 4, shape.children.allSatisfy({ $0.tag == .sequence }) {
      searchMessage(shape, in: bytes, layers: layers)
    } else if !shape.children.isEmpty, shape.children.allSatisfy({ $0.tag == .sequence }) {
      for child in shape.children {
        search(child.range, in: bytes, layers: layers + [.sequence(offset: child.start - range.lowerBound)])
      }
    }
  }

  /// PKIData: controlSequence, reqSequence, cmsSequence, otherMsgSequence.
  private mutating func searchMessage(_ shape: ObjectShape, in bytes: Span<UInt8>, layers: [RequestEnclosure.Layer]) {
    let start = shape.root.start
    // TaggedRequest: tcr [0] { bodyPartID, certificationRequest }.
    for request in EnclosedRequests.children(shape.children[1], in: bytes)
    where request.tag == .context(0, constructed: true) {
      guard let inner = EnclosedRequests.children(request, in: bytes).dropFirst().first else { continue }
      search(inner.range, in: bytes, layers: layers + [.pkiData(offset: inner.start - start)])
    }
    // TaggedContentInfo { bodyPartID, contentInfo }.
    for message in EnclosedRequests.children(shape.children[2], in: bytes) {
      guard let inner = EnclosedRequests.children(message, in: bytes).dropFirst().first else { continue }
      search(inner.range, in: bytes, layers: layers + [.pkiData(offset: inner.start - start)])
    }
  }

  /// The content of SignedData: the octets of its OCTET STRING, or, as PKCS#7 allows, the structure itself.
  private static func signedContent(_ shape: ObjectShape, in bytes: Span<UInt8>) -> [UInt8]? {
    guard shape.startsWithPKCS7(0, in: bytes), shape.children.count > 1,
      let signed = children(shape.children[1], in: bytes).first, signed.tag == .sequence
    else { return nil }
    // SignedData: version, digestAlgorithms, encapContentInfo.
    let fields = children(signed, in: bytes)
    guard fields.count > 2, fields[1].tag == .set, fields[2].tag == .sequence else { return nil }
    let info = children(fields[2], in: bytes)
    guard info.count > 1, let content = children(info[1], in: bytes).first else { return nil }
    let parts: [Range<Int>]
    switch content.tag {
    case .octetString: parts = [content.content]
    case let tag where tag.matches(.octetString):
      guard let segments = try? Cursor.segments(of: content.content, in: bytes) else { return nil }
      parts = segments
    default: parts = [content.range]
    }
    return [UInt8](capacity: parts.reduce(0) { $0 + $1.count }) { output in
      for part in parts { for index in part { output.append(bytes[index]) } }
    }
  }

  private static func shape(_ range: Range<Int>, in bytes: Span<UInt8>) -> ObjectShape? {
    var cursor = Cursor(range)
    guard let root = try? cursor.next(.sequence, in: bytes) else { return nil }
    return try? ObjectShape(root, in: bytes)
  }

  /// The first children of a node.
  private static func children(_ node: Node, in bytes: Span<UInt8>) -> [Node] {
    (try? ObjectShape(node, in: bytes))?.children ?? []
  }
}
