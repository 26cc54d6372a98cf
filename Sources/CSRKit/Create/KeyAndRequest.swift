// SPDX-License-Identifier: Apache-2.0
public import CSRKitBase
public import OpenSSLBridge
public import PKCS10
public import Preflight

/// A private key and a new request that it signed; the request was read, verified, audited and checked.
///
/// ```swift
/// var plan = RequestPlan(names: ["www.example.com"])
/// plan.form.set("product", to: "488")
/// let created = try KeyAndRequest.generate(plan, with: inspector, on: day)
/// try created.key.pem().withBytes { store($0) }
/// order(created.request.pem)
/// ```
public struct KeyAndRequest: Sendable {
  /// The private key.
  public let key: SigningKey
  /// The request.
  public let request: CheckedRequest

  /// Generates a key and creates a request.
  ///
  /// Names and subject are checked with a small key first, so that no large one is generated in vain.
  ///
  /// - Parameters:
  ///   - challengePassword: the value of the attribute; nil for none.
  ///   - acceptsRefusal: whether a request that the CA is expected to refuse is returned instead of thrown.
  public static func generate(
    _ plan: RequestPlan, challengePassword: borrowing SecretBytes? = nil, acceptsRefusal: Bool = false,
    with inspector: Inspector, on day: CalendarDate
  ) throws(RequestCreationError) -> KeyAndRequest {
    let kind = plan.effectiveKeyKind
    if case .rsa = kind, !acceptsRefusal {
      _ = try create(plan, try key(.p256), nil, acceptsRefusal: false, inspector, day)
    }
    return try create(plan, try key(kind), challengePassword, acceptsRefusal: acceptsRefusal, inspector, day)
  }

  /// Creates a request for an existing key.
  public static func create(
    _ plan: RequestPlan, for key: SigningKey, challengePassword: borrowing SecretBytes? = nil,
    acceptsRefusal: Bool = false, with inspector: Inspector, on day: CalendarDate
  ) throws(RequestCreationError) -> KeyAndRequest {
    try create(plan, key, challengePassword, acceptsRefusal: acceptsRefusal, inspector, day)
  }

  private static func key(_ kind: SigningKeyKind) throws(RequestCreationError) -> SigningKey {
    do throws(OpenSSLFailure) { return try SigningKey.generate(kind) } catch { throw .openSSL("\(error)") }
  }

  private static func create(
    _ plan: RequestPlan, _ key: SigningKey, _ challengePassword: borrowing SecretBytes?, acceptsRefusal: Bool,
    _ inspector: Inspector, _ day: CalendarDate
  ) throws(RequestCreationError) -> KeyAndRequest {
    guard !plan.effectiveNames.isEmpty else { throw .noNames }
    let der: [UInt8]
    do throws(OpenSSLFailure) {
      der = try key.request(plan.content, challengePassword: challengePassword)
    } catch {
      throw .openSSL("\(error)")
    }
    let source = RequestSource(
      name: plan.fileName + ".csr", index: 0, container: .pem, label: "CERTIFICATE REQUEST", repairs: [],
      enclosure: nil, line: 1)
    let report: RequestReport
    do throws(RequestError) { report = try inspector.report(on: der, source: source, on: day) } catch {
      throw .unreadable(error)
    }
    let request = CheckedRequest(report, for: plan, with: inspector, on: day)
    guard acceptsRefusal || !request.isRefused else { throw .refused(request) }
    return KeyAndRequest(key: key, request: request)
  }
}

/// Why no request was created.
public enum RequestCreationError: Error, Sendable {
  /// The plan has no name.
  case noNames
  /// The CA is expected to refuse the request, or it has another error.
  case refused(CheckedRequest)
  /// The new request cannot be read.
  case unreadable(RequestError)
  /// OpenSSL's reason.
  case openSSL(String)
}

extension RequestCreationError {
  /// The refused request with its findings; nil for any other error.
  public var refusedRequest: CheckedRequest? {
    switch self {
    case .refused(let request): request
    case .noNames, .unreadable, .openSSL: nil
    }
  }
}

extension RequestCreationError: CustomStringConvertible {
  /// The reason, without a full stop.
  public var description: String {
    switch self {
    case .noNames: "no name for the request"
    case .refused: "the request has errors"
    case .unreadable(let error): "the new request is not valid: \(error)"
    case .openSSL(let reason): "OpenSSL cannot create the request: \(reason)"
    }
  }
}

/// A request with the findings of all rules, for the ordered product if there is one.
public struct CheckedRequest: Sendable {
  /// The request.
  public let report: RequestReport
  /// The check for the order; nil without a product.
  public let check: OrderCheck?
  /// The verdict.
  package let judgement: Judgement

  init(_ report: RequestReport, for plan: RequestPlan, with inspector: Inspector, on day: CalendarDate) {
    self.report = report
    let hasOrder = plan.isCompleteForm || plan.form[.product]?.isEmpty == false
    check =
      hasOrder
      ? inspector.check(report, for: OrderQuestion(form: plan.form, isComplete: plan.isCompleteForm), on: day) : nil
    judgement = check?.judgement ?? Judgement(report.findings)
  }

  /// The findings in the order of the rule catalog.
  public var findings: [Finding] { check?.findings ?? report.findings }

  /// Whether the request has an error, whether or not the CA's response to it is known.
  public var isRefused: Bool { findings.contains { $0.severity == .error } }

  /// The request as PEM.
  public var pem: String { PEMText.request(report.der) }
}
