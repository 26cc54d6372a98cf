// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import PKCS10

/// Inspects the requests of an input that arrives in chunks, in bounded memory.
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
  /// A result, in input order.
  public enum Item {
    /// A request.
    case report(RequestReport)
    /// A request whose structure cannot be read.
    case failure(InspectionFailure)
    /// A damaged request, or, once at the end, why the input contains no request.
    case fault(ForeignObject)
  }

  /// The maximum number of damaged requests that are reported.
  public static let faultLimit = 100

  /// The first private key in the part of the input read so far; nil if there is none.
  public private(set) var privateKey: PrivateKeyNote?
  /// The number of damaged requests that were not reported because of ``faultLimit``.
  public private(set) var unreportedFaults = 0

  private let inspector: Inspector
  private let name: String
  private let day: CalendarDate
  private var armor: ArmorStream
  private var isFinished = false
  private var isClosed = false

  /// Items to return. None is returned before a window is full, so that a private key after a request is known.
  private var found: [ArmorItem] = []
  private var nextFound = 0
  private var received = 0
  private let window: Int

  private var requests = 0
  private var faults = 0
  private var wasTooLarge = false
  private var explanation: ForeignObject?

  /// Creates a stream at the start of the input `name`.
  public init(
    _ inspector: Inspector, name: String = "-", limits: ArmorLimits = .standard, on day: CalendarDate
  ) {
    self.inspector = inspector
    self.day = day
    self.name = name
    armor = ArmorStream(limits: limits)
    window = limits.window
  }

  /// Adds the next chunk of the input.
  public mutating func append(_ chunk: Span<UInt8>) {
    armor.append(chunk)
    received += chunk.count
  }

  /// Marks the end of the input.
  public mutating func finish() {
    armor.finish()
    isFinished = true
  }

  /// The next result; nil if more input is needed, or, after `finish`, at the end.
  public mutating func next() -> Item? {
    guard isFinished || received >= window else { return nil }
    while true {
      if nextFound == found.count, !readAhead() { return close() }
      defer { nextFound += 1 }
      switch found[nextFound] {
      case .request(let request): return item(for: request)
      case .other(let object):
        if let fault = fault(for: object) { return .fault(fault) }
      }
    }
  }

  /// Collects the items in the input received so far; false if there are none.
  private mutating func readAhead() -> Bool {
    found.removeAll(keepingCapacity: true)
    nextFound = 0
    let inspector = inspector
    while let item = armor.next(proof: { inspector.proves($0) }) {
      if case .other(let object) = item {
        if privateKey == nil { privateKey = PrivateKeyNote(object) }
        guard isReported(object) else { continue }
      }
      found.append(item)
    }
    if !isFinished { received = 0 }
    return !found.isEmpty
  }

  /// Whether an object other than a request is reported, and not only a candidate for the explanation.
  private mutating func isReported(_ object: ForeignObject) -> Bool {
    if object.weight > explanation?.weight ?? -1 { explanation = object }
    // The remainder of an object larger than a window has no beginning.
    if wasTooLarge, case .malformed(.beginningMissing) = object.kind { return false }
    if case .tooLarge = object.kind { wasTooLarge = true } else { wasTooLarge = false }
    guard object.isDamagedRequest || object.isOversizedInput else { return false }
    faults += 1
    guard faults <= InspectionStream.faultLimit else {
      unreportedFaults += 1
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

  /// A damaged request to report now; without a request, only the explanation is reported, at the end.
  private func fault(for object: ForeignObject) -> ForeignObject? {
    let hasRequest = requests > 0 || found.contains { if case .request = $0 { true } else { false } }
    return hasRequest ? object : nil
  }

  /// The last item: why the input contains no request; nil if it contains one.
  private mutating func close() -> Item? {
    guard isFinished, !isClosed else { return nil }
    isClosed = true
    guard requests == 0, let explanation else { return nil }
    unreportedFaults = 0
    return .fault(explanation)
  }
}
