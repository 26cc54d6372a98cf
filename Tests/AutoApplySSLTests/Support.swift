// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Foundation

/// The files of the package.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The rows of a table in TestVectors, without its header.
  static func table(_ path: String) -> [[String]] {
    let url = root.appending(path: "TestVectors").appending(path: path)
    guard let text = try? String(contentsOf: url, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// The text of the API's reference, if it is available next to the package; it is not part of the package.
  static let reference: String? = {
    let folder = root.deletingLastPathComponent().appending(path: "shared/spec")
    let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return files?.first { $0.pathExtension == "txt" }.flatMap { try? String(contentsOf: $0, encoding: .utf8) }
  }()
}

/// A reproducible random number generator (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A string of letters from several scripts, separators, controls and other characters that encodings may lose.
  mutating func text(_ count: Int) -> String {
    let pool = Array(
      "abcXYZ019 +%&=?;#\"'\\/<>{}[]\r\n\t\u{0}\u{7F}äßŁ日本🦊e\u{301}\u{202E}\u{FEFF}\u{10FFFF}".unicodeScalars)
    var text = String.UnicodeScalarView()
    for _ in 0..<count { if let scalar = pool.randomElement(using: &self) { text.append(scalar) } }
    return String(text)
  }
}

/// Creates an order form with fields.
func form(_ fields: KeyValuePairs<String, String>) -> OrderForm {
  var form = OrderForm()
  for (name, value) in fields { form.append(name, value) }
  return form
}

/// Creates an order with fields.
func order(_ fields: KeyValuePairs<String, String>, _ request: RequestValues = RequestValues()) -> EffectiveOrder {
  EffectiveOrder(form: form(fields), request: request)
}

/// Parses an order form.
func read(_ text: String) throws(OrderFormError) -> OrderForm {
  try OrderForm(reading: Array(text.utf8).span)
}
