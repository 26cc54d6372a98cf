// SPDX-License-Identifier: Apache-2.0

/// Where a fact about the API was found.
public enum FactSource: String, Sendable, Hashable, CaseIterable {
  /// The AutoApplySSL request reference.
  case reference
  /// The reference, where its own sample contradicts it.
  case disputed
  /// The sample request or answer printed in that reference.
  case sample
  /// The name that the reference gives to a product.
  case productName
  /// The reference of AutoApplyOrder, the sibling endpoint.
  case autoApplyOrder
  /// The reference of DecodeCSR, or what its clients read from it.
  case decodeCSR
  /// CA/Browser Forum Baseline Requirements 2.2.6.
  case baselineRequirements
  /// CA/Browser Forum EV Guidelines 2.0.2.
  case evGuidelines
  /// ETSI EN 319 412-1 or TS 119 495.
  case etsi
  /// Pages of resellers.
  case reseller
  /// Published programs that call the API.
  case clients
  /// The simplest reading where nothing is written.
  case reading

  /// Only the reference documents; everything else lets one infer.
  public var certainty: Certainty { self == .reference ? .documented : .inferred }

  /// The source as a noun phrase.
  public var title: String {
    switch self {
    case .reference: "AutoApplySSL request reference"
    case .disputed: "AutoApplySSL request reference, whose sample says otherwise"
    case .sample: "sample in the AutoApplySSL request reference"
    case .productName: "name of the product"
    case .autoApplyOrder: "AutoApplyOrder reference"
    case .decodeCSR: "DecodeCSR reference and clients"
    case .baselineRequirements: "CA/Browser Forum Baseline Requirements 2.2.6"
    case .evGuidelines: "CA/Browser Forum EV Guidelines 2.0.2"
    case .etsi: "ETSI EN 319 412-1 and TS 119 495"
    case .reseller: "resellers' pages"
    case .clients: "published clients of the API"
    case .reading: "simplest reading of the reference"
    }
  }
}

/// How sure a fact or a prediction is.
public enum Certainty: String, Sendable, Hashable, CaseIterable {
  /// The API reference says so.
  case documented
  /// A rule of the industry, another page or an observation says so; the reference does not.
  case inferred
  /// A ledger or a list of the user's says so.
  case local

  /// The word in output.
  public var name: String { rawValue }
}

/// A fact with the place where it was found.
public struct Sourced<Value: Sendable>: Sendable {
  /// The fact.
  public let value: Value
  /// Where it is written.
  public let source: FactSource

  /// A fact and its source.
  public init(_ value: Value, _ source: FactSource) {
    self.value = value
    self.source = source
  }

  /// Whether the reference says so or it is inferred.
  public var certainty: Certainty { source.certainty }
}

// A constraint on the type itself would be looked up at each start of the process.
extension Sourced: Equatable where Value: Equatable {}
extension Sourced: Hashable where Value: Hashable {}
