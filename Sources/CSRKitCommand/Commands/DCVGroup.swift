// SPDX-License-Identifier: Apache-2.0
import ArgumentParser

/// `csrkit dcv`: the plan, unless another verb follows.
struct DCVGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dcv",
    abstract: DCVCommand.configuration.abstract,
    discussion: DCVCommand.configuration.discussion + """


      To look at what is published, as the CA will: csrkit dcv probe request.pem
      The options of the first form: csrkit dcv plan --help
      """,
    subcommands: [DCVCommand.self, DCVProbe.self],
    defaultSubcommand: DCVCommand.self)
}
