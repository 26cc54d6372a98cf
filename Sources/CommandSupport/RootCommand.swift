// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser
internal import CSRKitBase
internal import SystemBridge

/// A root command that reports invalid usage in the form of all other errors: `csrkit: error: no full stop`.
package protocol RootCommand: ParsableCommand {}

extension RootCommand {
  /// Parses the arguments, runs the command and ends the process without unwinding.
  package static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      Process.end(status: ExitCode.success.rawValue)
    } catch let status as ExitCode {
      // The error was already printed; `exit(withError:)` would format the usage and discard it.
      Process.end(status: status.rawValue)
    } catch {
      guard exitCode(for: error) != .success, let text = usageError(error) else { exit(withError: error) }
      let stream = Stream.standardError()
      try? stream.write(Array("\(text)\n".utf8))
      exit(withError: exitCode(for: error))
    }
  }

  /// The error in this form, followed by the usage; nil if the error was already printed.
  static func usageError(_ error: any Error) -> String? {
    let text = message(for: error)
    let usage = fullMessage(for: error).dropFirst("\(_errorPrefix)\(text)".count)
    let sentence = unknownSubcommand(among: CommandLine.arguments.dropFirst()) ?? text
    guard let first = sentence.first else { return nil }
    let end = sentence.hasSuffix(".") ? sentence.index(before: sentence.endIndex) : sentence.endIndex
    let name = configuration.commandName ?? _commandName
    return "\(name): error: \(first.lowercased())\(sentence[..<end].dropFirst())\(usage)"
  }

  /// The message about an unknown subcommand, which ArgumentParser calls an unexpected argument.
  private static func unknownSubcommand(among words: some Sequence<String>) -> String? {
    var verb: any ParsableCommand.Type = self
    for word in words {
      let verbs = verb.configuration.subcommands
      guard !verbs.isEmpty, verb.configuration.defaultSubcommand == nil, !word.hasPrefix("-"), word != "help" else {
        return nil
      }
      let names = verbs.compactMap { $0.configuration.commandName }
      guard let place = names.firstIndex(of: word) else {
        let near = SpellingSuggestion.words(to: word, in: names).first
        return "Unknown subcommand '\(word)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
      }
      verb = verbs[place]
    }
    return nil
  }
}

/// An enumeration of the values of an option.
///
/// The members replace those that ArgumentParser computes at every start, which takes 0.1 ms for each such option.
package protocol Choice: RawRepresentable<String>, CaseIterable, ExpressibleByArgument where AllCases == [Self] {}

extension Choice {
  package static var allValueStrings: [String] { allCases.map { $0.rawValue } }

  package static var allValueDescriptions: [String: String] { [:] }

  package var defaultValueDescription: String { rawValue }
}
