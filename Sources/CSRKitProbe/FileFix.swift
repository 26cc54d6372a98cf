// SPDX-License-Identifier: Apache-2.0

/// How to publish a validation file, in words and commands that can be applied as they are printed.
package struct FileFix {
  /// What corrects a fault of a file or of the server before it.
  enum Remedy: Sendable {
    /// Write the file.
    case write
    /// Let the web server send the file, whatever else it does for other paths.
    case exclude(String)
    /// Write the file, or exclude it if an application serves its path.
    case writeOrExclude
    /// Another instruction.
    case text(String)
  }

  private let host: String
  /// The path without a leading slash; nil when there is no command for it.
  private let path: String?
  private let lines: [String]

  /// - Parameters:
  ///   - url: the URL of the file.
  ///   - body: its content, lines that end with LF.
  package init(url: String, body: String) {
    host = WebAddress(url)?.bareHost ?? Excerpt.of(url)
    path = FilePath(url)?.path
    lines = body.split(separator: "\n").map(String.init)
  }

  func text(_ remedy: Remedy) -> String {
    switch remedy {
    case .write: write
    case .exclude(let aim): "\(aim): \(exclude)"
    case .writeOrExclude: "if an application serves this path, \(exclude); otherwise, \(write)"
    case .text(let text): text
    }
  }

  /// Writes the file with the required content.
  var write: String {
    // A plan in JSON may have any content.
    guard let path, !lines.isEmpty, lines.allSatisfy(\.isPrintable) else {
      return "write the file again with csrkit dcv --write"
    }
    let words = lines.map(\.shellWord).joined(separator: " ")
    return inWebRoot("mkdir -p \(path.folder.shellWord) && printf '%s\\n' \(words) > \(path.shellWord)")
  }

  /// Puts the server's directives for the file before all others.
  var exclude: String {
    "put the output of csrkit dcv --format nginx (or apache, htaccess, web-config) "
      + "at the top of the web server's configuration for \(host)"
  }

  /// Moves the file from another path, which starts with a slash.
  func move(from other: String) -> String {
    guard let path else { return write }
    let place = String(other.dropFirst())
    let command = "mv \(place.shellWord) \(path.shellWord)"
    return inWebRoot(place.folder == path.folder ? command : "mkdir -p \(path.folder.shellWord) && \(command)")
  }

  private func inWebRoot(_ command: String) -> String { "in the web root of \(host), run: \(command)" }
}

extension String {
  /// The path up to its last component.
  fileprivate var folder: String {
    split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }

  fileprivate var isPrintable: Bool { utf8.allSatisfy { 0x20...0x7E ~= $0 } }

  /// The text as one word of a POSIX shell.
  fileprivate var shellWord: String {
    let isPlain = utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "._/-".utf8.contains(byte)
      }
    }
    return isPlain && !isEmpty ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}
