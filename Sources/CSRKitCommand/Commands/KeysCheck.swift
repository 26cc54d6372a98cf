// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit

struct KeysCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether keys are weak, broken or publicly known.",
    discussion: """
      Reads requests, certificates, public and private keys in PEM, DER and OpenSSH's form. The exit status is 2 where \
      the CA will refuse a key, 1 where one is weak or invalid all the same.

      EXAMPLES:
        csrkit keys check request.pem
        csrkit keys check --format jsonl --list blocklist.dat certs/*.pem
        csrkit keys check --moduli moduli.txt
      """)

  @Argument(help: ArgumentHelp("The inputs; - or none is the standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "The inputs hold RSA moduli, one a line in hexadecimal.")
  var moduli = false

  @Flag(help: "Try what takes a fraction of a second a key as well.")
  var deep = false

  @Flag(help: "Show the parts of private keys that were found.")
  var reveal = false

  @OptionGroup var lists: ListOptions

  @Option(help: "How to print: text for people, json or jsonl for programs.")
  var format: OutputFormat = .text

  @Flag(help: "Print without colour.")
  var noColor = false

  func run() throws {
    try KeysCheckRun(options: self, lists: try lists.open()).status().exit()
  }
}

/// One run of `keys check` over all inputs.
struct KeysCheckRun {
  let options: KeysCheck
  private let auditor: KeyAuditor
  private let style: Style

  init(options: KeysCheck, lists: [any KeyList]) {
    self.options = options
    auditor = KeyAuditor(options: options.deep ? .deep : .thorough, lists: lists)
    style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
  }

  func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: name a file, or pipe keys in")
      Terminal.hint("csrkit keys check --help shows examples")
      return .usage
    }
    var worst = Status.success
    var output = KeysOutput(format: options.format)
    for name in names {
      do throws(Input.Failure) {
        worst = max(worst, check(try Input(name), &output))
      } catch {
        Terminal.error(error.message)
        worst = max(worst, .cannotRead)
      }
    }
    output.finish()
    return worst
  }

  private func check(_ input: Input, _ output: inout KeysOutput) -> Status {
    let material = options.moduli ? nil : KeyInput.read(input.bytes)
    let keys: [KeyMaterial.Key]
    if let material {
      keys = material.keys
      note(material, input.name)
    } else {
      do throws(ListError) {
        keys = try KeyInput.moduli(input.bytes)
      } catch {
        Terminal.error("\(input.name): \(error)")
        return .noRequest
      }
    }
    guard !keys.isEmpty else {
      Terminal.error("\(input.name): holds no key that can be read")
      return .noRequest
    }
    var worst = Status.success
    for (index, key) in keys.enumerated() {
      guard let report = KeyReport(key, name: input.name, index: index, auditor: auditor) else {
        Terminal.error("\(input.name): key \(index) cannot be read")
        worst = max(worst, .noRequest)
        continue
      }
      output.add { $0.append(report, style: style, revealing: options.reveal) }
      let isRefused = !report.verdict.predicted.isEmpty
      worst = max(worst, isRefused ? .refused : report.verdict.outcome == .clean ? .success : .findings)
    }
    return worst
  }

  private func note(_ material: KeyMaterial, _ name: String) {
    if material.encrypted > 0 { Terminal.warning("\(name): \(material.encrypted) encrypted, not read") }
    if material.fake > 0 {
      Terminal.warning("\(name): \(material.fake) private, whose parts do not belong together; not read")
    }
    if material.unreadable > 0 { Terminal.warning("\(name): \(material.unreadable) cannot be read") }
  }
}
