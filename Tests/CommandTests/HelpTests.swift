// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import Testing

@testable import CSRKitCommand

/// The help of all commands.
@Suite struct HelpTests {
  static let columns = 80
  static let commands = tree(CSRKitCommand.self)

  private static func tree(_ command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    [command] + command.configuration.subcommands.flatMap { tree($0) }
  }

  private static func help(for command: any ParsableCommand.Type) -> [Substring] {
    CSRKitCommand.helpMessage(for: command, columns: columns).split(separator: "\n")
  }

  @Test func `Every command sets its name, which is faster than deriving it from the type`() {
    #expect(Self.commands.count > 25)
    for command in Self.commands { #expect(command.configuration.commandName != nil, "\(command)") }
  }

  @Test func `No line of help is longer than 80 characters`() {
    for command in Self.commands {
      for line in Self.help(for: command) { #expect(line.count <= Self.columns, "\(command): \(line)") }
    }
  }

  @Test func `Examples and tables in help are not wrapped`() {
    var count = 0
    for command in Self.commands {
      let help = Set(Self.help(for: command))
      // Lines that begin with a space are preformatted; other text may be wrapped.
      let lines = command.configuration.discussion.split(separator: "\n").filter { $0.hasPrefix(" ") }
      for line in lines { #expect(help.contains(line), "\(command): \(line)") }
      count += lines.count
    }
    #expect(count > 60)
  }

  @Test func `The help of each main command has examples`() {
    for command in CSRKitCommand.configuration.subcommands {
      #expect(Self.help(for: command).contains("EXAMPLES:"), "\(command)")
    }
  }
}
