// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A record of a zone file: its absolute owner in lower case, its type, and its data as written.
struct ZoneLine: Hashable {
  let owner: String
  let type: String
  let data: String

  /// - Parameter zone: the zone to which the owner is relative, unless it ends with a dot.
  init?(_ text: String, zone: String) {
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3 else { return nil }
    let isAbsolute = words[0].hasSuffix(".")
    owner = (words[0] == "@" ? "\(zone)." : isAbsolute ? words[0] : "\(words[0]).\(zone).").lowercased()
    (type, data) = (words[1], words[2])
  }

  var text: String { "\(owner) \(type) \(data)\n" }
}

/// The instructions that a fix of a report contains, read from its text alone, as a person who applies it would.
enum PrintedFix: Equatable {
  /// Delete all records of these types.
  case delete(owner: String, types: [String])
  /// Remove, or add, a line of a zone file.
  case remove(String)
  case add(String)
  /// Fill in the fields of a panel.
  case enter(zone: String, host: String, target: String)
  case retarget(owner: String, target: String)
  /// Turn off the proxy of a record that the zone has.
  case unproxy
  /// Run a command in the web root of a host.
  case run(host: String, command: String)
  /// Put the output of `csrkit dcv --format`, with one of these formats, before the other directives of a host.
  case configure(formats: [String], host: String)
  /// Let everyone read this path.
  case open(path: String)
  case method(String)
  case resolver

  /// The instructions in their order.
  /// - Parameter meetsCondition: whether a condition applies that the fix starts with.
  static func all(in text: String, meetsCondition: Bool) throws -> [PrintedFix] {
    var text = Substring(text)
    if let match = text.wholeMatch(of: #/if [^,;:]+, (.+?); otherwise, (.+)/#) {
      text = meetsCondition ? match.1 : match.2
    }
    var instructions: [PrintedFix] = []
    // A command may contain any other phrase.
    if let match = text.firstMatch(of: #/in the web root of (\S+), run: (.+)$/#) {
      return [.run(host: String(match.1), command: String(match.2))]
    }
    if let match = text.firstMatch(of: #/delete the (.+) record at (\S+), and/#) {
      let types = String(match.1).components(separatedBy: " and ")
      instructions.append(.delete(owner: String(match.2), types: types))
    }
    if let match = text.firstMatch(
      of: #/in the zone (\S+), add a CNAME record with the host (\S+) and the target (\S+)/#)
    {
      let target = match.3.prefix { $0 != ";" && $0 != "," }
      instructions.append(.enter(zone: String(match.1), host: String(match.2), target: String(target)))
    }
    if let match = text.firstMatch(of: #/replace the target of (\S+) with ([^ ,;]+)/#) {
      instructions.append(.retarget(owner: String(match.1), target: String(match.2)))
    }
    for match in text.matches(of: #/(remove|add): (\S+ CAA (?:\d+ \S+ "(?:[^"\\]|\\.)*"|\\# \d+ [0-9a-f]+))/#) {
      instructions.append(match.1 == "add" ? .add(String(match.2)) : .remove(String(match.2)))
    }
    let output = #/put the output of csrkit dcv --format (\S+) \(or (.+)\) at the top of .* configuration for (\S+)$/#
    if let match = text.firstMatch(of: output) {
      let formats = [String(match.1)] + String(match.2).components(separatedBy: ", ")
      instructions.append(.configure(formats: formats, host: String(match.3)))
    }
    if text.contains("turn off its proxy and flattening") { instructions.append(.unproxy) }
    if let match = text.firstMatch(of: #/let everyone read (\S+?)[: ]/#) {
      instructions.append(.open(path: String(match.1)))
    }
    if let match = text.firstMatch(of: #/use (HTTPS?_CSR_HASH|CNAME_CSR_HASH)/#) {
      instructions.append(.method(String(match.1)))
    }
    if text.contains("use another resolver with --resolver") { instructions.append(.resolver) }
    guard !instructions.isEmpty else { throw FixError.notLiteral(String(text)) }
    return instructions
  }
}

enum FixError: Error {
  /// The text has no instruction.
  case notLiteral(String)
  /// The instruction does not fit what is published.
  case notApplicable(PrintedFix)
}
