// SPDX-License-Identifier: Apache-2.0

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
