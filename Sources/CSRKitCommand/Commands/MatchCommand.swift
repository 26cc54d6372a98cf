// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import OpenSSLBridge
import SystemBridge

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Show which private keys, CSRs and certificates belong together.",
    usage: "csrkit match [<option> ...] [<file> ...]",
    discussion: """
      Compares the public keys of everything in the files: private keys (PKCS#8, PKCS#1, SEC 1, PKCS#12, encrypted or \
      not), CSRs, certificates, chains and public keys. A private key is also compared with the public key that is \
      stored with it. Certificates that issued another one of the files do not count.

      EXAMPLES:
        csrkit match server.key server.csr server.crt
        csrkit match --passphrase-file pass.txt server.key chain.pem
        cat *.pem | csrkit match --format json

      EXIT STATUS:
        0   everything belongs together
        1   there are several keys, or a private key with the public key of another
        65  nothing can be read
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    help: ArgumentHelp("A file with the passphrase of encrypted keys on its first line.", valueName: "file"),
    completion: .file())
  var passphraseFile: String?

  @Option(
    name: .customLong("format"), help: ArgumentHelp("The output format (default: text).", valueName: "format"))
  var chosenFormat: OutputFormat?

  @Flag(help: "Do not use colors.")
  var noColor = false

  func run() throws {
    try status().exit()
  }

  private func status() -> Status {
    Process.forbidCoreDumps()
    guard let names = Input.names(files) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit match --help")
      return .usage
    }
    let source: PassphraseSource
    do throws(Input.Failure) { source = try PassphraseSource(file: passphraseFile) } catch {
      Terminal.error(error.message)
      return .cannotRead
    }
    var reader = KeyReader { source.passphrase(for: $0) }
    for name in names {
      do throws(Input.Failure) {
        let input = try SecretInput.read(name)
        input.withBytes { reader.read($0, source: name) }
      } catch {
        reader.add(UnreadableObject(source: name, reason: error.message))
      }
    }
    return print(KeyMatch(reader))
  }

  private func print(_ match: KeyMatch) -> Status {
    if chosenFormat ?? .text == .text {
      Terminal.print(match.text(style: Style(usesColor: Terminal.usesColor(noColor: noColor))))
    } else {
      var writer = JSONWriter()
      match.write(to: &writer)
      Terminal.print(writer.line)
    }
    return match.isEmpty ? .noRequest : match.matches ? .success : .findings
  }
}
