// SPDX-License-Identifier: Apache-2.0

/// The meaning of `prioritiseCSRValues`: which value is used where the request and a parameter may both have one.
public enum MergeMode: String, Sendable, Hashable, CaseIterable {
  /// The request's value where it has one, else the parameter's.
  case preferRequest = "Y"
  /// The parameter's value where there is one, else the request's.
  case preferParameters = "N"
  /// The parameters' values only.
  case parametersOnly = "P"
  /// The request's values only.
  case requestOnly = "C"

  /// The mode of an order that does not say, or says nothing that the API knows.
  public static let standard = MergeMode.preferRequest
}
