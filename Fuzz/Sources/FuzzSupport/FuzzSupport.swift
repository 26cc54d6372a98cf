// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase

/// The bytes that libFuzzer passes to a target.
public func fuzzInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: size))
}

/// Terminates the process with a message if a property is violated; in release builds, `precondition` prints no message.
public func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { fatalError(message()) }
}

/// The input in up to about a hundred pieces. The input determines their lengths, so that findings can be reproduced.
public func pieces(_ input: [UInt8]) -> [[UInt8]] {
  var state = input.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  let longest = 2 + input.count / [1, 4, 16, 64][Int(state >> 60 & 3)]
  var pieces: [[UInt8]] = []
  var position = 0
  while position < input.count {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let end = min(position + 1 + Int(state >> 33) % longest, input.count)
    pieces.append(Array(input[position..<end]))
    position = end
  }
  return pieces
}

/// Requires that the output is valid JSON for our own strict parser.
public func requireJSON(_ bytes: [UInt8], _ what: String) {
  do throws(JSONError) {
    _ = try JSONReader.read(bytes.span)
  } catch {
    // A value that is passed through unchanged may be nested more deeply than the parser's limit.
    if case .tooDeep = error { return }
    require(false, "\(what) is not JSON: \(error)")
  }
}
