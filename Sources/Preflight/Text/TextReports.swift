// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
internal import DomainNames

/// Where a text is: in the request, or in a parameter of the form.
enum TextOrigin {
  case at(Place)
  case parameter(ParameterName)
}

extension TextExamination {
  /// The text that is meant; nil if it cannot be known.
  fileprivate var proposal: String? { meant.isEmpty || meant.unicodeScalars.contains("\u{FFFD}") ? nil : meant }

  /// The end of a message: what is meant.
  fileprivate var clause: String { proposal.map { "; \(quoted($0)) is meant" } ?? "" }
}

/// The findings on the characters of a text, for the request's subject and for the form alike.
extension Reporter {
  mutating func reportGarbled(_ name: String, _ text: TextExamination, _ origin: TextOrigin) {
    switch text.garbling {
    case nil: return
    case .replaced:
      report(
        "\(name) \(quoted(text.text)) contains U+FFFD (REPLACEMENT CHARACTER): a program could not read the original "
          + "character, which is lost", origin)
    case .wrongCharacterSet:
      report(
        "\(name) \(quoted(text.text)) is garbled: UTF-8 was read as Latin-1 or Windows-1252"
          + text.clause, origin, meant: text.proposal, name)
    case .wrongType(let reason):
      report(
        "\(name) \(quoted(text.text)) is garbled: \(reason)\(text.clause)", origin, meant: text.proposal, name)
    }
  }

  mutating func reportEntities(_ name: String, _ text: TextExamination, _ origin: TextOrigin) {
    guard text.hasEntities else { return }
    report(
      "\(name) \(quoted(text.text)) contains character references of HTML\(text.clause)", origin,
      meant: text.proposal, name)
  }

  mutating func reportSpaces(_ name: String, _ text: TextExamination, _ origin: TextOrigin) {
    guard let first = text.outerSpaces.first else { return }
    let what = first == " " ? "a space" : first.codePointAndName
    report(
      "\(name) \(quoted(text.text)) starts or ends with \(what)\(text.clause)", origin, meant: text.proposal, name)
  }

  mutating func reportInvisible(_ name: String, _ text: TextExamination, _ origin: TextOrigin) {
    guard let first = text.invisible.first else { return }
    let others = text.invisible.count - 1
    let more = others == 0 ? "" : " and \(others) more"
    report(
      "\(name) \(quoted(text.text)) contains the invisible character \(first.codePointAndName)\(more)"
        + text.clause, origin, meant: text.proposal, name)
  }

  mutating func reportDecomposed(_ name: String, _ text: TextExamination, _ origin: TextOrigin) {
    guard text.isDecomposed else { return }
    report("\(name) \(quoted(text.text)) has letters and marks as separate characters", origin)
  }

  private mutating func report(_ message: String, _ origin: TextOrigin, meant: String? = nil, _ name: String = "") {
    switch origin {
    case .at(let place):
      let fix = meant.map { "create a new CSR with \(name) \(quoted($0)): \(OpenSSLCommand.newRequest) -utf8" }
      report(message, at: place, fix: fix)
    case .parameter(let parameter):
      report(message, field: parameter.spelling, fix: meant.map { "send \(quoted($0)) as \(parameter)" })
    }
  }
}
