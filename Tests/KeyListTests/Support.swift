// SPDX-License-Identifier: Apache-2.0
import Foundation
import KeyAudit
import OpenSSLBridge
import PKCS10

enum Vectors {
  static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The rows of a tab-separated file without comments; empty if it is missing.
  static func rows(_ url: URL) -> [[String]] {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// A file of the shared key corpus, which may be missing.
  static func corpus(_ path: String) -> URL { package.appending(path: "../shared/corpus/keys/" + path) }
}

/// A temporary folder that is deleted after the test.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "csrkit-lists-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A public key for a test, as DER and as a decoded SubjectPublicKeyInfo.
struct TestKey {
  let bytes: [UInt8]
  let info: SubjectPublicKeyInfo

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    var cursor = Cursor(0..<bytes.count)
    var notes: [Irregularity] = []
    info = try SubjectPublicKeyInfo.read(try cursor.next(in: bytes.span), in: bytes.span, notes: &notes)
  }

  /// Creates an RSA key; the exponent is a DER INTEGER, 65,537 by default.
  static func rsa(_ modulus: [UInt8], exponent: [UInt8] = [0x02, 0x03, 0x01, 0x00, 0x01]) throws -> TestKey {
    let n = encode(0x02, (modulus.first ?? 0) >= 0x80 ? [0] + modulus : modulus)
    let key = encode(0x30, n + exponent)
    let algorithm: [UInt8] = [
      0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]
    return try TestKey(encode(0x30, algorithm + encode(0x03, [0] + key)))
  }

  /// Creates an EC key with this x coordinate; its y coordinate is zero, since lists do not look at it.
  static func ec(_ curve: NamedCurve, x: [UInt8]) throws -> TestKey {
    try TestKey(KeyEncoder.ec(curve, point: [4] + x + [UInt8](repeating: 0, count: x.count)))
  }

  static func encode(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    switch content.count {
    case ..<128: [tag, UInt8(content.count)] + content
    case ..<256: [tag, 0x81, UInt8(content.count)] + content
    default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)] + content
    }
  }

  /// Looks up the key in a list.
  func lookUp(in list: some KeyList) -> KeyHit? {
    var hashes = KeyHashes()
    return list.find(info, in: bytes.span, hashes: &hashes)
  }
}

extension SegmentList {
  /// Creates a list of segments that all have the same name.
  init(name: String, _ segments: [Segment]) { self.init(segments.map { (name, $0) }) }
}

extension [UInt8] {
  init(hex: String) {
    let digits = hex.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    self = stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
  }

  var hex: String { map { String(format: "%02x", $0) }.joined() }
}

/// Runs other programs.
enum ExternalProgram {
  /// Runs a program and returns its standard output.
  static func output(of path: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }
}
