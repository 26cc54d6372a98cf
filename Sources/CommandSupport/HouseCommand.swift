// SPDX-License-Identifier: Apache-2.0
package import ArgumentParser
internal import SystemBridge

/// A command that reports wrong usage like every other error: `csrkit: error: lower case, no full stop`.
package protocol HouseCommand: ParsableCommand {}

extension HouseCommand {
  /// Parses the arguments, runs the command and ends the process without unwinding.
  package static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      Process.end(status: ExitCode.success.rawValue)
    } catch let status as ExitCode {
      // Everything has been reported; `exit(withError:)` would format the usage and discard it.
      Process.end(status: status.rawValue)
    } catch {
      guard exitCode(for: error) != .success, let text = usageError(error) else { exit(withError: error) }
      let stream = Stream.standardError()
      try? stream.write(Array("\(text)\n".utf8))
      exit(withError: exitCode(for: error))
    }
  }

  /// The error in this form with the usage after it, or nil when everything has been reported.
  static func usageError(_ error: any Error) -> String? {
    let told = message(for: error)
    let usage = fullMessage(for: error).dropFirst("\(_errorPrefix)\(told)".count)
    let sentence = unknownVerb(among: CommandLine.arguments.dropFirst()) ?? told
    guard let first = sentence.first else { return nil }
    let end = sentence.hasSuffix(".") ? sentence.index(before: sentence.endIndex) : sentence.endIndex
    let name = configuration.commandName ?? _commandName
    return "\(name): error: \(first.lowercased())\(sentence[..<end].dropFirst())\(usage)"
  }

  /// The message about an unknown verb, which ArgumentParser calls an unexpected argument.
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
