// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL

/// How control of the names is proven, as chosen on the page.
struct MethodChoices {
  /// The method for all names; nil for as few records and files as possible.
  var common: ValidationMethod?
  /// The methods for single names, by the name in ASCII.
  var names: [String: ValidationMethod] = [:]

  /// The plan with the chosen methods. A method that cannot prove a name is replaced by one that can, if there is one.
  ///
  /// - Parameter isList: whether the order has a method for each name.
  func applied(to plan: ValidationPlan, isList: Bool) -> ValidationPlan {
    plan.choosing { name in
      let chosen = [isList ? names[name.name.ascii] : nil, common].compactMap(\.self)
      return (chosen + MethodChoices.fewest).first { name.obstacle(to: $0) == nil } ?? name.method
    }
  }

  /// One record proves all names below a registrable domain; a file must be on every host.
  private static let fewest: [ValidationMethod] = [.cname, .http]
}
