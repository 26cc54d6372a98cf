// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CommandSupport

/// What csrkit starts for work that needs libraries which a static executable cannot load.
@main
struct CompanionCommand: HouseCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit-companion",
    abstract: "Run the parts of csrkit that need shared libraries.",
    discussion: "csrkit starts this program where it needs it.",
    subcommands: [ProbeCommand.self])
}
