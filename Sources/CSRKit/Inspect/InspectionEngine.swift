// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import KeyAudit
internal import OpenSSLBridge
internal import PKCS10
internal import Preflight
internal import Synchronization
internal import SystemBridge

/// Reads, verifies and audits requests, reusing OpenSSL contexts.
///
/// One thread uses an engine at a time; `EnginePool` shares engines between threads.
final class InspectionEngine {
  private let verifier = SignatureVerifier()
  private let auditor: KeyAuditor
  private let limits: ArmorLimits
  /// The results of comparing requests with others, by `RequestSource.place`.
  var comparison: [String: KeyHit] = [:]

  init(lists: [any KeyList], limits: ArmorLimits = .standard) {
    auditor = KeyAuditor(lists: lists)
    self.limits = limits
  }

  /// Inspects all requests in a part of an input.
  ///
  /// - Parameters:
  ///   - firstIndex: the index of the first request of the part in the input, from 0.
  ///   - firstLine: the line of the input at which the part starts, from 1.
  ///   - appliesRules: false if the rules are applied later, together with an order.
  func inspect(
    _ input: Span<UInt8>, name: String, firstIndex: Int = 0, firstLine: Int = 1, on day: CalendarDate,
    appliesRules: Bool = true
  ) -> Inspection {
    let reading = Armor.read(input, limits: limits) { candidate in self.proves(candidate) }
    let privateKey = reading.others.lazy.compactMap { PrivateKeyNote($0, firstLine: firstLine) }.first
    var inspection = Inspection(name: name, others: reading.others)
    for index in reading.requests.indices {
      let source = RequestSource(
        name: name, index: firstIndex + index, reading.requests[index], firstLine: firstLine, privateKey: privateKey)
      do throws(RequestError) {
        inspection.requests.append(
          try report(on: reading.requests[index].der, source: source, on: day, appliesRules: appliesRules))
      } catch {
        inspection.failures.append(InspectionFailure(source: source, error: error))
      }
    }
    return inspection
  }

  /// Inspects one request in DER.
  func report(
    on der: [UInt8], source: RequestSource, on day: CalendarDate, appliesRules: Bool = true
  ) throws(RequestError) -> RequestReport {
    let request = try CertificationRequest(der: der)
    let signature = request.verifySignature(with: verifier)
    let fault = request.signatureFault(signature, with: verifier)
    var audit = auditor.audit(request, fault: fault, with: verifier)
    if !comparison.isEmpty, let hit = comparison[source.place] { audit = audit.adding([hit]) }
    let evidence = RequestEvidence(
      signature: signature, fault: fault, audit: audit,
      decodingFailure: InspectionEngine.decodingFailure(of: request), lines: fault == nil ? nil : source.lines)
    var findings: [Finding] = []
    if appliesRules {
      findings = RuleRun.findings(
        of: Examination(request: request, evidence: evidence, asOf: day, enclosure: source.enclosure))
    }
    return RequestReport(source: source, request: request, evidence: evidence, findings: findings)
  }

  /// Whether a tentative repair produces a request with a valid signature.
  func proves(_ candidate: Span<UInt8>) -> Bool {
    var copy: [UInt8] = []
    copy.reserveCapacity(candidate.count)
    for index in candidate.indices { copy.append(candidate[index]) }
    guard let request = try? CertificationRequest(der: copy) else { return false }
    return request.verifySignature(with: verifier) == .valid
  }

  /// Why OpenSSL cannot decode a request; OpenSSL is called only if the request is not strict DER.
  private static func decodingFailure(of request: CertificationRequest) -> String? {
    guard !request.isStrict else { return nil }
    do throws(OpenSSLFailure) {
      _ = try X509Request.parse(request.der.span)
      return nil
    } catch {
      return error.description
    }
  }
}

/// Shares engines between threads: creating one costs half as much as an inspection.
final class EnginePool: Sendable {
  private final class Slot: Sendable {
    /// Whether a thread uses the engine. Unlike a lock, a failed attempt needs no system call.
    private let isTaken = Atomic(false)
    private let engine = Mutex<InspectionEngine?>(nil)

    func take() -> Bool { !isTaken.exchange(true, ordering: .acquiring) }

    func release() { isTaken.store(false, ordering: .releasing) }

    /// Runs `work` with the slot's engine, which is created for the first use.
    func run<Result: Sendable>(_ pool: EnginePool, _ work: (InspectionEngine) -> Result) -> Result {
      engine.withLock { cached in
        let engine = cached ?? InspectionEngine(lists: pool.lists, limits: pool.limits)
        cached = engine
        return work(engine)
      }
    }
  }

  private let lists: [any KeyList]
  private let limits: ArmorLimits
  /// Twice as many slots as processors, so that a free one is found quickly.
  private let slots = (0..<2 * Process.processorCount).map { _ in Slot() }
  /// Slots that are free, of threads that found all of `slots` taken; as many as there were at the same time.
  private let spare = Mutex<[Slot]>([])

  init(lists: [any KeyList], limits: ArmorLimits) {
    self.lists = lists
    self.limits = limits
  }

  /// Runs `work` with an engine that no other thread uses; an engine is created only if all are in use.
  func use<Result: Sendable>(_ work: (InspectionEngine) -> Result) -> Result {
    // Each thread starts at a different slot, so that processors do not share cache lines.
    let first = Int(Process.threadNumber % UInt(slots.count))
    for step in slots.indices {
      let slot = slots[(first + step) % slots.count]
      guard slot.take() else { continue }
      defer { slot.release() }
      return slot.run(self, work)
    }
    let slot = spare.withLock { $0.popLast() } ?? Slot()
    defer { spare.withLock { $0.append(slot) } }
    return slot.run(self, work)
  }
}
