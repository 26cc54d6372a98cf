// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import KeyAudit
internal import OpenSSLBridge
public import PKCS10
internal import Preflight

/// From bytes to report in one call; keeps what can be kept from one request to the next.
///
/// One inspector serves one thread at a time.
///
/// ```swift
/// let inspection = Inspector(asOf: today).inspect(bytes)
/// for report in inspection.reports { print(report.text) }
/// ```
public final class Inspector {
  /// The day on which rules are judged.
  public let asOf: CalendarDate
  private let verifier = SignatureVerifier()
  private let auditor: KeyAuditor

  /// An inspector that judges rules on a day.
  ///
  /// - Parameters:
  ///   - asOf: the day.
  ///   - lists: known keys, which the caller opened; without any, those that the program carries.
  public init(asOf: CalendarDate, lists: [any KeyList] = KeyLists.embedded()) {
    self.asOf = asOf
    auditor = KeyAuditor(lists: lists)
  }

  /// Reads every request in an input, however it was wrapped, and reports on each.
  ///
  /// - Parameters:
  ///   - input: the bytes of a file or of a form's field.
  ///   - name: how reports call the input.
  public func inspect(_ input: [UInt8], name: String = "-") -> Inspection {
    inspect(input.span, name: name)
  }

  /// Reads every request in a part of an input.
  ///
  /// - Parameters:
  ///   - input: the bytes of the part.
  ///   - name: how reports call the input.
  ///   - firstIndex: the position that the part's first request has in the input, from 0.
  ///   - firstLine: the line of the input on which the part starts, from 1.
  public func inspect(_ input: Span<UInt8>, name: String, firstIndex: Int = 0, firstLine: Int = 1) -> Inspection {
    inspect(input, name: name, firstIndex: firstIndex, firstLine: firstLine, examines: true)
  }

  /// Reads every request in an input; the rules are left for later where they will be run with an order.
  func inspect(
    _ input: Span<UInt8>, name: String, firstIndex: Int = 0, firstLine: Int = 1, examines: Bool
  ) -> Inspection {
    let reading = Armor.read(input) { candidate in self.proves(candidate) }
    let privateKey = reading.others.lazy.compactMap { PrivateKeyNote($0, firstLine: firstLine) }.first
    var inspection = Inspection(name: name, others: reading.others)
    for index in reading.requests.indices {
      let source = RequestSource(
        name: name, index: firstIndex + index, reading.requests[index], firstLine: firstLine, privateKey: privateKey)
      do throws(RequestError) {
        inspection.reports.append(try report(on: reading.requests[index].der, source: source, examines: examines))
      } catch {
        inspection.failures.append(InspectionFailure(source: source, error: error))
      }
    }
    return inspection
  }

  /// Reports on one request in DER.
  public func report(on der: [UInt8], source: RequestSource) throws(RequestError) -> RequestReport {
    try report(on: der, source: source, examines: true)
  }

  private func report(
    on der: [UInt8], source: RequestSource, examines: Bool
  ) throws(RequestError) -> RequestReport {
    let request = try CertificationRequest(der: der)
    let signature = request.verifySignature(with: verifier)
    let keyVerdict = auditor.audit(request.publicKey, in: der.span)
    guard examines else {
      return RequestReport(
        source: source, request: request, signature: signature, keyVerdict: keyVerdict, findings: [])
    }
    let examination = Examination(
      request: request, signature: signature, decodingFailure: Inspector.decodingFailure(of: request),
      keyVerdict: keyVerdict, asOf: asOf)
    return RequestReport(
      source: source, request: request, signature: signature, keyVerdict: keyVerdict,
      findings: Preflight.examine(examination))
  }

  /// Whether a candidate that was put together by guessing is a request whose own signature confirms the guess.
  func proves(_ candidate: Span<UInt8>) -> Bool {
    var copy: [UInt8] = []
    copy.reserveCapacity(candidate.count)
    for index in candidate.indices { copy.append(candidate[index]) }
    guard let request = try? CertificationRequest(der: copy) else { return false }
    return request.verifySignature(with: verifier) == .valid
  }

  /// Why OpenSSL does not decode a request; it is asked only where ours meets anything unusual.
  static func decodingFailure(of request: CertificationRequest) -> String? {
    guard !request.isStrict else { return nil }
    do throws(OpenSSLFailure) {
      _ = try X509Request.parse(request.der.span)
      return nil
    } catch {
      return error.description
    }
  }
}
