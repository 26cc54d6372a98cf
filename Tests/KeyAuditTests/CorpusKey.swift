// SPDX-License-Identifier: Apache-2.0
import Foundation
import OpenSSLBridge
import PKCS10

/// Extracts the public key from the files of public test suites.
enum CorpusKey {
  /// Returns a SubjectPublicKeyInfo, or nil for an unsupported format or an invalid key.
  static func read(_ file: URL) throws -> [UInt8]? {
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    if let (label, body) = pem(text) { return try fromPEM(label, body) }
    if text.hasPrefix("ssh-rsa ") {
      return Data(base64Encoded: String(text.split(separator: " ")[1])).map { fromSSH([UInt8]($0)) }
    }
    let digits = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let hex = digits.hasPrefix("0x") ? digits : "0x" + digits
    guard hex.dropFirst(2).allSatisfy(\.isHexDigit), hex.count > 20 else { return nil }
    return info(modulus: try BigNumber(hex: hex).bigEndianBytes() ?? [], exponent: [1, 0, 1])
  }

  private static func pem(_ text: String) -> (label: String, body: [UInt8])? {
    guard let start = text.range(of: "-----BEGIN "), let labelEnd = text[start.upperBound...].range(of: "-----"),
      let end = text.range(of: "-----END")
    else { return nil }
    let body = text[labelEnd.upperBound..<end.lowerBound].filter { !$0.isWhitespace }
    return Data(base64Encoded: String(body)).map { (String(text[start.upperBound..<labelEnd.lowerBound]), [UInt8]($0)) }
  }

  private static func fromPEM(_ label: String, _ bytes: [UInt8]) throws -> [UInt8]? {
    switch label {
    case "PUBLIC KEY": return bytes
    case "RSA PUBLIC KEY": return info(pkcs1: bytes)
    case "CERTIFICATE REQUEST":
      let request = try CertificationRequest(der: bytes)
      return Array(bytes[request.publicKey.range])
    case "CERTIFICATE":
      let fields = try children(children(bytes)[0])
      return fields[bytes.count > 8 && fields[0].first == 0xA0 ? 6 : 5]
    case "RSA PRIVATE KEY":
      let fields = try children(bytes)
      return info(pkcs1: sequence([fields[1] + fields[2]]))
    case "PRIVATE KEY":
      let fields = try children(bytes)
      guard fields.count > 2, try children(fields[1])[0].count == 11 else { return nil }
      let numbers = try children(content(fields[2]))
      return info(pkcs1: sequence([numbers[1] + numbers[2]]))
    default: return nil
    }
  }

  /// The encodings of the elements of a SEQUENCE.
  private static func children(_ bytes: [UInt8]) throws -> [[UInt8]] {
    var outer = Cursor(0..<bytes.count)
    var cursor = Cursor(try outer.next(in: bytes.span).content)
    var children: [[UInt8]] = []
    while !cursor.isAtEnd { children.append(Array(bytes[try cursor.next(in: bytes.span).range])) }
    return children
  }

  private static func content(_ bytes: [UInt8]) throws -> [UInt8] {
    var cursor = Cursor(0..<bytes.count)
    return Array(bytes[try cursor.next(in: bytes.span).content])
  }

  private static func fromSSH(_ blob: [UInt8]) -> [UInt8] {
    var fields: [[UInt8]] = []
    var position = 0
    while position + 4 <= blob.count {
      let length = blob[position..<position + 4].reduce(0) { $0 << 8 | Int($1) }
      fields.append(Array(blob[position + 4..<min(blob.count, position + 4 + length)]))
      position += 4 + length
    }
    return info(modulus: fields[2], exponent: fields[1])
  }

  private static func info(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
    info(pkcs1: sequence([integer(modulus), integer(exponent)]))
  }

  private static func info(pkcs1: [UInt8]) -> [UInt8] {
    let algorithm: [UInt8] = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
    return sequence([algorithm, element(0x03, [0] + pkcs1)])
  }

  private static func integer(_ magnitude: [UInt8]) -> [UInt8] {
    let digits = Array(magnitude.drop { $0 == 0 })
    return element(0x02, (digits.first ?? 0) & 0x80 != 0 || digits.isEmpty ? [0] + digits : digits)
  }

  private static func sequence(_ elements: [[UInt8]]) -> [UInt8] { element(0x30, elements.flatMap { $0 }) }

  private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    [tag, 0x83, UInt8(content.count >> 16), UInt8(content.count >> 8 & 255), UInt8(content.count & 255)] + content
  }
}
