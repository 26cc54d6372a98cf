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
