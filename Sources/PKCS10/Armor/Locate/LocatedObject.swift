// SPDX-License-Identifier: Apache-2.0

/// An object found in a text, with offsets in that text.
struct LocatedObject: Sendable {
  enum Content: Sendable, Hashable {
    case request(der: [UInt8], container: ArmoredRequest.Container, trailing: Int)
    case foreign(ForeignObject.Kind)
  }

  var content: Content
  var label: String?
  var range: Range<Int>
  /// The offset of the fault.
  var fault: Int?
  var repairs: [ArmorRepair] = []
  /// Whether it is only a suspicion, to be dropped if anything certain is found.
  var isWeak = false
  /// Whether the Base64 continues after its end, so that another wrapping may have to be removed.
  var isDoubtful = false
  /// Whether it was found as binary DER instead of in text.
  var isBinary = false
  /// Whether text precedes it, after the previous object.
  var isAfterText = false
  /// What surrounds the request inside its encoding.
  var enclosure: RequestEnclosure?

  /// The objects identified by the DER of one: itself, or the requests in it; `labelKind` decides if the DER is unknown.
  static func all(
    _ object: ObjectSplit.Object, of decoded: [UInt8], container: ArmoredRequest.Container,
    labelKind: ForeignObject.Kind?, range: Range<Int>, label: String?, repairs: [ArmorRepair]
  ) -> [LocatedObject] {
    let outer = LocatedObject(
      object, of: decoded, container: container, labelKind: labelKind, range: range, label: label, repairs: repairs)
    guard case .enclosing(let requests) = object.identity else { return [outer] }
    return requests.map { request in
      var one = outer
      let enclosure = RequestEnclosure(layers: request.layers, container: container, label: label)
      one.enclosure = enclosure
      one.content = .request(
        der: request.der, container: enclosure.isMessage ? .cms : container, trailing: object.trailing)
      // A message has labels of its own.
      if enclosure.isMessage { one.repairs.removeAll { $0 == .label } } else { one.repairs.append(.extraSequence) }
      return one
    }
  }

  private init(
    _ object: ObjectSplit.Object, of decoded: [UInt8], container: ArmoredRequest.Container,
    labelKind: ForeignObject.Kind?,
    range: Range<Int>, label: String?, repairs: [ArmorRepair]
  ) {
    self.range = range
    self.label = label
    self.repairs = repairs
    switch object.identity {
    case .request:
      let isComplete = object.range.count == decoded.count
      let der = isComplete ? decoded : Array(decoded[object.range])
      content = .request(der: der, container: container, trailing: object.trailing)
      if object.trailing > 0 { self.repairs.append(.trailingData) }
    case .enclosing:
      // `all` replaces it by the requests.
      content = .foreign(.pkcs7)
      if object.trailing > 0 { self.repairs.append(.trailingData) }
    case .foreign(let kind):
      content = .foreign(kind)
    case .unknown(let error):
      let unknown = error.map { ForeignObject.Kind.malformed(.der($0)) } ?? .other(.unknownDER)
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

  /// Whether it is enclosed in quotation marks or tags, so that other text is not about it.
  var isEnclosed: Bool { repairs.contains { $0 == .json || $0 == .quoted || $0 == .markup } }

  /// Whether it may become something else once more wrappings are removed.
  var isUnresolved: Bool {
    switch content {
    case .request: isDoubtful
    case .foreign(.malformed), .foreign(.truncated), .foreign(.privateKey(.unreadable)): true
    case .foreign: false
    }
  }
}

/// All objects found in a text.
struct LocatedObjects: Sendable {
  var objects: [LocatedObject] = []
  /// The number of long runs of Base64 characters and BEGIN words that are part of nothing: perhaps another wrapping.
  var hints = 0

  /// Whether a word could be armor in another wrapping: BEGIN, END, or a run of Base64.
  var hasTraces = false
  /// Whether text follows the last object.
  var hasTextAfter = false

  /// Whether there is no reason to remove more wrappings.
  var isComplete: Bool {
    hints == 0 && !objects.isEmpty && !objects.contains { $0.isUnresolved }
  }

  /// The quality of this result: requests count most, then other known objects, then few broken ones.
  var score: Score {
    var score = Score()
    for one in objects {
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
    /// The number of bytes of truncated objects.
    var bytes = 0

    static func < (left: Score, right: Score) -> Bool {
      (left.requests, left.known, left.truncated, -left.broken, -left.doubtful, left.bytes)
        < (right.requests, right.known, right.truncated, -right.broken, -right.doubtful, right.bytes)
    }
  }
}
