// SPDX-License-Identifier: Apache-2.0

/// Labels of BEGIN and END lines (RFC 7468 §4).
enum PEMLabel {
  /// The label of RFC 7468 §7.
  static let request = "CERTIFICATE REQUEST"
  /// The older label that parsers should also accept (RFC 7468 §7); Microsoft's tools write it.
  static let newRequest = "NEW CERTIFICATE REQUEST"

  /// Labels that are recognised without dashes after them.
  static let known = [
    request, newRequest, "CERTIFICATE", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY",
    "PUBLIC KEY", "OPENSSH PRIVATE KEY", "X509 CRL", "PKCS7", "CMS",
  ]

  /// The label in upper case, with single spaces between words.
  static func normal(_ label: String) -> String {
    var words: [String] = []
    var word = ""
    for scalar in label.unicodeScalars {
      if scalar == " " || scalar == "+" || scalar.value < 0x20 {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.unicodeScalars.append(scalar.isASCII ? Unicode.Scalar(UInt8(scalar.value).uppercased) : scalar)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words.joined(separator: " ")
  }

  /// Whether this is a label of a CSR.
  static func isRequest(_ normalLabel: String) -> Bool {
    normalLabel == request || normalLabel == newRequest
  }

  /// What the label says about a block with unrecognised content, or nil if nothing.
  static func kind(_ normalLabel: String, isEncrypted: Bool) -> ForeignObject.Kind? {
    let words = normalLabel.split(separator: " ")
    let isSecret = words.contains("PRIVATE") && (words.contains("KEY") || words.contains("BLOCK"))
    if isSecret {
      if words.contains("OPENSSH") { return .privateKey(.openSSH) }
      if isEncrypted { return .privateKey(.encryptedPEM) }
      if words.contains("ENCRYPTED") { return .privateKey(.encryptedPKCS8) }
      return .privateKey(.unreadable)
    }
    if words.contains("SSH2") { return .publicKey(.ssh) }
    if words.contains("PGP") { return .other(.openPGP) }
    return nil
  }
}

extension UInt8 {
  /// The ASCII letter in upper case; any other byte unchanged.
  var uppercased: UInt8 { self &- 0x61 < 26 ? self & 0xDF : self }
}
