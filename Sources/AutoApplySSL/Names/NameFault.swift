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
