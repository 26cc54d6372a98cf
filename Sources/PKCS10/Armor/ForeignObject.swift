// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// Something in an input that is not a CSR.
///
/// It describes the object and its position and never contains its bytes, which may be a private key.
public struct ForeignObject: Sendable, Hashable {
  /// The kind of object.
  package let kind: Kind
  /// The label of the BEGIN line as written, or nil.
  package let label: String?
  /// The first byte.
  public let position: ArmorPosition
  /// The position of the fault, for `malformed`, `truncated` and damaged keys.
  package let fault: ArmorPosition?
  /// Whether it was found in binary data, which has no lines.
  package let isBinary: Bool
  /// The only line whose length differs from the others', where a character of a damaged request was added or lost.
  let unusualLine: Int?

  init(
    _ kind: Kind, label: String? = nil, position: ArmorPosition, fault: ArmorPosition? = nil, isBinary: Bool = false,
    unusualLine: Int? = nil
  ) {
    self.isBinary = isBinary
    self.unusualLine = unusualLine
    self.kind = kind
    self.label = label
    self.position = position
    self.fault = fault
  }

  static func oversizedInput(limit: Int, at position: ArmorPosition) -> ForeignObject {
    ForeignObject(.inputTooLarge(limit: limit), position: position)
  }

  /// Whether this is a private key, encrypted or not. It should never accompany a request.
  public var isPrivateKey: Bool {
    if case .privateKey = kind { true } else { false }
  }

  /// Whether the input exceeds the size limit.
  package var isOversizedInput: Bool {
    if case .inputTooLarge = kind { true } else { false }
  }

  /// Whether this appears to be a damaged request: it is malformed, truncated or too large, and its label does not name
  /// anything else.
  public var isDamagedRequest: Bool {
    switch kind {
    case .malformed(.emptyBody): return false
    case .truncated, .tooLarge, .tooComplex, .malformed, .unsignedRequest: break
    default: return false
    }
    return label.map { PEMLabel.normal($0).contains("REQUEST") } ?? true
  }

  /// How well it explains that an input contains no request: a damaged request ranks highest, then a private key,
  /// which matters wherever it is.
  package var weight: Int { isDamagedRequest ? 2 : isPrivateKey ? 1 : 0 }
}

extension ForeignObject {
  /// The kind of an object, by its content; the label decides only if the content is not recognised.
  package enum Kind: Sendable, Hashable {
    /// An X.509 certificate (RFC 5280 §4.1).
    case certificate
    /// A certificate revocation list (RFC 5280 §5.1).
    case revocationList
    /// A public key.
    case publicKey(PublicKeyForm)
    /// A private key.
    case privateKey(PrivateKeyForm)
    /// Domain parameters, such as a curve name.
    case parameters
    /// PKCS#7 or CMS content (RFC 5652 §3).
    case pkcs7
    /// A PKCS#12 key store (RFC 7292 §4).
    case pkcs12
    /// A signed public key and challenge (SPKAC), which browsers used to generate.
    case spkac
    /// A certificate request message of CRMF (RFC 4211 §3).
    case crmf
    /// A CertificationRequestInfo (RFC 2986 §4.1) without a signature, with the host names in it.
    case unsignedRequest(names: [String])
    /// An HTML page.
    case html
    /// No bytes, or only blanks.
    case empty
    /// Text that contains nothing like a request.
    case text
    /// Another known format, such as a PDF document.
    case other(KnownFormat)
    /// An encoding that ends after `have` of `need` bytes; `need` is nil if the length is unknown or indefinite.
    case truncated(have: Int, need: Int?)
    /// An object larger than `limit` bytes, which was skipped.
    case tooLarge(limit: Int)
    /// An input larger than `limit` bytes.
    case inputTooLarge(limit: Int)
    /// Text that needs more work than its size justifies.
    case tooComplex
    /// Something that starts like an encoded object but cannot be read.
    case malformed(ArmorFault)
  }

  /// The encodings of public keys.
  package enum PublicKeyForm: String, Sendable, Hashable {
    /// SubjectPublicKeyInfo (RFC 5280 §4.1).
    case spki = "SubjectPublicKeyInfo"
    /// RSAPublicKey (RFC 8017 A.1.1).
    case pkcs1 = "PKCS#1"
    /// A line of an authorized_keys file, or an SSH2 block (RFC 4716).
    case ssh = "SSH"
  }

  /// The encodings of private keys.
  package enum PrivateKeyForm: String, Sendable, Hashable {
    /// PrivateKeyInfo (RFC 5958 §2).
    case pkcs8 = "PKCS#8"
    /// EncryptedPrivateKeyInfo (RFC 5958 §3).
    case encryptedPKCS8 = "encrypted PKCS#8"
    /// RSAPrivateKey (RFC 8017 A.1.2).
    case pkcs1 = "PKCS#1"
    /// ECPrivateKey (RFC 5915 §3).
    case sec1 = "SEC 1"
    /// OpenSSL's traditional DSA format.
    case dsa = "DSA"
    /// A PEM block with a DEK-Info header (RFC 1421 §4.6).
    case encryptedPEM = "encrypted PEM"
    /// The OpenSSH format.
    case openSSH = "OpenSSH"
    /// The PuTTY format.
    case putty = "PuTTY"
    /// A JSON Web Key (RFC 7517).
    case jwk = "JWK"
    /// The text output of `openssl pkey -text` and similar commands.
    case text = "text output of openssl"
    /// Labelled as a private key, with unreadable content.
    case unreadable = "unreadable"
  }
}

extension ForeignObject {
  /// The stable id of the kind in reports, such as `private-key`.
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
    case .unsignedRequest: "unsigned-request"
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

  /// The object as a noun phrase.
  public var name: String { kind.name }
}

extension ForeignObject.Kind {
  /// The kind as a noun phrase.
  package var name: String {
    switch self {
    case .certificate: "a certificate"
    case .revocationList: "a certificate revocation list (CRL)"
    case .publicKey(let form): "a public key (\(form.rawValue))"
    case .privateKey(let form): "a private key (\(form.rawValue))"
    case .parameters: "key parameters"
    case .pkcs7: "a PKCS#7 (CMS) message"
    case .pkcs12: "a PKCS#12 key store"
    case .spkac: "a signed public key and challenge (SPKAC)"
    case .crmf: "a CRMF certificate request message, not PKCS #10"
    case .unsignedRequest(let names):
      "a request that is not signed (a CertificationRequestInfo alone)"
        + (names.isEmpty ? "" : " for " + names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : ""))
    case .html: "an HTML page"
    case .empty: "empty"
    case .text: "text without a certificate request"
    case .other(let format): format.name
    case .truncated(let have, let need):
      "truncated after \(have)\(need.map { " of \($0)" } ?? "") byte\(have == 1 && need == nil ? "" : "s")"
    case .tooLarge(let limit): "an object larger than \(limit) bytes"
    case .inputTooLarge(let limit): "an input larger than \(limit) bytes"
    case .tooComplex:
      "input too complex to read: the work exceeds the limit for its size; send only the request, as PEM"
    case .malformed(let fault): "unreadable: \(fault)"
    }
  }
}

extension ForeignObject: CustomStringConvertible {
  /// The object, its position and the next step, without a full stop.
  public var description: String {
    nextStep.map { "\(located); \($0)" } ?? located
  }

  /// The object and its position, without a full stop.
  package var located: String {
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
    if isDamagedRequest, let unusualLine { text += "; line \(unusualLine) is longer or shorter than the others" }
    return text
  }

  /// What to do about a damaged request, in one imperative sentence without a full stop; nil for other objects, and if
  /// the description has the next step.
  public var advice: String? { isDamagedRequest && nextStep == nil ? CertificationRequest.copyAgain : nil }
}
