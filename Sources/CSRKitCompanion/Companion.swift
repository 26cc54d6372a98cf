// SPDX-License-Identifier: Apache-2.0
internal import ArgumentParser
internal import CommandSupport

/// What csrkit starts for work that needs libraries which a static executable cannot load.
@main
struct CompanionCommand: HouseCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit-companion",
    abstract: "Does the network part of csrkit's commands.",
    discussion: "csrkit starts this program; it is rarely useful on its own.",
    subcommands: [ProbeCommand.self])
}
