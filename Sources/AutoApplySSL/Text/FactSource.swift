// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase

/// The source of a fact about the API.
public enum FactSource: String, Sendable, Hashable, CaseIterable {
  /// The AutoApplySSL request reference.
  case reference
  /// The sample request or response in the reference.
  case sample
  /// A product's name in the reference.
  case productName
  /// The reference of AutoApplyOrder, a related endpoint.
  case autoApplyOrder
  /// The reference of DecodeCSR, or published clients of it.
  case decodeCSR
  /// CA/Browser Forum Baseline Requirements.
  case baselineRequirements
  /// CA/Browser Forum EV Guidelines.
  case evGuidelines
  /// ETSI EN 319 412-1 or TS 119 495.
  case etsi
  /// Web pages of resellers.
  case reseller
  /// The ordering guide for partners (https://sectigoweb.dev/reference/ssl-ordering).
  case partnerGuide
  /// Published clients of the API.
  case clients
  /// The simplest interpretation where the reference is silent.
  case reading

  /// Documented if the source is the reference, otherwise inferred.
  public var certainty: Certainty { self == .reference ? .documented : .inferred }

  /// The source as a noun phrase.
  public var title: String {
    switch self {
    case .reference: "AutoApplySSL request reference"
    case .sample: "sample in the AutoApplySSL request reference"
    case .productName: "product name"
    case .autoApplyOrder: "AutoApplyOrder reference"
    case .decodeCSR: "DecodeCSR reference and clients"
    case .baselineRequirements: IndustryDocument.baselineRequirements.titleWithVersion
    case .evGuidelines: IndustryDocument.evGuidelines.titleWithVersion
    case .etsi: "ETSI EN 319 412-1 and TS 119 495"
    case .reseller: "resellers' pages"
    case .partnerGuide: "SSL ordering guide for partners"
    case .clients: "published clients of the API"
    case .reading: "simplest interpretation of the reference"
    }
  }
}

/// The certainty of a fact or a prediction.
public enum Certainty: String, Sendable, Hashable, CaseIterable {
  /// The API reference states it.
  case documented
  /// It follows from an industry rule, another document or an observation, not from the reference.
  case inferred
  /// It follows from the user's own ledger or list.
  case local
  /// Two sources contradict each other; nothing is predicted from it.
  case contested

  /// The certainty as shown in output.
  public var name: String { rawValue }
}

/// A fact with its source.
public struct Sourced<Value: Sendable>: Sendable {
  /// The fact.
  public let value: Value
  /// The source of the fact.
  public let source: FactSource
  /// The source that contradicts the fact; nil if none is known.
  public let contradiction: FactSource?

  /// Creates a fact with its source, and the source that contradicts it.
  public init(_ value: Value, _ source: FactSource, contradictedBy contradiction: FactSource? = nil) {
    self.value = value
    self.source = source
    self.contradiction = contradiction
  }

  /// The certainty of the fact.
  public var certainty: Certainty { contest == nil ? source.certainty : .contested }

  /// Both sources, if they contradict each other.
  package var contest: Contest? { contradiction.map { Contest(source: source, contradiction: $0) } }
}

/// Two sources that contradict each other.
public struct Contest: Sendable, Hashable {
  /// The source of the fact.
  public let source: FactSource
  /// The source that contradicts it.
  public let contradiction: FactSource

  package init(source: FactSource, contradiction: FactSource) {
    self.source = source
    self.contradiction = contradiction
  }

  /// The titles of both sources.
  package var titles: [String] { [source.title, contradiction.title] }
}

// A constraint on the type itself would cost a conformance look-up at each process start.
extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}
