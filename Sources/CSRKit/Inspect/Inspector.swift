// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import KeyAudit
package import PKCS10

/// Inspects certificate signing requests (CSRs) and checks orders; all tasks can share one value.
///
/// It reads no clock, opens no file and uses no network. Rules are applied as of the day that is passed to each call.
///
/// ```swift
/// let inspector = Inspector()
/// let inspection = inspector.inspect(bytes, on: day)
/// for report in inspection.reports { print(report.commonName ?? "", report.findings.map(\.message)) }
/// ```
public struct Inspector: Sendable {
  let engines: EnginePool

  /// Creates an inspector.
  ///
  /// - Parameter lists: lists of known keys, opened by the caller; by default those embedded in the library.
  public init(lists: [any KeyList] = KeyLists.embedded()) {
    engines = EnginePool(lists: lists)
  }

  /// Inspects all requests in an input, in any encoding or wrapping.
  ///
  /// - Parameters:
  ///   - input: the bytes of a file or of a form field.
  ///   - name: the name of the input in reports.
  ///   - day: the day as of which rules are applied.
  public func inspect(_ input: [UInt8], name: String = "-", on day: CalendarDate) -> Inspection {
    engines.use { $0.inspect(input.span, name: name, on: day) }
  }

  /// Inspects all requests in a text.
  public func inspect(_ text: String, name: String = "-", on day: CalendarDate) -> Inspection {
    inspect(Array(text.utf8), name: name, on: day)
  }

  /// Inspects one request in DER.
  package func report(
    on der: [UInt8], source: RequestSource, on day: CalendarDate
  ) throws(RequestError) -> RequestReport {
    try engines.use { engine in
      Result { () throws(RequestError) in try engine.report(on: der, source: source, on: day) }
    }.get()
  }

  /// Whether a tentative repair produces a request with a valid signature.
  func proves(_ candidate: Span<UInt8>) -> Bool {
    engines.use { $0.proves(candidate) }
  }
}
