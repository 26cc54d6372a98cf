// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import CSRKitBase
internal import CSRKitProbe

/// Reads the JSON that `csrkit dcv --format json` and `jsonl` print.
enum ProbePlan {
  /// The maximum length of the input in bytes.
  static let maximumOctets = 64 << 20

  /// The input contains no plan, or a name in it is invalid.
  struct Invalid: Error {}

  /// The targets in one document, an array of documents, or one document per line; at least one.
  ///
  /// - Parameter txtValue: the value sent by the CA, used if the plan does not contain it.
  static func targets(_ bytes: [UInt8], txtValue: String?) throws -> [ProbeTarget] {
    let targets = try documents(bytes).flatMap { document in
      try document.elements(named: "names").map { try target($0, txtValue) }
    }
    guard !targets.isEmpty else { throw Invalid() }
    return targets
  }

  private static func documents(_ bytes: [UInt8]) throws -> [JSONItem] {
    if let item = try? JSONReader.read(bytes.span) {
      if case .array(let items) = item.value { return items }
      return [item]
    }
    return try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read(Array($0).span) }
  }

  private static func target(_ entry: JSONItem, _ txtValue: String?) throws -> ProbeTarget {
    let name = try ValidationName(try entry.text(named: "name"))
    return ProbeTarget(
      name: name, proof: try proof(entry, txtValue), isOptional: try entry.flag(named: "optional"))
  }

  private static func proof(_ entry: JSONItem, _ txtValue: String?) throws -> ProbeTarget.Proof {
    if let http = try entry.object(named: "http") {
      let (url, body) = (try http.text(named: "url"), try http.text(named: "body"))
      return .file(url: url, body: body)
    }
    // Owners and targets go into queries and messages, so each must be a valid name.
    if let txt = try entry.object(named: "txt") {
      let owners = try txt.texts(named: "owners")
      for owner in owners { _ = try ValidationName(owner) }
      let value = try txt.optionalText(named: "value") ?? txtValue
      return .txt(owners: owners, value: value)
    }
    guard let cname = try entry.object(named: "cname") else {
      return .nothing(obstacle: try entry.optionalText(named: "reason"))
    }
    let (owner, target) = (try cname.text(named: "owner"), try cname.text(named: "target"))
    _ = (try ValidationName(owner), try ValidationName(target))
    let searched = try cname.texts(named: "searched").map { try ValidationName($0).ascii }
    let label = String(owner.prefix { $0 != "." })
    return .cname(label: label, target: target, searched: searched)
  }
}

/// The members of an object, with the types of the plan's schema; null counts as missing.
extension JSONItem {
  private func member(_ name: String) throws -> JSONItem? {
    guard case .object(let members) = value else { throw ProbePlan.Invalid() }
    guard let item = members.first(where: { $0.name == name })?.item, item.value != .null else { return nil }
    return item
  }

  fileprivate func object(named name: String) throws -> JSONItem? { try member(name) }

  fileprivate func optionalText(named name: String) throws -> String? { try member(name)?.text }

  fileprivate func flag(named name: String) throws -> Bool {
    guard let item = try member(name) else { return false }
    guard case .bool(let flag) = item.value else { throw ProbePlan.Invalid() }
    return flag
  }

  fileprivate func text(named name: String) throws -> String {
    guard let text = try optionalText(named: name) else { throw ProbePlan.Invalid() }
    return text
  }

  fileprivate func texts(named name: String) throws -> [String] { try elements(named: name).map { try $0.text } }

  fileprivate func elements(named name: String) throws -> [JSONItem] {
    guard case .array(let items) = try member(name)?.value else { throw ProbePlan.Invalid() }
    return items
  }

  private var text: String {
    get throws {
      guard case .string(let text) = value else { throw ProbePlan.Invalid() }
      return text
    }
  }
}
