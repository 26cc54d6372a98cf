// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Check keys, and keep lists of keys that are known to be compromised.",
    discussion: """
      The program holds the hashes of published keys and the keys of Debian's broken generator (CVE-2008-0166); \
      `csrkit keys stats` says how many. --list adds files, CSRKIT_LISTS names a folder of them.

      EXAMPLES:
        csrkit keys check request.pem certificate.pem key.pub
        csrkit keys import spki hashes.txt --name boulder --output boulder.keys
        csrkit keys merge base.keys delta.keys --remove errors.keys --output base.keys
        csrkit keys export base.keys --output blocklist.dat
      """,
    subcommands: [
      KeysCheck.self, KeysImport.self, KeysExport.self, KeysMerge.self, KeysVerify.self, KeysStats.self,
      KeysDebian.self,
    ])
}

struct ListOptions: ParsableArguments {
  static let help = ArgumentHelp(
    "A list of known keys beside those in the program; may be repeated.", valueName: "file")

  @Option(help: ListOptions.help, completion: .file())
  var list: [String] = []

  func open(hasTime: Bool = false) throws -> [any KeyList] { try ListOptions.open(list, hasTime: hasTime) }

  /// The lists in the program, those of files and those of the folder that the environment names.
  ///
  /// - Parameter hasTime: whether a look-up may take a third of a millisecond.
  static func open(_ files: [String], hasTime: Bool = false) throws -> [any KeyList] {
    do throws(KeyListFailure) {
      return try KeyLists.all(files: files, folder: Process.environment("CSRKIT_LISTS"), hasTime: hasTime)
    } catch {
      throw KeysFailure.status(of: error)
    }
  }
}
