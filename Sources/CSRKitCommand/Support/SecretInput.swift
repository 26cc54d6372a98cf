// SPDX-License-Identifier: Apache-2.0
import CSRKit
import OpenSSLBridge
import SystemBridge

/// Reads files that may contain private keys or passphrases into memory that is wiped.
enum SecretInput {
  /// The size limit of an input, in bytes.
  static let limit = 64 << 20

  /// A file or standard input.
  static func read(_ name: String) throws(Input.Failure) -> SecretBytes {
    var bytes = SecretBytes(capacity: 1 << 14)
    do throws(SystemFailure) {
      let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
      while bytes.count <= limit {
        let hasMore = try bytes.append(atMost: 1 << 14) { (output) throws(SystemFailure) in
          try stream.read(into: &output)
        }
        if !hasMore { return bytes }
      }
    } catch {
      throw Input.Failure(message: "cannot read \(name): \(error)")
    }
    throw Input.Failure(message: "cannot read \(name): it is larger than \(limit >> 20) MiB")
  }

  /// The first line of a file, without its line end.
  static func firstLine(of name: String, as noun: String) throws(Input.Failure) -> SecretBytes {
    var bytes = try read(name)
    let length = bytes.withBytes { line in
      line.indices.first { line[$0] == 0x0A || line[$0] == 0x0D } ?? line.count
    }
    bytes.truncate(to: length)
    let hasZero = bytes.withBytes { line in line.indices.contains { line[$0] == 0 } }
    guard length > 0, !hasZero else {
      throw Input.Failure(
        message: "invalid \(noun): the first line of \(name) \(hasZero ? "contains a zero byte" : "is empty")")
    }
    return bytes
  }
}

/// The source of passphrases: a file, or prompts without echo on a terminal.
final class PassphraseSource {
  private let stored: SecretBytes?

  init(file: String?) throws(Input.Failure) {
    stored = if let file { try SecretInput.firstLine(of: file, as: "passphrase") } else { nil }
  }

  /// Whether the passphrase came from a file.
  var isStored: Bool {
    switch stored {
    case .some: true
    case .none: false
    }
  }

  /// The passphrase of an encrypted key in a file; nil if there is neither a file nor a terminal.
  func passphrase(for name: String) -> SecretBytes? {
    switch stored {
    case .some(let passphrase): passphrase.withBytes { SecretBytes(copying: $0) }
    case .none: PassphraseSource.typed("passphrase for \(visible(name)): ")
    }
  }

  /// A new passphrase, which is typed twice.
  func newPassphrase() throws(Input.Failure) -> SecretBytes {
    switch stored {
    case .some(let passphrase): return passphrase.withBytes { SecretBytes(copying: $0) }
    case .none: break
    }
    guard let first = PassphraseSource.typed("new passphrase: "),
      let second = PassphraseSource.typed("new passphrase, again: ")
    else { throw Input.Failure(message: "no passphrase: there is no terminal; add --passphrase-file") }
    let isSame = first.withBytes { left in
      second.withBytes { right in
        left.count == right.count && left.indices.allSatisfy { left[$0] == right[$0] }
      }
    }
    guard isSame, first.count > 0 else {
      throw Input.Failure(message: isSame ? "the passphrase is empty" : "the two passphrases are not the same")
    }
    return first
  }

  private static func typed(_ prompt: String) -> SecretBytes? {
    guard Stream.standardError().isTerminal else { return nil }
    var bytes = SecretBytes()
    let isRead: Void? = PasswordPrompt.withTyped(prompt) { bytes.append($0) }
    guard isRead != nil else { return nil }
    return consume bytes
  }
}
