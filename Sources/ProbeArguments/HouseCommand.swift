// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
internal import SystemBridge

/// A command that tells wrong usage as it tells every other error: `csrkit: error: lower case, no stop`.
public protocol HouseCommand: ParsableCommand {}

extension HouseCommand {
  /// Parses the arguments, runs the command and ends the process, which then has written all and holds nothing that the
  /// system would not take back.
  public static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      Process.end(status: ExitCode.success.rawValue)
    } catch let status as ExitCode {
      // All has been said; `exit(withError:)` would write the usage first, only to throw it away.
      Process.end(status: status.rawValue)
    } catch {
      guard exitCode(for: error) != .success, let text = usageError(error) else { exit(withError: error) }
      let stream = Stream.standardError()
      try? stream.write(Array("\(text)\n".utf8))
      exit(withError: exitCode(for: error))
    }
  }

  /// The error in the house's words and the usage after it, or nil if everything has been said.
  static func usageError(_ error: any Error) -> String? {
    let told = message(for: error)
    let usage = fullMessage(for: error).dropFirst("\(_errorPrefix)\(told)".count)
    let sentence = unknownVerb(among: CommandLine.arguments.dropFirst()) ?? told
    guard let first = sentence.first else { return nil }
    let end = sentence.hasSuffix(".") ? sentence.index(before: sentence.endIndex) : sentence.endIndex
    let name = configuration.commandName ?? _commandName
    return "\(name): error: \(first.lowercased())\(sentence[..<end].dropFirst())\(usage)"
  }

  /// What is wrong where a word stands in the place of a verb, which ArgumentParser calls an unexpected argument.
  private static func unknownVerb(among words: some Sequence<String>) -> String? {
    var verb: any ParsableCommand.Type = self
    for word in words {
      let verbs = verb.configuration.subcommands
      guard !verbs.isEmpty, verb.configuration.defaultSubcommand == nil, !word.hasPrefix("-"), word != "help" else {
        return nil
      }
      let names = verbs.compactMap { $0.configuration.commandName }
      guard let place = names.firstIndex(of: word) else {
        let near = SpellingSuggestion.words(to: word, in: names).first
        return "There is no verb '\(word)'" + (near.map { "; the nearest is '\($0)'" } ?? "")
      }
      verb = verbs[place]
    }
    return nil
  }
}
