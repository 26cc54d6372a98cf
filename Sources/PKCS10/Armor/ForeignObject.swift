// SPDX-License-Identifier: Apache-2.0

/// Something in an input that is not a certificate request.
///
/// It says what the thing is and where, and never carries its bytes: it may be a private key.
public struct ForeignObject: Sendable, Hashable {
  /// What it is.
  public let kind: Kind
  /// The label of its BEGIN line as written, or nil.
  public let label: String?
  /// Its first byte.
  public let position: ArmorPosition
  /// Where it went wrong, for `malformed`, `truncated` and damaged keys.
  public let fault: ArmorPosition?
  /// Whether it stands there in binary, where lines mean nothing.
  public let isBinary: Bool

  init(
    _ kind: Kind, label: String? = nil, position: ArmorPosition, fault: ArmorPosition? = nil, isBinary: Bool = false
  ) {
    self.isBinary = isBinary
    self.kind = kind
    self.label = label
    self.position = position
    self.fault = fault
  }

  static func oversizedInput(limit: Int, at position: ArmorPosition) -> ForeignObject {
    ForeignObject(.inputTooLarge(limit: limit), position: position)
  }

  /// Whether this is a private key, in the clear or encrypted: it ought not to be beside a request.
  public var isPrivateKey: Bool {
    if case .privateKey = kind { true } else { false }
  }

  /// Whether the input goes on beyond what is read.
  public var isOversizedInput: Bool {
    if case .inputTooLarge = kind { true } else { false }
  }

  /// Whether this was meant to be a request, as far as can be told: it is damaged, cut off or too large, and nothing
  /// says that it is something else.
  public var isDamagedRequest: Bool {
    switch kind {
    case .malformed(.emptyBody): return false
    case .truncated, .tooLarge, .tooComplex, .malformed: break
    default: return false
    }
    return label.map { PEMLabel.normal($0).contains("REQUEST") } ?? true
  }

  /// How much it says of why an input holds no request: a damaged request the most, then a private key, which matters
  /// wherever it stands.
  public var weight: Int { isDamagedRequest ? 2 : isPrivateKey ? 1 : 0 }
}

extension ForeignObject {
  /// What a thing is, by its content; its label decides only where the content has no recognisable form.
  public enum Kind: Sendable, Hashable {
    /// An X.509 certificate (RFC 5280 §4.1).
    case certificate
    /// A certificate revocation list (RFC 5280 §5.1).
    case revocationList
    /// A public key.
    case publicKey(PublicKeyForm)
    /// A private key.
    case privateKey(PrivateKeyForm)
    /// Domain parameters, such as the name of an elliptic curve.
    case parameters
    /// PKCS#7 or CMS content (RFC 5652 §3).
    case pkcs7
    /// A PKCS#12 key store (RFC 7292 §4).
    case pkcs12
    /// A signed public key and challenge, as browsers once made.
    case spkac
    /// A certificate request message of CRMF (RFC 4211 §3).
    case crmf
    /// An HTML page.
    case html
    /// No bytes, or blanks only.
    case empty
    /// Text without anything in it that could be a request.
    case text
    /// Something else that has a name, such as `ZIP archive`.
    case other(String)
    /// An encoding that ends after `have` of `need` bytes; nil where it ends before it says how long it is, or never does.
    case truncated(have: Int, need: Int?)
    /// An object of more than `limit` bytes, which was skipped.
    case tooLarge(limit: Int)
    /// An input of more than `limit` bytes.
    case inputTooLarge(limit: Int)
    /// Text that takes more steps of work to read than its size justifies.
    case tooComplex
    /// Something that starts like an encoded object and cannot be read.
    case malformed(ArmorFault)
  }

  /// The forms of public keys.
  public enum PublicKeyForm: String, Sendable, Hashable {
    /// SubjectPublicKeyInfo (RFC 5280 §4.1).
    case spki = "SubjectPublicKeyInfo"
    /// RSAPublicKey (RFC 8017 A.1.1).
    case pkcs1 = "PKCS#1"
    /// The line of an authorized_keys file, or an SSH2 block (RFC 4716).
    case ssh = "SSH"
  }

  /// The forms of private keys.
  public enum PrivateKeyForm: String, Sendable, Hashable {
    /// PrivateKeyInfo (RFC 5958 §2).
    case pkcs8 = "PKCS#8"
    /// EncryptedPrivateKeyInfo (RFC 5958 §3).
    case encryptedPKCS8 = "encrypted PKCS#8"
    /// RSAPrivateKey (RFC 8017 A.1.2).
    case pkcs1 = "PKCS#1"
    /// ECPrivateKey (RFC 5915 §3).
    case sec1 = "SEC 1"
    /// The DSA key of OpenSSL's own form.
    case dsa = "DSA"
    /// A PEM block with a DEK-Info header (RFC 1421 §4.6).
    case encryptedPEM = "encrypted PEM"
    /// OpenSSH's own form.
    case openSSH = "OpenSSH"
    /// PuTTY's own form.
    case putty = "PuTTY"
    /// A JSON Web Key (RFC 7517).
    case jwk = "JWK"
    /// Labelled as a private key; its content cannot be read.
    case unreadable = "unreadable"
  }
}

extension ForeignObject {
  /// The stable word for the kind in reports, such as `private-key`.
  public var id: String {
    switch kind {
    case .certificate: "certificate"
    case .revocationList: "crl"
    case .publicKey: "public-key"
    case .privateKey: "private-key"
    case .parameters: "parameters"
    case .pkcs7: "pkcs7"
    case .pkcs12: "pkcs12"
    case .spkac: "spkac"
    case .crmf: "crmf"
    case .html: "html"
    case .empty: "empty"
    case .text: "text"
    case .other: "other"
    case .truncated: "truncated"
    case .tooLarge, .inputTooLarge: "too-large"
    case .tooComplex: "too-complex"
    case .malformed: "malformed"
    }
  }

  /// What it is, as a noun phrase.
  public var name: String {
    switch kind {
    case .certificate: "a certificate"
    case .revocationList: "a certificate revocation list (CRL)"
    case .publicKey(let form): "a public key (\(form.rawValue))"
    case .privateKey(let form): "a private key (\(form.rawValue))"
    case .parameters: "key parameters"
    case .pkcs7: "a PKCS#7 (CMS) message"
    case .pkcs12: "a PKCS#12 key store"
    case .spkac: "a signed public key and challenge (SPKAC)"
    case .crmf: "a CRMF certificate request message, which is not PKCS#10"
    case .html: "an HTML page"
    case .empty: "empty"
    case .text: "text without a request in it"
    case .other(let name): name
    case .truncated(let have, let need):
      "truncated after \(have)\(need.map { " of \($0)" } ?? "") byte\(have == 1 && need == nil ? "" : "s")"
    case .tooLarge(let limit): "an object of more than \(limit) bytes"
    case .inputTooLarge(let limit): "more than \(limit) bytes of input"
    case .tooComplex:
      "input too complex to read: it takes more work than its size justifies; send the request alone, as PEM"
    case .malformed(let fault): "not readable: \(fault)"
    }
  }
}

extension ForeignObject: CustomStringConvertible {
  /// What it is and where, for a person, without a full stop.
  public var description: String {
    var text = name
    if case .empty = kind { return text }
    if case .other = kind, let label { text += " labelled “\(label)”" }
    if isBinary {
      if position.offset > 0 { text += " (at byte \(position.offset))" }
    } else if let fault {
      text += " (line \(fault.line), column \(fault.column))"
    } else if position.offset > 0 {
      text += " (line \(position.line))"
    }
    return text
  }
}

/// Why something that starts like an encoded object cannot be read.
public enum ArmorFault: Error, Sendable, Hashable {
  /// A byte that is neither Base64 nor a blank.
  case invalidCharacter(UInt8)
  /// Nothing stands between the BEGIN and END lines.
  case emptyBody
  /// Base64 that an END line follows and that does not start like an object.
  case beginningMissing
  /// Base64 or hex of something that is not an ASN.1 SEQUENCE.
  case notDER
  /// The DER inside is broken; the offset counts from the object's first byte.
  case der(DERError)
  /// Characters of Base64 are missing, and spaces stand among the others: `+` signs that a form turned into spaces,
  /// but putting them back gives no valid signature.
  case lostCharacters(missing: Int, spaces: Int)
  /// Binary DER that was handled as text, which destroys it.
  case binaryAsText
}

extension ArmorFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .invalidCharacter(let byte):
      "\(ArmorFault.name(of: byte)) is not Base64"
    case .emptyBody:
      "nothing stands between the BEGIN and END lines"
    case .beginningMissing:
      "the beginning is missing: there is Base64 before the END line, but not the start of an object"
    case .notDER:
      "what is encoded is not an ASN.1 SEQUENCE, as every certificate request is"
    case .der(let error):
      "the DER inside is broken: \(error)"
    case .lostCharacters(let missing, let spaces):
      "\(missing) characters of Base64 are missing and \(spaces) spaces stand inside its lines: a form has probably"
        + " turned + into spaces, but putting them back gives no valid signature"
    case .binaryAsText:
      "binary DER was opened or sent as text, which destroys it: send the file unchanged, or as Base64"
    }
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "the character \(Character(Unicode.Scalar(byte)))"
    default: "the byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
    }
  }
}
