// SPDX-License-Identifier: Apache-2.0

/// A place where a request departs from the DER encoding of RFC 2986 and can be read all the same.
public struct Irregularity: Sendable, Hashable {
  /// What departs.
  public let kind: Kind
  /// The bytes that show it.
  public let range: Range<Int>

  init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }

  /// The departures that are told apart; the raw value is the stable last part of a finding's identifier.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
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
  /// What is there and what DER or RFC 2986 asks for, as a sentence without a full stop.
  public var description: String {
    switch self {
    case .longLength: "a length is written with more octets than it needs (X.690 §10.1)"
    case .indefiniteLength: "a length is left open and closed by two zero octets, which is BER, not DER (X.690 §10.1)"
    case .longTag: "a tag number is written in a longer form than it needs (X.690 §8.1.2.4)"
    case .trailingData: "there is data after the last element of a structure"
    case .versionMissing: "the version is missing; RFC 2986 §4.1 requires it, with the value 0"
    case .versionEmpty:
      "the version is an INTEGER without content, as very old OpenSSL wrote it; 0 is required (RFC 2986 §4.1)"
    case .versionNonZero: "the version is not 0, the only one that RFC 2986 §4.1 defines"
    case .integerPadding: "an INTEGER has a superfluous leading octet (X.690 §8.3.2)"
    case .integerEmpty: "an INTEGER has no content (X.690 §8.3.1)"
    case .integerNegative: "an INTEGER that must be positive is written as a negative one (X.690 §8.3.3)"
    case .oidMalformed: "an OBJECT IDENTIFIER has a padded or unfinished arc (X.690 §8.19.2)"
    case .stringMalformed: "the octets of a string are no text of its type (RFC 3629 §3, X.690 §8.23)"
    case .constructedString: "a string is written in pieces, which is BER, not DER (X.690 §10.2)"
    case .primitiveList: "the tag of a list says that it is no structure (X.690 §8.9.1)"
    case .valueMalformed: "the content of a value is one that its type cannot have (X.690 §8)"
    case .valueType: "the value of a name's attribute is of a type that names do not have (RFC 5280 §4.1.2.4)"
    case .booleanForm: "a BOOLEAN is neither 00 nor FF (X.690 §11.1)"
    case .defaultEncoded: "a default value is written out (X.690 §11.5)"
    case .unusedBits: "a BIT STRING that holds whole octets claims unused bits"
    case .emptySet: "a SET that needs an element is empty"
    case .setOrder: "the elements of a SET OF are not in ascending order (X.690 §11.6)"
    case .attributesMissing: "the attributes field is missing; RFC 2986 §4.1 requires it even when it is empty"
    case .attributeMalformed: "an attribute cannot be decoded (RFC 2986 §4.1)"
    case .attributeValueCount: "an attribute that holds exactly one value has none or several (RFC 2985 §5.4)"
    case .attributeRepeated: "an attribute appears more than once"
    case .extensionMalformed: "a requested extension cannot be decoded (RFC 5280 §4.2)"
    case .extensionRepeated: "an extension is requested more than once (RFC 5280 §4.2)"
    case .extensionListEmpty: "the list of requested extensions is empty (RFC 5280 §4.1)"
    case .algorithmParameters: "the parameters of an algorithm are not those that its specification asks for"
    case .keyMalformed: "the public key cannot be decoded"
    case .nameMalformed: "a part of the subject's name cannot be decoded (RFC 5280 §4.1.2.4)"
    }
  }

  /// Whether every reader in the field takes it, so that OpenSSL need not be asked.
  public var isHarmless: Bool { self == .setOrder }
}

extension [Irregularity] {
  /// Notes a header that only BER allows.
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

  /// Looks up the OBJECT IDENTIFIER of a node and notes one that is malformed.
  @inline(__always)
  mutating func reference(_ node: Node, in bytes: Span<UInt8>) -> OIDReference {
    note(node)
    let reference = OIDReference(node.content, in: bytes)
    if reference.known == nil, !ObjectIdentifierText.isValid(node.content, in: bytes) {
      append(Irregularity(.oidMalformed, node.range))
    }
    return reference
  }

  /// Notes the header of a SEQUENCE OF or SET OF, which OpenSSL also takes without the constructed bit.
  ///
  /// - Throws: where the node is of another type.
  mutating func noteList(_ node: Node, _ expected: Tag) throws(DERError) {
    guard node.tag.matches(expected) else {
      throw .unexpectedTag(offset: node.start, expected: expected, found: node.tag)
    }
    note(node)
    if !node.tag.isConstructed { append(Irregularity(.primitiveList, node.start..<node.content.lowerBound)) }
  }

  /// Notes what is wrong with a value of any type: its header, and content that its type cannot have.
  mutating func check(_ value: Node, in bytes: Span<UInt8>) {
    note(value)
    guard let kind = ValueCheck.irregularity(of: value, in: bytes) else { return }
    append(Irregularity(kind, kind == .constructedString ? value.start..<value.content.lowerBound : value.range))
  }

  /// Notes whatever follows the last element that was read.
  @inline(__always)
  mutating func noteRest(of cursor: Cursor) {
    if !cursor.isAtEnd { append(Irregularity(.trailingData, cursor.position..<cursor.end)) }
  }

  /// The content of a string that may be in constructed form, which is noted.
  ///
  /// - Returns: the content of its only part, or nil where it has several or none.
  mutating func contiguous(_ string: Node, in bytes: Span<UInt8>) throws(DERError) -> Range<Int>? {
    note(string)
    guard string.tag.isConstructed else { return string.content }
    append(Irregularity(.constructedString, string.start..<string.content.lowerBound))
    let segments = try Cursor.segments(of: string.content, in: bytes)
    return segments.count == 1 ? segments.first : nil
  }
}
