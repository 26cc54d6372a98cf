// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import PKCS10

/// Reports on the requests of an input that arrives in pieces, in bounded memory.
///
/// ```swift
/// var stream = InspectionStream(inspector, name: "requests.pem", on: day)
/// while let chunk = read() {
///   stream.append(chunk.span)
///   while let item = stream.next() { show(item) }
/// }
/// stream.finish()
/// while let item = stream.next() { show(item) }
/// ```
public struct InspectionStream {
  /// One thing to be told, in the order of the input.
  public enum Item {
    /// A request.
    case report(RequestReport)
    /// A request whose frame cannot be read.
    case failure(InspectionFailure)
    /// Something that was meant to be a request and is damaged, or, at the end and once, why there is no request.
    case fault(ForeignObject)
  }

  /// Of each kind of thing that a hostile input could have millions of, so many are told.
  public static let mostFaults = 100

  /// The first private key of the input, as far as it has been read.
  public private(set) var privateKey: PrivateKeyNote?
  /// How many damaged requests were left untold after `mostFaults`.
  public private(set) var untoldFaults = 0

  private let inspector: Inspector
  private let name: String
  private let day: CalendarDate
  private var armor: ArmorStream
  private var isFinished = false
  private var isClosed = false

  /// Found and not yet told. Nothing is told before a window is full, so that a private key after a request is known.
  private var found: [ArmorItem] = []
  private var nextFound = 0
  private var received = 0
  private let window: Int

  private var requests = 0
  private var faults = 0
  private var wasTooLarge = false
  private var explanation: ForeignObject?

  /// A stream at its start; reports call the input by `name`.
  public init(
    _ inspector: Inspector, name: String = "-", limits: ArmorLimits = .standard, on day: CalendarDate
  ) {
    self.inspector = inspector
    self.day = day
    self.name = name
    armor = ArmorStream(limits: limits)
    window = limits.window
  }

  /// Takes the next piece.
  public mutating func append(_ chunk: Span<UInt8>) {
    armor.append(chunk)
    received += chunk.count
  }

  /// Says that nothing more will come.
  public mutating func finish() {
    armor.finish()
    isFinished = true
  }

  /// What is to be told next, or nil: before `finish` when more input is needed, after it at the end.
  public mutating func next() -> Item? {
    guard isFinished || received >= window else { return nil }
    while true {
      if nextFound == found.count, !gather() { return close() }
      defer { nextFound += 1 }
      switch found[nextFound] {
      case .request(let request): return item(for: request)
      case .other(let object):
        if let fault = fault(for: object) { return .fault(fault) }
      }
    }
  }

  /// Reads on as far as the input goes; false when nothing came of it.
  private mutating func gather() -> Bool {
    found.removeAll(keepingCapacity: true)
    nextFound = 0
    let inspector = inspector
    while let item = armor.next(proof: { inspector.proves($0) }) {
      if case .other(let object) = item {
        if privateKey == nil { privateKey = PrivateKeyNote(object) }
        guard isTold(object) else { continue }
      }
      found.append(item)
    }
    if !isFinished { received = 0 }
    return !found.isEmpty
  }

  /// Whether an object other than a request is more than a candidate for the explanation.
  private mutating func isTold(_ object: ForeignObject) -> Bool {
    if object.weight > explanation?.weight ?? -1 { explanation = object }
    // The rest of what was too large for one window has no beginning.
    if wasTooLarge, case .malformed(.beginningMissing) = object.kind { return false }
    if case .tooLarge = object.kind { wasTooLarge = true } else { wasTooLarge = false }
    guard object.isDamagedRequest || object.isOversizedInput else { return false }
    faults += 1
    guard faults <= InspectionStream.mostFaults else {
      untoldFaults += 1
      return false
    }
    return true
  }

  private mutating func item(for request: ArmoredRequest) -> Item {
    let source = RequestSource(
      name: name, index: requests, request, firstLine: 1, privateKey: privateKey)
    requests += 1
    do throws(RequestError) {
      return .report(try inspector.report(on: request.der, source: source, on: day))
    } catch {
      return .failure(InspectionFailure(source: source, error: error))
    }
  }

  /// A damaged object beside a request; where there is no request, the one that explains the input is told at the end.
  private func fault(for object: ForeignObject) -> ForeignObject? {
    let hasRequest = requests > 0 || found.contains { if case .request = $0 { true } else { false } }
    return hasRequest ? object : nil
  }

  /// The end: why there was no request, once.
  private mutating func close() -> Item? {
    guard isFinished, !isClosed else { return nil }
    isClosed = true
    guard requests == 0, let explanation else { return nil }
    untoldFaults = 0
    return .fault(explanation)
  }
}
