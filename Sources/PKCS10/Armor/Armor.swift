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
