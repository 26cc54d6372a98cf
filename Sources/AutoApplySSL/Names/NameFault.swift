// SPDX-License-Identifier: Apache-2.0

/// A fault in the names of an order as a set; individual names are checked elsewhere.
@nonexhaustive
package enum NameFault: Sendable, Hashable {
  /// A single-domain order has no common name in the CSR or the form.
  case noCommonName
  /// A multi-domain order has neither domainNames nor a DNS name in the CSR.
  case noDomainNames
  /// primaryDomainName is not one of the order's names.
  case primaryNotListed(String)
  /// maxSubjectCNs is 1, but primaryDomainName is not given.
  case primaryMissing
  /// The CSR's common name, which is the primary name of a unified communications certificate, is not one of the
  /// order's names.
  case requestNameNotListed(String)
  /// A name is an IP address, which the product does not accept.
  case addressNotTaken(String)
  /// The CSR has several common names.
  case severalCommonNames([String])
}

extension NameFault: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .noCommonName: "the order has no name: the CSR has no common name and commonName is not given"
    case .noDomainNames: "the order has no name: domainNames is not given and the CSR's subjectAltName has no DNS name"
    case .primaryNotListed(let name): "primaryDomainName \(name.debugDescription) is not one of the order's names"
    case .primaryMissing: "maxSubjectCNs is 1, but primaryDomainName is not given"
    case .requestNameNotListed(let name):
      "the CSR's common name \(name.debugDescription) is the primary name, but not one of the order's names"
    case .addressNotTaken(let name): "\(name.debugDescription) is an IP address, which the product does not accept"
    case .severalCommonNames(let names): "the CSR has \(names.count) common names"
    }
  }
}

/// A given name that the certificate will not have, or not as given.
public struct IgnoredName: Sendable, Hashable, CustomStringConvertible {
  /// The name as given.
  public let name: String
  /// The reason why the name has no effect.
  package let reason: Reason
  /// A message for the user, without a full stop.
  public let description: String

  /// Creates an ignored name.
  package init(_ name: String, _ reason: Reason) {
    self.name = name
    self.reason = reason
    description = reason.sentence(name)
  }

  /// Why a name has no effect.
  @nonexhaustive
  package enum Reason: Sendable, Hashable {
    /// domainNames replaces the names in the CSR.
    case replacedByDomainNames
    /// A single-domain product has only the common name.
    case singleDomain
    /// The commonName parameter overrides the CSR's common name.
    case replacedByCommonName
    /// The name is a duplicate of an earlier one; the earlier name as given.
    case duplicate(of: String)
    /// The CA reads only DNS names from the CSR's subjectAltName.
    case addressInRequest
    /// The product does not accept names of this shape.
    case notTaken(NameShape)
    /// Only the first common name of the CSR counts.
    case furtherCommonName
    /// The common name of a multi-domain certificate is primaryDomainName.
    case commonNameOfRequest
    /// The parameter does not apply to the product.
    case parameterNotForProduct(ParameterName)
  }
}

extension IgnoredName.Reason {
  /// The message for a name, without a full stop.
  fileprivate func sentence(_ name: String) -> String {
    let quoted = name.debugDescription
    return switch self {
    case .replacedByDomainNames: "\(quoted) in the CSR is ignored because domainNames is given"
    case .singleDomain: "\(quoted) in the CSR's subjectAltName is ignored because the product covers one name"
    case .replacedByCommonName: "the CSR's common name \(quoted) is replaced by the parameter commonName"
    case .duplicate(let first): "\(quoted) is a duplicate of \(first.debugDescription)"
    case .addressInRequest: "the IP address \(quoted) in the CSR is ignored; list it in domainNames"
    case .notTaken(let shape): "\(quoted) in the CSR is ignored; the product does not accept \(shape.plural)"
    case .furtherCommonName: "\(quoted) is ignored because only the CSR's first common name counts"
    case .commonNameOfRequest:
      "the CSR's common name \(quoted) is ignored for a multi-domain product; list it in domainNames"
    case .parameterNotForProduct(let parameter):
      "\(quoted) is ignored because \(parameter) does not apply to the product"
    }
  }
}
