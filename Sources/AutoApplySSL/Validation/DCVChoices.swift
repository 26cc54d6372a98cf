// SPDX-License-Identifier: Apache-2.0
internal import CSRKitBase
internal import SystemBridge

/// How the CA will validate control of each name of an order.
package struct DCVChoices: Sendable, Hashable {
  /// One choice for each of the order's names, in their order.
  package private(set) var choices: [DCVChoice] = []
  /// The faults in the validation parameters.
  package private(set) var faults: [DCVFault] = []

  init(of order: OrderValues, _ names: EffectiveNames) {
    let isList = order.selection?.certificate.isMultiDomain ?? order.isGiven(.domainNames)
    let lists = isList ? [ParameterName.validationTokens, .dcvEmailAddresses].filter(order.isGiven) : []
    if lists.count > 1 { faults.append(.bothLists) }
    if let list = lists.first, let text = order.text(list) {
      readList(text, of: list, names)
    } else {
      readMethod(order, names, isList: isList)
    }
  }

  /// Reads one method for all names.
  private mutating func readMethod(_ order: OrderValues, _ names: EffectiveNames, isList: Bool) {
    let text = order.value(.dcvMethod) ?? ""
    let method = ValidationMethod(rawValue: text)
    if method == nil {
      let known = ValidationMethod.allCases.map(\.rawValue)
      faults.append(.unknownMethod(text, nearest: SpellingSuggestion.words(to: text, in: known).first))
    }
    let address = isList ? nil : order.value(.dcvEmailAddress)
    if let method, method != .email, address != nil { faults.append(.emailAddressUnused(method)) }
    let emailAddress = method == .email ? address : nil
    choices = names.domains.map { name in
      DCVChoice(
        name: name, method: method, emailAddress: emailAddress, parameter: .dcvMethod,
        certainty: isList ? .inferred : .documented)
    }
  }

  /// Reads a token or email address for each name, or one token for all names.
  private mutating func readList(_ text: String, of parameter: ParameterName, _ names: EffectiveNames) {
    let list = ListText(text)
    if let method = list.items.first.flatMap(ValidationMethod.init(commonToken:)), list.items.count == 1 {
      choices = names.domains.map { name in
        DCVChoice(
          name: name, method: method, emailAddress: nil, parameter: parameter, certainty: .documented)
      }
      return
    }
    faults += list.gaps.prefix(DCVChoices.faultLimit).map { .emptyItem(parameter, index: $0) }
    let isAlone = list.items.count == 1
    let items = list.items.enumerated().map { index, item in
      read(item, at: index, of: parameter, isAlone: isAlone)
    }
    let positions = positions(of: names, count: items.count)
    if positions == nil, !isMeantForAll {
      faults.append(.countMismatch(parameter, expected: names.domains.count, found: items.count))
    } else if positions != nil, items.count > names.domains.count {
      faults.append(.itemsForDuplicates(parameter, distinct: names.domains.count, found: items.count))
    }
    choices = names.domains.enumerated().map { place, name in
      let item = positions.map { items[$0[place]] }
      return DCVChoice(
        name: name, method: item?.method, emailAddress: item?.address, parameter: parameter,
        certainty: .documented)
    }
  }

  /// Whether the last fault is a misspelled token for all names, so that the number of items does not matter.
  private var isMeantForAll: Bool {
    guard case .unknownToken(_, _, _, let nearest?)? = faults.last else { return false }
    return ValidationMethod(commonToken: nearest) != nil
  }

  private mutating func read(
    _ item: String, at index: Int, of parameter: ParameterName, isAlone: Bool
  ) -> (method: ValidationMethod?, address: String?) {
    if let method = ValidationMethod(listToken: item) { return (method, nil) }
    if EmailAddress(item) != nil {
      if parameter == .validationTokens, faults.count < DCVChoices.faultLimit {
        faults.append(.addressAmongTokens(index: index, text: item))
      }
      return (.email, item)
    }
    guard faults.count < DCVChoices.faultLimit else { return (nil, nil) }
    if ValidationMethod(commonToken: item) != nil {
      faults.append(.tokenNotAlone(parameter, token: item))
    } else {
      let tokens =
        ValidationMethod.allCases.compactMap(\.listToken)
        + (isAlone ? ValidationMethod.allCases.compactMap(\.commonToken) : [])
      let nearest = SpellingSuggestion.words(to: item, in: tokens).first
      faults.append(.unknownToken(parameter, index: index, text: item, nearest: nearest))
    }
    return (nil, nil)
  }

  /// For each name the index of its item, or nil if the counts do not match.
  ///
  /// Items correspond to the names as listed, or to the distinct names if there is one item for each of these.
  private func positions(of names: EffectiveNames, count: Int) -> [Int]? {
    if count == names.domains.count { return Array(names.domains.indices) }
    guard count == names.listed.count else { return nil }
    var first: [String: Int] = [:]
    for (place, name) in names.listed.enumerated() where first[name] == nil { first[name] = place }
    return names.domains.map { first[$0.folded] ?? 0 }
  }

  /// The maximum number of faults to collect.
  private static let faultLimit = 64
}

/// How the CA will validate control of one name.
package struct DCVChoice: Sendable, Hashable {
  /// The name.
  package let name: EffectiveName
  /// The method, or nil if the order does not determine one.
  package let method: ValidationMethod?
  /// The address for the validation email, if the order gives one.
  package let emailAddress: String?
  /// The parameter that determines the method.
  package let parameter: ParameterName
  /// The certainty that this parameter determines the method.
  package let certainty: Certainty
  /// The parameter that gives the email address, if there is one.
  package var addressParameter: ParameterName { parameter == .dcvMethod ? .dcvEmailAddress : parameter }
  /// Why the method cannot validate the name, or nil if it can.
  package var obstacle: Obstacle? { method?.obstacle(for: name) }
}

/// A fault in the validation parameters of an order; items are counted from 0.
@nonexhaustive
package enum DCVFault: Sendable, Hashable {
  /// dcvMethod is not a known method; the most similar one, if any.
  case unknownMethod(String, nearest: String?)
  /// Both lists are given, but only one is required.
  case bothLists
  /// The number of items in a list differs from the number of names.
  case countMismatch(ParameterName, expected: Int, found: Int)
  /// A list has an item for each name as listed, duplicates included, instead of one for each distinct name.
  case itemsForDuplicates(ParameterName, distinct: Int, found: Int)
  /// A token for all names is not the only item.
  case tokenNotAlone(ParameterName, token: String)
  /// An item is neither a token nor, where allowed, an email address.
  case unknownToken(ParameterName, index: Int, text: String, nearest: String?)
  /// An item of validationTokens is an email address, but the list accepts tokens only.
  case addressAmongTokens(index: Int, text: String)
  /// An item is empty; the number of items before it.
  case emptyItem(ParameterName, index: Int)
  /// dcvEmailAddress is given, but the method is not EMAIL.
  case emailAddressUnused(ValidationMethod)

  /// The parameter at fault.
  package var parameter: ParameterName {
    switch self {
    case .unknownMethod: .dcvMethod
    case .bothLists, .addressAmongTokens: .validationTokens
    case .countMismatch(let name, _, _), .itemsForDuplicates(let name, _, _), .tokenNotAlone(let name, _),
      .unknownToken(let name, _, _, _), .emptyItem(let name, _):
      name
    case .emailAddressUnused: .dcvEmailAddress
    }
  }
}

extension DCVFault: CustomStringConvertible {
  /// A message for the user, without a full stop.
  package var description: String {
    switch self {
    case .unknownMethod(let text, let nearest):
      "\(text.debugDescription) is not a known method" + DCVFault.suggestion(nearest)
    case .bothLists: "both dcvEmailAddresses and validationTokens are given, but only one is required"
    case .countMismatch(let parameter, let expected, let found):
      "\(parameter) has \(found) \(found == 1 ? "item" : "items") for \(expected) \(expected == 1 ? "name" : "names"); "
        + "it must have one item per distinct name, in the same order"
    case .itemsForDuplicates(let parameter, let distinct, let found):
      "\(parameter) has \(found) items, but the order has only \(distinct) distinct \(distinct == 1 ? "name" : "names")"
    case .tokenNotAlone(let parameter, let token):
      "\(token) applies to all names and must be the only item of \(parameter)"
    case .unknownToken(let parameter, let index, let text, let nearest):
      "item \(index + 1) of \(parameter), \(text.debugDescription), is not a token"
        + (parameter == .dcvEmailAddresses ? " or an email address" : "") + DCVFault.suggestion(nearest)
        + (NameNotation(text) == nil ? "" : "; commas and white space separate items")
    case .addressAmongTokens(let index, let text):
      "item \(index + 1) of validationTokens, \(text.debugDescription), is an email address; use dcvEmailAddresses"
    case .emptyItem(let parameter, let index):
      "\(parameter) has an empty item " + (index == 0 ? "before the first item" : "after item \(index)")
    case .emailAddressUnused(let method): "dcvEmailAddress has no effect with \(method.rawValue)"
    }
  }

  private static func suggestion(_ nearest: String?) -> String { nearest.map { "; the closest match is \($0)" } ?? "" }
}

extension ValidationMethod {
  /// Why the method cannot validate a name of this shape, or nil if it can.
  ///
  /// Looks at the shape only; ``NamePlan/obstacle(to:)`` also considers public suffixes, lengths and dates.
  package func obstacle(for name: EffectiveName) -> Obstacle? {
    switch name.shape {
    case .wildcard: usesFile ? .wildcardByFile : nil
    case .ipAddress: usesFile ? nil : .addressWithoutFile
    case .host: nil
    }
  }
}
