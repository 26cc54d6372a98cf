// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import CSRKitBase
import KeyAudit
import SystemBridge

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Check keys and maintain lists of compromised keys.",
    discussion: """
      csrkit contains the hashes of published private keys and the fingerprints of Debian weak keys (CVE-2008-0166). \
      To show their numbers, run csrkit keys stats. To add lists, use --list, or set CSRKIT_LISTS to a folder of lists.

      EXAMPLES:
        csrkit keys check request.pem certificate.pem key.pub
        csrkit keys import spki hashes.txt --output boulder.keys
        csrkit keys merge base.keys new.keys --output base.keys
        csrkit keys export base.keys --output blocklist.dat
      """,
    subcommands: [
      KeysCheck.self, KeysImport.self, KeysExport.self, KeysMerge.self, KeysVerify.self, KeysStats.self,
      KeysDebian.self,
    ])
}

struct ListOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "An additional list of known keys; may be repeated.", valueName: "file")

  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  func open(includesSharedPrimes: Bool = false) throws -> [any KeyList] {
    try ListOptions.open(list, includesSharedPrimes: includesSharedPrimes)
  }

  /// Opens the embedded lists, those in the folder CSRKIT_LISTS, and files.
  ///
  /// - Parameter includesSharedPrimes: whether to look keys up in the shared primes too, which takes a third of a
  ///   millisecond for each key.
  static func open(_ files: [String], includesSharedPrimes: Bool = false) throws -> [any KeyList] {
    do throws(KeyListFailure) {
      return try KeyLists.all(
        files: files, folder: Process.environment("CSRKIT_LISTS"), includesSharedPrimes: includesSharedPrimes)
    } catch {
      throw KeysFailure.report(error)
    }
  }
}

/// Prints the objects of the `keys` commands one by one in the chosen format.
struct KeysOutput {
  let format: OutputFormat
  private var count = 0

  /// One object in the chosen format.
  struct Entry {
    let format: OutputFormat
    var bytes: [UInt8] = []

    mutating func append(_ report: KeyReport, style: Style, revealing: Bool) {
      guard format != .text else {
        bytes += Array(report.text(style: style, revealing: revealing).utf8)
        return
      }
      var writer = JSONWriter()
      report.write(to: &writer, revealing: revealing)
      bytes += writer.bytes
    }

    mutating func append(_ statistics: ListStatistics) {
      guard format != .text else {
        bytes += Array(statistics.text.utf8)
        return
      }
      var writer = JSONWriter()
      statistics.write(to: &writer)
      bytes += writer.bytes
    }
  }

  init(format: OutputFormat) { self.format = format }

  mutating func add(_ fill: (inout Entry) -> Void) {
    var entry = Entry(format: format)
    fill(&entry)
    add([entry.bytes])
  }

  /// Prints objects in the chosen format.
  mutating func add(_ entries: [[UInt8]]) {
    var bytes: [UInt8] = []
    for entry in entries {
      switch format {
      case .text: bytes += entry
      case .jsonl: bytes += entry + [0x0A]
      case .json: bytes += Array((count == 0 ? "[\n" : ",\n").utf8) + entry
      }
      count += 1
    }
    Terminal.print(bytes)
  }

  /// Closes the JSON array.
  func finish() {
    guard format == .json else { return }
    Terminal.print(count == 0 ? "[]\n" : "\n]\n")
  }
}

/// Reports failures of lists.
enum KeysFailure {
  /// Prints an error and returns the exit status.
  static func report(_ failure: KeyListFailure) -> ExitCode {
    Terminal.error("\(failure)")
    switch failure {
    case .unreadable, .folder: return ExitCode(Status.cannotRead.rawValue)
    case .refused(_, .unknownFormat):
      Terminal.hint("to create a list from keys, certificates or other lists, run csrkit keys import")
      return ExitCode(Status.noRequest.rawValue)
    case .refused, .unsuitable: return ExitCode(Status.noRequest.rawValue)
    }
  }
}
