// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit

struct KeysDebianVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Make the keys of a table again and compare them.",
    discussion: """
      A row has the type (rsa2048, ecp256, …), le64, le32 or be32, the state of ~/.rnd, the process and the SHA-256 of \
      the modulus or the x coordinate, separated by tabs. Each is made again, and looked for in the sets that should \
      have it. The exit status is 1 where a row differs or is missing.
      """)

  @Argument(help: ArgumentHelp("The table.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("A set to look in, instead of those in the program; may be repeated.", valueName: "file"),
    completion: .file())
  var set: [String] = []

  func run() throws {
    let sets = try self.sets()
    let input: Input
    do throws(Input.Failure) {
      input = try Input(file)
    } catch {
      Terminal.error(error.message)
      throw ExitCode(Status.cannotRead.rawValue)
    }
    let rows: [DebianRow]
    do throws(ListError) {
      rows = try DebianRow.read(input.bytes)
    } catch {
      Terminal.error("\(file): \(error)")
      throw ExitCode(Status.noRequest.rawValue)
    }
    try judge(rows, in: sets).exit()
  }

  private func judge(_ rows: [DebianRow], in sets: [DebianSet]) -> Status {
    var (made, covered, held) = (0, 0, 0)
    for row in rows {
      if row.isReproduced { made += 1 } else { Terminal.print("differs: \(row)\n") }
      let covering = sets.filter { row.isCovered(by: $0) }
      guard !covering.isEmpty else { continue }
      covered += 1
      if covering.allSatisfy({ row.isContained(in: $0) }) { held += 1 } else { Terminal.print("missing: \(row)\n") }
    }
    Terminal.print("\(made) of \(rows.count) rows are made again as they stand\n")
    Terminal.print("\(held) of the \(covered) rows that the sets cover stand in them\n")
    return made == rows.count && held == covered ? .success : .findings
  }

  private func sets() throws -> [DebianSet] {
    guard !set.isEmpty else { return DebianSet.embedded }
    do throws(KeyListFailure) {
      var sets: [DebianSet] = []
      for path in set {
        let file = try KeyLists.open(path)
        guard case .debian(let opened) = file else {
          throw .unsuitable(path, file, needed: "a set of Debian weak keys")
        }
        sets.append(opened)
      }
      return sets
    } catch {
      throw KeysFailure.status(of: error)
    }
  }
}
