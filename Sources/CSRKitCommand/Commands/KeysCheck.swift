// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

struct KeysCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check whether keys are weak, invalid or compromised.",
    usage: "csrkit keys check [<option> ...] [<file> ...]",
    discussion: """
      Reads requests, certificates, and public and private keys in PEM, DER or OpenSSH format. The exit status is 2 if \
      the CA will refuse a key, and 1 if a key is weak or invalid but no error is predicted.

      EXAMPLES:
        csrkit keys check request.pem
        csrkit keys check --format jsonl --list blocklist.dat certs/*.pem
        csrkit keys check --moduli moduli.txt
        csrkit keys check --shared --list primes.list certs/*.pem
      """)

  @Argument(
    help: ArgumentHelp("The files to read; - or none for standard input.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Flag(help: "The input contains RSA moduli in hexadecimal, one per line.")
  var moduli = false

  @Flag(help: "Also run slow checks, which take a fraction of a second per key.")
  var deep = false

  @Flag(help: "Find RSA keys that share a prime, which breaks both of them.")
  var shared = false

  @Flag(help: "Show the private key parts that were found.")
  var reveal = false

  @OptionGroup var lists: ListOptions

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func run() throws {
    var run = KeysCheckRun(options: self, lists: try lists.open(includesSharedPrimes: true))
    try run.status().exit()
  }
}

/// One run of `keys check` over all inputs.
struct KeysCheckRun {
  private let options: KeysCheck
  private let auditor: KeyAuditor
  private let style: Style
  private var output: KeysOutput
  private var worst = Status.success
  /// The keys to compare with each other.
  private var collected: [KeyReport] = []

  init(options: KeysCheck, lists: [any KeyList]) {
    self.options = options
    auditor = KeyAuditor(options: options.deep ? .deep : .thorough, lists: lists)
    style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
    output = KeysOutput(format: options.format)
  }

  mutating func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit keys check --help")
      return .usage
    }
    for name in names {
      do throws(Input.Failure) {
        check(try Input(name))
      } catch {
        Terminal.error(error.message)
        raise(to: .cannotRead)
      }
    }
    compare()
    output.finish()
    return worst
  }

  private mutating func check(_ input: Input) {
    guard let keys = keys(of: input) else { return }
    for (index, key) in keys.enumerated() {
      guard let report = KeyReport(key, name: input.name, index: index, auditor: auditor) else {
        Terminal.error("invalid key in \(input.name): the structure of key \(index) cannot be read")
        raise(to: .noRequest)
        continue
      }
      if options.shared { collected.append(report) } else { print(report) }
    }
  }

  /// The keys of an input; nil, with an error printed, if there are none.
  private mutating func keys(of input: Input) -> [KeyMaterial.Key]? {
    let keys: [KeyMaterial.Key]
    if options.moduli {
      do throws(ListError) {
        keys = try KeyInput.moduli(input.bytes)
      } catch {
        Terminal.error("invalid modulus in \(input.name): \(error)")
        raise(to: .noRequest)
        return nil
      }
    } else {
      let material = KeyInput.read(input.bytes)
      warn(about: material, input.name)
      keys = material.keys
    }
    if keys.isEmpty {
      Terminal.error("no readable key in \(input.name)")
      if (try? ListFile(FixedBytes(input.bytes), name: input.name)) != nil {
        Terminal.hint("\(input.name) is a list of known keys; to use it, add --list \(input.name)")
      }
      raise(to: .noRequest)
      return nil
    }
    return keys
  }

  private func warn(about material: KeyMaterial, _ name: String) {
    if material.encrypted > 0 { Terminal.warning("\(name): \(material.encrypted) encrypted private keys were skipped") }
    if material.fake > 0 {
      Terminal.warning("\(name): \(material.fake) private keys with inconsistent parts were skipped")
    }
    if material.unreadable > 0 { Terminal.warning("\(name): \(material.unreadable) keys cannot be read") }
  }

  /// Compares the collected keys with each other and prints them in input order.
  private mutating func compare() {
    var shared = SharedPrimes()
    for (number, report) in collected.enumerated() { report.add(to: &shared, number: number) }
    let hits = shared.hits { collected[$0].label }
    for (number, report) in collected.enumerated() { print(report.compared(finding: hits[number])) }
  }

  private mutating func print(_ report: KeyReport) {
    output.add { $0.append(report, style: style, revealing: options.reveal) }
    let isRefused = !report.verdict.predicted.isEmpty
    raise(to: isRefused ? .refused : report.verdict.outcome == .clean ? .success : .findings)
  }

  private mutating func raise(to status: Status) { worst = max(worst, status) }
}
