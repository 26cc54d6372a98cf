// SPDX-License-Identifier: Apache-2.0

/// The source of a fact about the API.
public enum FactSource: String, Sendable, Hashable, CaseIterable {
  /// The AutoApplySSL request reference.
  case reference
  /// The reference, in a place that its own sample contradicts.
  case disputed
  /// The sample request or response in the reference.
  case sample
  /// A product's name in the reference.
  case productName
  /// The reference of AutoApplyOrder, a related endpoint.
  case autoApplyOrder
  /// The reference of DecodeCSR, or published clients of it.
  case decodeCSR
  /// CA/Browser Forum Baseline Requirements 2.2.6.
  case baselineRequirements
  /// CA/Browser Forum EV Guidelines 2.0.2.
  case evGuidelines
  /// ETSI EN 319 412-1 or TS 119 495.
  case etsi
  /// Web pages of resellers.
  case reseller
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
    case .disputed: "AutoApplySSL request reference, contradicted by its sample"
    case .sample: "sample in the AutoApplySSL request reference"
    case .productName: "product name"
    case .autoApplyOrder: "AutoApplyOrder reference"
    case .decodeCSR: "DecodeCSR reference and clients"
    case .baselineRequirements: "CA/Browser Forum Baseline Requirements 2.2.6"
    case .evGuidelines: "CA/Browser Forum EV Guidelines 2.0.2"
    case .etsi: "ETSI EN 319 412-1 and TS 119 495"
    case .reseller: "resellers' pages"
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

  /// The certainty as shown in output.
  public var name: String { rawValue }
}

/// A fact with its source.
public struct Sourced<Value: Sendable>: Sendable {
  /// The fact.
  public let value: Value
  /// The source of the fact.
  public let source: FactSource

  /// Creates a fact with its source.
  public init(_ value: Value, _ source: FactSource) {
    self.value = value
    self.source = source
  }

  /// The certainty of the fact.
  public var certainty: Certainty { source.certainty }
}

// A constraint on the type itself would cost a conformance look-up at each process start.
extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}
