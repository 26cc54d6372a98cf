// SPDX-License-Identifier: Apache-2.0

/// What is wrong with the names of an order as a set; the names one by one are judged elsewhere.
@nonexhaustive
public enum NameFault: Sendable, Hashable {
  /// A single-domain order without a common name in the request or the form.
  case noCommonName
  /// A multi-domain order without domainNames and without a DNS name in the request.
  case noDomainNames
  /// primaryDomainName is not one of the names.
  case primaryNotListed(String)
  /// maxSubjectCNs is 1 and no primary name is given.
  case primaryMissing
  /// The request's common name, which is the primary one of a unified communications certificate, is not
  /// one of the names.
  case requestNameNotListed(String)
  /// An IP address where the product takes none.
  case addressNotTaken(String)
  /// The request has several common names.
  case severalCommonNames([String])
}

extension NameFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .noCommonName: "neither the request nor commonName gives a name"
    case .noDomainNames: "neither domainNames nor the request's subjectAltName gives a name"
    case .primaryNotListed(let name): "primaryDomainName \(name.debugDescription) is not among the names"
    case .primaryMissing: "maxSubjectCNs is 1 and primaryDomainName is not given"
    case .requestNameNotListed(let name):
      "the request's common name \(name.debugDescription) would be the primary name and is not among the names"
    case .addressNotTaken(let name): "the product takes no IP address, and \(name.debugDescription) is one"
    case .severalCommonNames(let names): "the request has \(names.count) common names"
    }
  }
}

/// A name that was given and that the certificate will not have, or not in this place.
public struct IgnoredName: Sendable, Hashable, CustomStringConvertible {
  /// The name as it was given.
  public let name: String
  /// Why it has no effect.
  public let reason: Reason
  /// A sentence for a person, without a full stop.
  public let description: String

  /// A name without effect.
  public init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
    description = reason.sentence(name)
  }

  /// Why a name has no effect.
  @nonexhaustive
  public enum Reason: Sendable, Hashable {
    /// domainNames replaces the names in the request.
    case replacedByDomainNames
    /// A single-domain product takes its name from the common name only.
    case singleDomain
    /// The commonName parameter wins over the request's common name.
    case replacedByCommonName
    /// The name stands there twice; the one that counts, as given.
    case duplicate(of: String)
    /// Only DNS names are read from the request's subjectAltName.
    case addressInRequest
    /// The product takes no names of this shape, in the request or elsewhere.
    case notTaken(NameShape)
    /// Only the first common name of the request counts.
    case furtherCommonName
    /// A multi-domain certificate has its common name from primaryDomainName.
    case commonNameOfRequest
    /// The parameter is not for the product.
    case parameterNotForProduct(ParameterName)
  }
}

extension IgnoredName.Reason {
  /// A sentence about a name, without a full stop.
  fileprivate func sentence(_ name: String) -> String {
    switch self {
    case .replacedByDomainNames: name.inQuotes(before: " of the request is ignored, since domainNames is given")
    case .singleDomain:
      name.inQuotes(before: " of the request's subjectAltName is ignored, since the product has one name")
    case .replacedByCommonName:
      name.inQuotes(after: "the request's common name ", before: " is replaced by the parameter commonName")
    case .duplicate(let first): name.inQuotes(before: " is the same name as ") + first.inQuotes()
    case .addressInRequest:
      name.inQuotes(after: "the address ", before: " of the request is ignored; list it in domainNames")
    case .notTaken(let shape):
      name.inQuotes(before: " of the request is ignored, and the product takes no \(shape.plural)")
    case .furtherCommonName:
      name.inQuotes(before: " is ignored, since only the request's first common name counts")
    case .commonNameOfRequest:
      name.inQuotes(
        after: "the request's common name ", before: " is ignored by a multi-domain product; list it in domainNames")
    case .parameterNotForProduct(let parameter):
      name.inQuotes(before: " is ignored, since \(parameter) is not for the product")
    }
  }
}
