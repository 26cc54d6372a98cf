// SPDX-License-Identifier: Apache-2.0

/// The text of an ASN.1 string, and the first octet that its type does not allow.
package struct StringText: Sendable, Hashable {
  /// The text; invalid octets appear as U+FFFD and are never dropped.
  package let text: String
  /// The offset of the first octet that the type does not allow, or nil.
  package let firstIllegal: Int?

  /// Reads the content of a string type.
  ///
  /// TeletexString is read as ISO 8859-1, which is what certificate software writes into it. A string in constructed
  /// form (X.690 §8.7.3) is joined from its parts. Any other type gives nil.
  package init?(_ tag: Tag, content: Range<Int>, in bytes: Span<UInt8>) {
    switch tag {
    case .utf8String:
      self.init(utf8: content, in: bytes)
    case .printableString:
      self.init(singleByte: content, in: bytes, isLegal: StringText.isPrintable)
    case .numericString:
      self.init(singleByte: content, in: bytes) { $0 == 0x20 || (0x30...0x39).contains($0) }
    case .ia5String:
      self.init(singleByte: content, in: bytes) { $0 < 0x80 }
    case .visibleString:
      self.init(singleByte: content, in: bytes) { (0x20...0x7E).contains($0) }
    case .teletexString:
      self.init(singleByte: content, in: bytes) { _ in true }
    case .bmpString:
      self.init(bigEndianUnits: 2, content: content, in: bytes)
    case .universalString:
      self.init(bigEndianUnits: 4, content: content, in: bytes)
    default:
      guard tag.isConstructed else { return nil }
      self.init(parts: tag, content: content, in: bytes)
    }
  }

  /// Creates a text that does not come from a string type.
  package init(text: String, firstIllegal: Int?) {
    self.text = text
    self.firstIllegal = firstIllegal
  }

  private init?(parts tag: Tag, content: Range<Int>, in bytes: Span<UInt8>) {
    guard let segments = try? Cursor.segments(of: content, in: bytes) else { return nil }
    var joined: [UInt8] = []
    for segment in segments {
      for index in segment { joined.append(bytes[index]) }
    }
    guard let joinedText = StringText(Tag(tag.octet & 0xDF), content: 0..<joined.count, in: joined.span) else {
      return nil
    }
    text = joinedText.text
    guard var offset = joinedText.firstIllegal else {
      firstIllegal = nil
      return
    }
    var place: Int?
    for segment in segments where place == nil {
      if offset < segment.count { place = segment.lowerBound + offset }
      offset -= segment.count
    }
    firstIllegal = place
  }

  /// The characters of PrintableString (X.680 §41.4).
  @inline(__always)
  package static func isPrintable(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x20, 0x27, 0x28, 0x29, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x3D, 0x3F: true
    default: false
    }
  }

  /// Octets above 0x7F are read as UTF-8 if they are valid UTF-8, which is what software that mislabels a string meant,
  /// and as ISO 8859-1 otherwise.
  private init(singleByte content: Range<Int>, in bytes: Span<UInt8>, isLegal: (UInt8) -> Bool) {
    var firstIllegal: Int?
    var isASCII = true
    for index in content {
      let octet = bytes[index]
      if firstIllegal == nil, !isLegal(octet) { firstIllegal = index }
      isASCII = isASCII && octet < 0x80
    }
    self.firstIllegal = firstIllegal
    if isASCII || firstIllegal != nil, let utf8 = StringText.validUTF8(content, in: bytes) {
      text = utf8
    } else {
      var scalars = String.UnicodeScalarView()
      for index in content { scalars.append(Unicode.Scalar(bytes[index])) }
      text = String(scalars)
    }
  }

  private init(utf8 content: Range<Int>, in bytes: Span<UInt8>) {
    if let valid = StringText.validUTF8(content, in: bytes) {
      text = valid
      firstIllegal = nil
      return
    }
    var repaired = ""
    var illegal: Int?
    var decoder = UTF8Reader(content)
    while let unit = decoder.next(in: bytes) {
      if unit.scalar == nil, illegal == nil { illegal = unit.offset }
      repaired.unicodeScalars.append(unit.scalar ?? "\u{FFFD}")
    }
    text = repaired
    firstIllegal = illegal
  }

  private init(bigEndianUnits width: Int, content: Range<Int>, in bytes: Span<UInt8>) {
    var scalars = String.UnicodeScalarView()
    var illegal: Int?
    var index = content.lowerBound
    while index < content.upperBound {
      var value: UInt32 = 0
      let end = min(index + width, content.upperBound)
      for position in index..<end { value = value << 8 | UInt32(bytes[position]) }
      if end - index == width, let scalar = Unicode.Scalar(value) {
        scalars.append(scalar)
        index = end
        continue
      }
      if illegal == nil { illegal = index }
      if width == 2, let pair = StringText.surrogatePair(value, at: end, before: content.upperBound, in: bytes) {
        scalars.append(pair)
        index = end + width
      } else {
        scalars.append("\u{FFFD}")
        index = end
      }
    }
    text = String(scalars)
    firstIllegal = illegal
  }

  /// BMPString has no surrogates (X.680 §41.15), but some software writes UTF-16 into it.
  private static func surrogatePair(
    _ high: UInt32, at low: Int, before end: Int, in bytes: Span<UInt8>
  ) -> Unicode.Scalar? {
    guard (0xD800..<0xDC00).contains(high), low + 1 < end else { return nil }
    let second = UInt32(bytes[low]) << 8 | UInt32(bytes[low + 1])
    guard (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (second - 0xDC00))
  }

  private static func validUTF8(_ content: Range<Int>, in bytes: Span<UInt8>) -> String? {
    guard let text = try? UTF8Span(validating: bytes.extracting(content)) else { return nil }
    return String(copying: text)
  }
}

/// Reads UTF-8 scalar by scalar and reports invalid octets (RFC 3629 §3).
package struct UTF8Reader: Sendable {
  private var position: Int
  private let end: Int

  /// Creates a reader over a range of the bytes.
  package init(_ range: Range<Int>) {
    position = range.lowerBound
    end = range.upperBound
  }

  /// Returns the next scalar and the offset of its first octet; the scalar is nil for an octet that does not start one.
  package mutating func next(in bytes: Span<UInt8>) -> (offset: Int, scalar: Unicode.Scalar?)? {
    guard position < end else { return nil }
    let offset = position
    let first = bytes[position]
    position += 1
    let (count, mask): (Int, UInt8)
    switch first {
    case 0x00...0x7F: return (offset, Unicode.Scalar(first))
    case 0xC2...0xDF: (count, mask) = (1, 0x1F)
    case 0xE0...0xEF: (count, mask) = (2, 0x0F)
    case 0xF0...0xF4: (count, mask) = (3, 0x07)
    default: return (offset, nil)
    }
    var value = UInt32(first & mask)
    for index in position..<position + count {
      guard index < end, bytes[index] & 0xC0 == 0x80 else { return (offset, nil) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    let isShortest = value >= (count == 1 ? 0x80 : count == 2 ? 0x800 : 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return (offset, nil) }
    position += count
    return (offset, scalar)
  }
}
