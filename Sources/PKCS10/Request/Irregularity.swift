// SPDX-License-Identifier: Apache-2.0

/// A deviation of a request from DER or RFC 2986 that does not prevent reading it.
package struct Irregularity: Sendable, Hashable {
  /// The kind of deviation.
  package let kind: Kind
  /// The bytes concerned.
  package let range: Range<Int>

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// The kinds of deviation; the raw value is the stable last part of a finding's id.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case longLength = "length-form"
    case indefiniteLength = "indefinite-length"
    case longTag = "tag-form"
    case trailingData = "trailing-data"
    case versionMissing = "version-missing"
    case versionEmpty = "version-empty"
    case versionNonZero = "version-nonzero"
    case integerPadding = "integer-padding"
    case integerEmpty = "integer-empty"
    case booleanForm = "boolean-form"
    case defaultEncoded = "default-encoded"
    case integerNegative = "integer-negative"
    case oidMalformed = "oid-malformed"
    case stringMalformed = "string-malformed"
    case constructedString = "constructed-string"
    case primitiveList = "primitive-list"
    case valueMalformed = "value-malformed"
    case valueType = "value-type"
    case unusedBits = "unused-bits"
    case emptySet = "empty-set"
    case setOrder = "set-order"
    case attributesMissing = "attributes-missing"
    case attributeMalformed = "attribute-malformed"
    case attributeValueCount = "attribute-value-count"
    case attributeRepeated = "attribute-repeated"
    case extensionMalformed = "extension-malformed"
    case extensionRepeated = "extension-repeated"
    case extensionListEmpty = "extension-list-empty"
    case algorithmParameters = "algorithm-parameters"
    case keyMalformed = "key-malformed"
    case nameMalformed = "name-malformed"
  }
}

extension Irregularity.Kind {
  /// The deviation, as a clause without a full stop, with the section it violates.
  package var description: String {
    switch self {
    case .longLength: "a length has more octets than necessary (X.690 §10.1)"
    case .indefiniteLength: "a length is indefinite, which is BER, not DER (X.690 §10.1)"
    case .longTag: "a tag number is in a longer form than necessary (X.690 §8.1.2.4)"
    case .trailingData: "data follows the last element of a structure"
    case .versionMissing: "the version is missing; it must be 0 (RFC 2986 §4.1)"
    case .versionEmpty:
      "the version is an INTEGER without content, as very old OpenSSL wrote it; it must be 0 (RFC 2986 §4.1)"
    case .versionNonZero: "the version is not 0, the only value that RFC 2986 §4.1 defines"
    case .integerPadding: "an INTEGER has an unnecessary leading octet (X.690 §8.3.2)"
    case .integerEmpty: "an INTEGER has no content (X.690 §8.3.1)"
    case .integerNegative: "an INTEGER that must be positive is encoded as negative (X.690 §8.3.3)"
    case .oidMalformed: "an OBJECT IDENTIFIER has a padded or incomplete arc (X.690 §8.19.2)"
    case .stringMalformed: "a string contains octets that its type does not allow (RFC 3629 §3, X.690 §8.23)"
    case .constructedString: "a string is in constructed form, which is BER, not DER (X.690 §10.2)"
    case .primitiveList: "a SEQUENCE or SET is in primitive form (X.690 §8.9.1)"
    case .valueMalformed: "a value has content that its type does not allow (X.690 §8)"
    case .valueType: "a subject attribute has a value of a type that names do not have (RFC 5280 §4.1.2.4)"
    case .booleanForm: "a BOOLEAN is neither 00 nor FF (X.690 §11.1)"
    case .defaultEncoded: "a default value is encoded (X.690 §11.5)"
    case .unusedBits: "a BIT STRING of complete octets has unused bits"
    case .emptySet: "a SET that must have an element is empty"
    case .setOrder: "the elements of a SET OF are not in ascending order (X.690 §11.6)"
    case .attributesMissing: "the attributes field is missing; it is required even if empty (RFC 2986 §4.1)"
    case .attributeMalformed: "an attribute cannot be decoded (RFC 2986 §4.1)"
    case .attributeValueCount: "an attribute that must have one value has none or several (RFC 2985 §5.4)"
    case .attributeRepeated: "an attribute appears more than once"
    case .extensionMalformed: "a requested extension cannot be decoded (RFC 5280 §4.2)"
    case .extensionRepeated: "an extension is requested more than once (RFC 5280 §4.2)"
    case .extensionListEmpty: "the list of requested extensions is empty (RFC 5280 §4.1)"
    case .algorithmParameters: "the parameters of an algorithm are not those that its specification requires"
    case .keyMalformed: "the public key cannot be decoded"
    case .nameMalformed: "a part of the subject's name cannot be decoded (RFC 5280 §4.1.2.4)"
    }
  }

  /// The requirement that the deviation violates, as a clause without a full stop, with its section.
  package var requirement: String {
    switch self {
    case .longLength: "a length must have as few octets as possible (X.690 §10.1)"
    case .indefiniteLength: "a length must be definite (X.690 §10.1)"
    case .longTag: "a tag number must be in its shortest form (X.690 §8.1.2.4)"
    case .trailingData: "a structure must not have data after its last element"
    case .versionMissing: "the version must be present (RFC 2986 §4.1)"
    case .versionEmpty: "the version must not be an INTEGER without content (RFC 2986 §4.1)"
    case .versionNonZero: "the version must be 0 (RFC 2986 §4.1)"
    case .integerPadding: "an INTEGER must not have unnecessary leading octets (X.690 §8.3.2)"
    case .integerEmpty: "an INTEGER must have content (X.690 §8.3.1)"
    case .integerNegative: "the numbers of a public key must not be negative (X.690 §8.3.3)"
    case .oidMalformed: "an OBJECT IDENTIFIER must consist of complete arcs without padding (X.690 §8.19.2)"
    case .stringMalformed: "a string must contain only octets that its type allows (RFC 3629 §3, X.690 §8.23)"
    case .constructedString: "a string must be in primitive form (X.690 §10.2)"
    case .primitiveList: "a SEQUENCE or SET must be in constructed form (X.690 §8.9.1)"
    case .valueMalformed: "a value must have content that its type allows (X.690 §8)"
    case .valueType: "a subject attribute must have a value of a type that names may have (RFC 5280 §4.1.2.4)"
    case .booleanForm: "a BOOLEAN must be 00 or FF (X.690 §11.1)"
    case .defaultEncoded: "a default value must not be encoded (X.690 §11.5)"
    case .unusedBits: "a BIT STRING of complete octets must not have unused bits"
    case .emptySet: "a SET that must have an element must not be empty"
    case .setOrder: "the elements of a SET OF must be in ascending order (X.690 §11.6)"
    case .attributesMissing: "the attributes field must be present, even if empty (RFC 2986 §4.1)"
    case .attributeMalformed: "an attribute must be decodable (RFC 2986 §4.1)"
    case .attributeValueCount: "a single-valued attribute must have exactly one value (RFC 2985 §5.4)"
    case .attributeRepeated: "an attribute must not appear more than once"
    case .extensionMalformed: "a requested extension must be decodable (RFC 5280 §4.2)"
    case .extensionRepeated: "an extension must not be requested more than once (RFC 5280 §4.2)"
    case .extensionListEmpty: "the list of requested extensions must not be empty (RFC 5280 §4.1)"
    case .algorithmParameters: "the parameters of an algorithm must be those that its specification requires"
    case .keyMalformed: "the public key must be decodable"
    case .nameMalformed: "the subject's name must be decodable (RFC 5280 §4.1.2.4)"
    }
  }

  /// Whether every decoder in use accepts it, so that OpenSSL need not be consulted.
  package var isHarmless: Bool { self == .setOrder }
}

extension [Irregularity] {
  /// Records a header that only BER allows.
  @inline(__always)
  mutating func note(_ node: Node) {
    if node.laxity != .none { noteLaxity(of: node) }
  }

  private mutating func noteLaxity(of node: Node) {
    let header = node.start..<node.content.lowerBound
    switch node.laxity {
    case .none: return
    case .longLength: append(Irregularity(.longLength, header))
    case .indefiniteLength: append(Irregularity(.indefiniteLength, header))
    case .longTag: append(Irregularity(.longTag, header))
    }
  }

  /// Looks up the OBJECT IDENTIFIER of a node and records a malformed one.
  @inline(__always)
  mutating func reference(_ node: Node, in bytes: Span<UInt8>) -> OIDReference {
    note(node)
    let reference = OIDReference(node.content, in: bytes)
    if reference.known == nil, !ObjectIdentifierText.isValid(node.content, in: bytes) {
      append(Irregularity(.oidMalformed, node.range))
    }
    return reference
  }

  /// Records the header of a SEQUENCE OF or SET OF, which OpenSSL also accepts without the constructed bit.
  ///
  /// - Throws: if the node has another type.
  mutating func noteList(_ node: Node, _ expected: Tag) throws(DERError) {
    guard node.tag.matches(expected) else {
      throw .unexpectedTag(offset: node.start, expected: expected, found: node.tag)
    }
    note(node)
    if !node.tag.isConstructed { append(Irregularity(.primitiveList, node.start..<node.content.lowerBound)) }
  }

  /// Records faults of a value of any type: its header, and content that its type does not allow.
  mutating func check(_ value: Node, in bytes: Span<UInt8>) {
    note(value)
    guard let kind = ValueCheck.irregularity(of: value, in: bytes) else { return }
    append(Irregularity(kind, kind == .constructedString ? value.start..<value.content.lowerBound : value.range))
  }

  /// Records data after the last element that was read.
  @inline(__always)
  mutating func noteRest(of cursor: Cursor) {
    if !cursor.isAtEnd { append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
  }

  /// Returns the content of a string; a constructed form is recorded.
  ///
  /// - Returns: the content of its only part, or nil if it has several or none.
  mutating func contiguous(_ string: Node, in bytes: Span<UInt8>) throws(DERError) -> Range<Int>? {
    note(string)
    guard string.tag.isConstructed else { return string.content }
    append(Irregularity(.constructedString, string.start..<string.content.lowerBound))
    let segments = try Cursor.segments(of: string.content, in: bytes)
    return segments.count == 1 ? segments.first : nil
  }
}
