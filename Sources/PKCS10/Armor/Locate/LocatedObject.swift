// SPDX-License-Identifier: Apache-2.0

/// Something that was located, with offsets in the text where it was located.
struct Found: Sendable {
  enum Content: Sendable, Hashable {
    case request(der: [UInt8], container: ArmoredRequest.Container, trailing: Int)
    case foreign(ForeignObject.Kind)
  }

  var content: Content
  var label: String?
  var range: Range<Int>
  /// Where it went wrong.
  var fault: Int?
  var repairs: [ArmorRepair] = []
  /// Whether it is no more than a suspicion, to be dropped beside anything certain.
  var isWeak = false
  /// Whether the Base64 goes on after its end, so that something may still be to be undone.
  var isDoubtful = false
  /// Whether it was found as DER and not in text.
  var isBinary = false
  /// Whether text stands between it and what was found before.
  var isAfterText = false

  /// An object told by its DER; `labelKind` decides where the DER does not.
  init(
    _ object: ObjectSplit.Object, of decoded: [UInt8], container: ArmoredRequest.Container,
    labelKind: ForeignObject.Kind?,
    range: Range<Int>, label: String?, repairs: [ArmorRepair]
  ) {
    self.range = range
    self.label = label
    self.repairs = repairs
    switch object.identity {
    case .request:
      let isWhole = object.range.count == decoded.count
      let der = isWhole ? decoded : Array(decoded[object.range])
      content = .request(der: der, container: container, trailing: object.trailing)
      if object.trailing > 0 { self.repairs.append(.trailingData) }
    case .foreign(let kind):
      content = .foreign(kind)
    case .unknown(let error):
      let unknown = error.map { ForeignObject.Kind.malformed(.der($0)) } ?? .other("DER of an unknown structure")
      content = .foreign(labelKind ?? unknown)
    }
  }

  init(
    _ kind: ForeignObject.Kind, range: Range<Int>, label: String? = nil, fault: Int? = nil, isWeak: Bool = false
  ) {
    content = .foreign(kind)
    self.range = range
    self.label = label
    self.fault = fault
    self.isWeak = isWeak
  }

  /// Whether quotation marks or tags stand around it, so that the rest is no text about it.
  var isEnclosed: Bool { repairs.contains { $0 == .json || $0 == .quoted || $0 == .markup } }

  /// Whether it may become something else once more is undone.
  var isUnresolved: Bool {
    switch content {
    case .request: isDoubtful
    case .foreign(.malformed), .foreign(.truncated), .foreign(.privateKey(.unreadable)): true
    case .foreign: false
    }
  }
}

/// All that was located in a text.
struct Findings: Sendable {
  var found: [Found] = []
  /// Long runs of Base64 characters and words BEGIN that are part of nothing: perhaps something that is wrapped once
  /// more.
  var hints = 0

  /// Whether there is a word that could be armor in another wrapping: BEGIN or END, or a stretch of Base64.
  var hasTraces = false
  /// Whether text stands after the last.
  var hasTextAfter = false

  /// Whether there is no reason to look further.
  var isComplete: Bool {
    hints == 0 && !found.isEmpty && !found.contains { $0.isUnresolved }
  }

  /// How good a reading this is: requests first, then other things that are known, then that little is broken.
  var score: Score {
    var score = Score()
    for one in found {
      switch one.content {
      case .request:
        score.requests += 1
        if one.isDoubtful { score.doubtful += 1 }
      case .foreign(.malformed): score.broken += one.isWeak ? 0 : 1
      case .foreign(.truncated(let have, _)):
        score.truncated += 1
        score.bytes += have
      case .foreign(.privateKey(.unreadable)): score.truncated += 1
      case .foreign: score.known += 1
      }
    }
    return score
  }

  struct Score: Comparable, Sendable {
    var requests = 0
    var known = 0
    var truncated = 0
    var broken = 0
    var doubtful = 0
    /// How much of what is truncated is there.
    var bytes = 0

    static func < (left: Score, right: Score) -> Bool {
      (left.requests, left.known, left.truncated, -left.broken, -left.doubtful, left.bytes)
        < (right.requests, right.known, right.truncated, -right.broken, -right.doubtful, right.bytes)
    }
  }
}
