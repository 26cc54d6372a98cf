// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
package import KeyAudit
public import PKCS10

/// Inspects certificate signing requests (CSRs) and checks orders; all tasks can share one value.
///
/// It reads no clock and uses no network, and opens no file but lists of keys. Rules are applied as of the day that is passed to each call.
///
/// ```swift
/// let inspector = Inspector()
/// let inspection = inspector.inspect(bytes, on: day)
/// for report in inspection.requests { print(report.commonName ?? "", report.findings.map(\.message)) }
/// ```
public struct Inspector: Sendable {
  let engines: EnginePool

  /// Creates an inspector with the embedded lists of known keys.
  ///
  /// - Parameter limits: how much of an input is read, and how much work that may take.
  public init(limits: ArmorLimits = .standard) { self.init(lists: KeyLists.embedded(), limits: limits) }

  /// Creates an inspector with the embedded lists of known keys and lists in files.
  ///
  /// - Parameter paths: files in the formats of `csrkit keys import`; they are mapped into memory once.
  public init(keyListFiles paths: [String]) throws(KeyListError) {
    do throws(KeyListFailure) {
      self.init(lists: try KeyLists.all(files: paths, folder: nil))
    } catch {
      throw KeyListError(description: error.description)
    }
  }

  package init(lists: [any KeyList], limits: ArmorLimits = .standard) {
    engines = EnginePool(lists: lists, limits: limits)
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

/// A list of known keys that cannot be used.
public struct KeyListError: Error, Sendable, CustomStringConvertible {
  /// The file and the reason, in a sentence without a full stop.
  public let description: String
}
