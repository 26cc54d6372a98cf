// SPDX-License-Identifier: Apache-2.0
import SystemBridge

/// A file or the standard input, read whole or piece by piece.
struct Input {
  /// No input is larger: so many bytes of concatenated requests are read.
  static let limit = 64 << 20

  let name: String
  let bytes: [UInt8]

  /// Why an input cannot be read, as a sentence without a full stop.
  struct Failure: Error {
    let message: String
  }

  /// The inputs that the arguments name; none means the standard input, and nil that it is a terminal.
  static func names(_ arguments: [String]) -> [String]? {
    if !arguments.isEmpty { return arguments }
    return Stream.standardInput().isTerminal ? nil : ["-"]
  }

  init(_ name: String) throws(Failure) {
    self.name = name
    var bytes: [UInt8] = []
    try Input.read(name) { chunk in
      bytes += chunk
      return bytes.count <= Input.limit
    }
    guard bytes.count <= Input.limit else {
      throw Failure(message: "\(name): more than \(Input.limit >> 20) MiB; split it, or use csrkit batch")
    }
    self.bytes = bytes
  }

  /// Hands an input over piece by piece until it ends or `take` answers that it has had enough.
  static func read(_ name: String, take: ([UInt8]) -> Bool) throws(Failure) {
    do throws(SystemFailure) {
      let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
      while true {
        let chunk = try stream.read(atMost: 1 << 16)
        if chunk.isEmpty || !take(chunk) { return }
      }
    } catch {
      throw Failure(message: "\(name): cannot be read: \(error)")
    }
  }
}
