// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import Foundation
internal import Probe

/// What is read of the JSON that `csrkit dcv --format json` prints.
struct PlanDocument: Decodable {
  let names: [Entry]

  struct Entry: Decodable {
    let name: String
    let reason: String?
    let http: File?
    let cname: Record?
    let txt: Text?
  }

  struct File: Decodable {
    let url: String
    let body: String
  }

  struct Record: Decodable {
    let owner: String
    let target: String
    let searched: [String]
  }

  struct Text: Decodable {
    let owners: [String]
    let value: String?
  }

  /// The entries of one document, of a list of them, or of one document a line.
  static func entries(_ data: Data) throws -> [Entry] {
    let decoder = JSONDecoder()
    if let list = try? decoder.decode([PlanDocument].self, from: data) { return list.flatMap(\.names) }
    if let document = try? decoder.decode(PlanDocument.self, from: data) { return document.names }
    return try data.split(separator: UInt8(ascii: "\n")).flatMap { line in
      try decoder.decode(PlanDocument.self, from: Data(line)).names
    }
  }
}

extension PlanDocument.Entry {
  /// What is to be looked at.
  ///
  /// - Parameter txtValue: the value that the CA has sent, where the plan does not have it.
  func target(txtValue: String?) throws -> ProbeTarget {
    let name = try ValidationName(name)
    if let http { return ProbeTarget(name: name, proof: .file(url: http.url, body: http.body)) }
    if let txt {
      for owner in txt.owners { _ = try ValidationName(owner) }
      return ProbeTarget(name: name, proof: .txt(owners: txt.owners, value: txt.value ?? txtValue))
    }
    guard let cname else { return ProbeTarget(name: name, proof: .nothing(obstacle: reason)) }
    // What goes into questions and messages has the form of a name, whoever wrote the plan.
    _ = try ValidationName(cname.owner)
    _ = try ValidationName(cname.target)
    let searched = try cname.searched.map { try ValidationName($0).ascii }
    let label = String(cname.owner.prefix { $0 != "." })
    return ProbeTarget(name: name, proof: .cname(label: label, target: cname.target, searched: searched))
  }
}
