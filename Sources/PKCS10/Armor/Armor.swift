// SPDX-License-Identifier: Apache-2.0

/// Finds the certificate requests in whatever a user pasted, and undoes what mail, forms, editors and shells did to it.
///
/// The input may be PEM (RFC 7468) in any state of wear, Base64, hex or DER, wrapped in other encodings in any
/// combination. Every repair is named in the result. Time and memory are linear in the input (`ArmorLimits`).
public enum Armor {
  /// Reads a whole input.
  ///
  /// - Parameters:
  ///   - input: all of it; a longer one than `limits.input` is refused as `ForeignObject.Kind.tooLarge`.
  ///   - limits: how much is read.
  ///   - proof: whether the self-signature of this DER verifies. It is asked only before a repair that guesses at
  ///     lost characters, a few times per damaged request; such a repair is made only when it answers true.
  /// - Returns: requests and other objects in order; when no request is found, at least one other object.
  public static func read(
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

/// What an input holds: the requests, and what else was recognised, both in order.
public struct ArmorReading: Sendable, Hashable {
  /// The requests in the order of the input.
  public var requests: [ArmoredRequest] = []
  /// Everything else that was recognised. When there is no request, one of these says what the input is.
  public var others: [ForeignObject] = []

  /// Nothing found yet.
  public init() {}

  /// Whether a private key, encrypted or not, is in the input.
  public var hasPrivateKey: Bool { others.contains { $0.isPrivateKey } }

  /// Adds an item of a stream.
  public mutating func append(_ item: ArmorItem) {
    switch item {
    case .request(let request): requests.append(request)
    case .other(let object): others.append(object)
    }
  }
}

/// One thing found in a stream.
public enum ArmorItem: Sendable, Hashable {
  /// A request.
  case request(ArmoredRequest)
  /// Anything else, private keys and errors among them.
  case other(ForeignObject)
}

/// A certificate request as it was found in an input: its DER, where it stood, and all that was undone to read it.
public struct ArmoredRequest: Sendable, Hashable {
  /// The request, byte for byte as it was encoded, without what followed it.
  public let der: [UInt8]
  /// The form that held the DER itself, whatever was wrapped around that.
  public let container: Container
  /// The label between the dashes as written, or nil without a BEGIN or END line.
  public let label: String?
  /// What was undone or overlooked, in the order of `ArmorRepair`; empty for a clean input.
  public var repairs: [ArmorRepair]
  /// The first byte of the BEGIN line, of the Base64 or hex, or of the DER.
  public let position: ArmorPosition
  /// Decoded bytes that followed the request in the same container.
  public let trailingBytes: Int

  init(
    der: [UInt8], container: Container, label: String?, repairs: [ArmorRepair], position: ArmorPosition,
    trailingBytes: Int
  ) {
    self.der = der
    self.container = container
    self.label = label
    self.repairs = repairs
    self.position = position
    self.trailingBytes = trailingBytes
  }

  /// Adds repairs and keeps the list in order, each once.
  mutating func add(_ more: [ArmorRepair]) {
    repairs = ArmorRepair.sorted(repairs + more)
  }
}

extension ArmoredRequest {
  /// The form that held the DER.
  public enum Container: String, Sendable, Hashable, CaseIterable {
    /// Base64 between BEGIN and END lines, or at least one of them (RFC 7468).
    case pem
    /// Base64 alone (RFC 4648 §4).
    case base64
    /// Base64 alone in the alphabet for URLs and file names (RFC 4648 §5).
    case base64url
    /// The bytes themselves.
    case der
    /// Hexadecimal digits, with or without separators.
    case hex
  }
}

/// A place in the input as it was received, before anything was undone.
public struct ArmorPosition: Sendable, Hashable {
  /// Bytes before the place.
  public let offset: Int
  /// The line, from 1; CR LF, LF and CR end a line.
  public let line: Int
  /// The byte in its line, from 1.
  public let column: Int

  /// A place; `offset` counts from 0, `line` and `column` from 1.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}
