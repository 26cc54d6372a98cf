// SPDX-License-Identifier: Apache-2.0

/// Writes DER for tests that need requests of a certain size; the signature is none.
enum RequestBuilder {
  static func node(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
    var length: [UInt8] = []
    var rest = content.count
    while rest > 0 {
      length.insert(UInt8(rest & 0xFF), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(length.count)] + length + content
  }

  /// A request with these contents of its subject and of its set of attributes.
  static func request(subject: [UInt8] = [], attributes: [UInt8] = []) -> [UInt8] {
    let algorithm = node(0x30, [0x06, 0x03, 0x2B, 0x65, 0x70])
    let key = node(0x30, algorithm + node(0x03, Array(repeating: 0, count: 33)))
    let info = node(0x30, [0x02, 0x01, 0x00] + node(0x30, subject) + key + node(0xA0, attributes))
    return node(0x30, info + algorithm + node(0x03, Array(repeating: 0, count: 65)))
  }

  /// The attribute that requests extensions.
  static func extensionRequest(_ extensions: [UInt8]) -> [UInt8] {
    let type: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x0E]
    return node(0x30, type + node(0x31, node(0x30, extensions)))
  }

  static func repeated(_ part: [UInt8], _ count: Int) -> [UInt8] {
    (0..<count * part.count).map { part[$0 % part.count] }
  }
}
