// SPDX-License-Identifier: Apache-2.0

/// Finds certificate signing requests (CSRs) in pasted input and repairs the damage of mail, forms, editors and shells.
///
/// The input may be PEM (RFC 7468) in any condition, Base64, hex or DER, wrapped in any combination of other
/// encodings. The result names every repair. Time and memory are linear in the input (`ArmorLimits`).
package enum Armor {
  /// Reads a complete input.
  ///
  /// - Parameters:
  ///   - input: the bytes; an input longer than `limits.input` gives `ForeignObject.Kind.inputTooLarge`.
  ///   - limits: bounds on size and work.
  ///   - proof: returns whether the self-signature of this DER verifies. It is called only before a repair that guesses
  ///     lost characters, a few times per damaged request; the repair is made only if it returns true.
  /// - Returns: requests and other objects in input order; without a request, at least one other object.
  package static func read(
    _ input: Span<UInt8>, limits: ArmorLimits = .standard, proof: (Span<UInt8>) -> Bool
  ) -> ArmorReading {
    var reading = ArmorReading()
    if let request = CleanReader.only(input, limits: limits) {
      reading.requests.append(request)
      return reading
    }
    guard input.count <= limits.input else {
      reading.others.append(.oversizedInput(limit: limits.input, at: LineCounter().current))
      return reading
    }
    var scanner = ArmorScanner(limits: limits)
    var position = 0
    while position < input.count {
      let end = min(position + limits.window, input.count)
      let window = input.extracting(position..<end)
      guard let consumed = scanner.advance(window, isLast: end == input.count, proof: proof) else { break }
      position += max(consumed, 1)
    }
    scanner.finish()
    for item in scanner.takeItems() { reading.append(item) }
    return reading
  }
}

/// The contents of an input: its requests and the other objects that were recognised.
package struct ArmorReading: Sendable, Hashable {
  /// The requests in input order.
  package var requests: [ArmoredRequest] = []
  /// Everything else that was recognised, in input order; without a request, at least one object that says what the
  /// input is.
  package var others: [ForeignObject] = []

  /// An empty reading.
  package init() {}

  /// Whether the input contains a private key, encrypted or not.
  package var hasPrivateKey: Bool { others.contains { $0.isPrivateKey } }

  /// Adds an item from an `ArmorStream`.
  package mutating func append(_ item: ArmorItem) {
    switch item {
    case .request(let request): requests.append(request)
    case .other(let object): others.append(object)
    }
  }
}

/// An item found in a stream.
package enum ArmorItem: Sendable, Hashable {
  /// A CSR.
  case request(ArmoredRequest)
  /// Anything else, including private keys and unreadable data.
  case other(ForeignObject)
}

/// A CSR as found in an input: its DER, its position, and the repairs needed to read it.
public struct ArmoredRequest: Sendable, Hashable {
  /// The DER exactly as encoded, without trailing data.
  package let der: [UInt8]
  /// The innermost encoding, which contains the DER.
  package let container: Container
  /// The label between the dashes as written; nil without a BEGIN or END line.
  package let label: String?
  /// The repairs, in the order of `ArmorRepair`; empty for clean input.
  package var repairs: [ArmorRepair]
  /// The first byte of the BEGIN line, the Base64, the hex or the DER.
  package let position: ArmorPosition
  /// The number of decoded bytes after the request in the same container.
  package let trailingBytes: Int
  /// What surrounds the request inside the container; nil for a request by itself.
  package let enclosure: RequestEnclosure?
  /// The lines of the Base64 in an input that is not clean; nil for clean input and other encodings.
  let lineMap: LineMap?

  init(
    der: [UInt8], container: Container, label: String?, repairs: [ArmorRepair], position: ArmorPosition,
    trailingBytes: Int, enclosure: RequestEnclosure? = nil, lineMap: LineMap? = nil
  ) {
    self.enclosure = enclosure
    self.der = der
    self.container = container
    self.label = label
    self.repairs = repairs
    self.position = position
    self.trailingBytes = trailingBytes
    self.lineMap = lineMap
  }

  /// The lines of the input on which the octets of the request are; nil if it is not Base64 on lines of the input.
  package var lines: LineMap? {
    if let lineMap { return lineMap }
    guard container == .pem, repairs.allSatisfy({ $0 == .crlf || $0 == .surroundingText }) else { return nil }
    return LineMap(uniformAfter: position.line, octets: der.count)
  }

  /// Adds repairs; the list stays sorted and without duplicates.
  mutating func add(_ more: [ArmorRepair]) {
    repairs = ArmorRepair.sorted(repairs + more)
  }
}

extension ArmoredRequest {
  /// The encoding that contains the DER.
  public enum Container: String, Sendable, Hashable, CaseIterable {
    /// Base64 with a BEGIN line, an END line or both (RFC 7468).
    case pem
    /// Bare Base64 (RFC 4648 §4).
    case base64
    /// Bare Base64 in the URL-safe alphabet (RFC 4648 §5).
    case base64url
    /// Binary DER.
    case der
    /// Hexadecimal digits, with or without separators.
    case hex
    /// A PKCS#7, CMS or CMC message, as a renewal by IIS or Exchange is, in any encoding.
    case cms
  }
}

/// A position in the input as received, before any repair.
public struct ArmorPosition: Sendable, Hashable {
  /// The byte offset, from 0.
  public let offset: Int
  /// The line number, from 1; CR LF, LF and CR end a line.
  public let line: Int
  /// The byte within the line, from 1.
  public let column: Int

  /// Creates a position; `offset` counts from 0, `line` and `column` from 1.
  package init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
