// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Testing

@testable import CSRKitCommand

@Suite struct VerbTests {
  @Test func `Every verb spells its name, so that no start pays for making it from the type's`() {
    let verbs = VerbTests.tree(CSRKitCommand.self)
    #expect(verbs.count > 25)
    for verb in verbs { #expect(verb.configuration.commandName != nil, "\(verb)") }
  }

  private static func tree(_ verb: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [verb] + verb.configuration.subcommands.flatMap { tree($0) }
  }
}
