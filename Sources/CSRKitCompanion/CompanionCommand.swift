// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CommandSupport
internal import SystemBridge

/// What csrkit starts for work that needs libraries which a static executable cannot load.
@main
struct CompanionCommand: HouseCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit-companion",
    abstract: "Run the parts of csrkit that need shared libraries.",
    discussion: "csrkit starts this program where it needs it.",
    subcommands: [ProbeCommand.self, LedgerService.self])
}

struct LedgerService: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Serve a ledger in PostgreSQL to csrkit: one question per line on standard input.")

  func run() throws {
    var session = LedgerSession()
    let output = Stream.standardOutput()
    while let question = readLine() {
      let answer = session.answer(question).map { "\($0)\n" }.joined()
      // Nobody reads the answer of a csrkit that has ended.
      do throws(SystemFailure) { try output.write(Array(answer.utf8)) } catch { return }
    }
  }
}
