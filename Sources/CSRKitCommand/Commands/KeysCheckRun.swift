// SPDX-License-Identifier: Apache-2.0
import CSRKit
import KeyAudit
import SystemBridge

/// One run of `keys check` over all inputs.
struct KeysCheckRun {
  private let options: KeysCheck
  private let auditor: KeyAuditor
  private let style: Style
  private var output: KeysOutput
  private var worst = Status.success
  /// The keys that wait for the comparison of all with each other.
  private var waiting: [KeyReport] = []

  init(options: KeysCheck, lists: [any KeyList]) {
    self.options = options
    auditor = KeyAuditor(options: options.deep ? .deep : .thorough, lists: lists)
    style = Style(usesColor: Terminal.usesColor(noColor: options.noColor))
    output = KeysOutput(format: options.format)
  }

  mutating func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error("no input: name a file, or pipe keys in")
      Terminal.hint("csrkit keys check --help shows examples")
      return .usage
    }
    for name in names {
      do throws(Input.Failure) {
        check(try Input(name))
      } catch {
        Terminal.error(error.message)
        meet(.cannotRead)
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
        Terminal.error("\(input.name): key \(index) cannot be read")
        meet(.noRequest)
        continue
      }
      if options.shared { waiting.append(report) } else { print(report) }
    }
  }

  /// The keys of an input, or nil after saying why there are none.
  private mutating func keys(of input: Input) -> [KeyMaterial.Key]? {
    let keys: [KeyMaterial.Key]
    if options.moduli {
      do throws(ListError) {
        keys = try KeyInput.moduli(input.bytes)
      } catch {
        Terminal.error("\(input.name): \(error)")
        meet(.noRequest)
        return nil
      }
    } else {
      let material = KeyInput.read(input.bytes)
      note(material, input.name)
      keys = material.keys
    }
    if keys.isEmpty {
      Terminal.error("\(input.name): holds no key that can be read")
      if (try? ListFile(FixedBytes(input.bytes), name: input.name)) != nil {
        Terminal.hint("it is a list of known keys: give it with --list")
      }
      meet(.noRequest)
      return nil
    }
    return keys
  }

  private func note(_ material: KeyMaterial, _ name: String) {
    if material.encrypted > 0 { Terminal.warning("\(name): \(material.encrypted) encrypted, not read") }
    if material.fake > 0 {
      Terminal.warning("\(name): \(material.fake) private, whose parts do not belong together; not read")
    }
    if material.unreadable > 0 { Terminal.warning("\(name): \(material.unreadable) cannot be read") }
  }

  /// Compares all keys that wait with each other, and prints them in the order of the input.
  private mutating func compare() {
    var shared = SharedPrimes()
    for (number, report) in waiting.enumerated() { report.add(to: &shared, number: number) }
    let hits = shared.hits { waiting[$0].label }
    for (number, report) in waiting.enumerated() { print(report.compared(finding: hits[number])) }
  }

  private mutating func print(_ report: KeyReport) {
    output.add { $0.append(report, style: style, revealing: options.reveal) }
    let isRefused = !report.verdict.predicted.isEmpty
    meet(isRefused ? .refused : report.verdict.outcome == .clean ? .success : .findings)
  }

  private mutating func meet(_ status: Status) { worst = max(worst, status) }
}
