// SPDX-License-Identifier: Apache-2.0
internal import SystemBridge

/// How control of each name of an order will be validated.
public struct DCVPlan: Sendable, Hashable {
  /// One choice for each of the order's names, in their order.
  public private(set) var choices: [DCVChoice] = []
  /// What is wrong with the parameters.
  public private(set) var faults: [DCVFault] = []

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

  /// One method for all names.
  private mutating func readMethod(_ order: OrderValues, _ names: EffectiveNames, isList: Bool) {
    let text = order.value(.dcvMethod) ?? ""
    let method = DCVMethod(rawValue: text)
    if method == nil {
      let known = DCVMethod.allCases.map(\.rawValue)
      faults.append(.unknownMethod(text, nearest: Nearest.words(to: text, in: known).first))
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

  /// A token or address for each name, or one token for all.
  private mutating func readList(_ text: String, of parameter: ParameterName, _ names: EffectiveNames) {
    let list = ListText(text)
    if let method = list.items.first.flatMap(DCVMethod.init(tokenForAll:)), list.items.count == 1 {
      choices = names.domains.map { name in
        DCVChoice(
          name: name, method: method, emailAddress: nil, parameter: parameter, certainty: .documented)
      }
      return
    }
    faults += list.gaps.prefix(DCVPlan.faultLimit).map { .emptyItem(parameter, index: $0) }
    let isAlone = list.items.count == 1
    let items = list.items.enumerated().map { index, item in
      read(item, at: index, of: parameter, isAlone: isAlone)
    }
    let positions = positions(of: names, count: items.count)
    if positions == nil, !isMeantForAll {
      faults.append(.countMismatch(parameter, expected: names.listed.count, found: items.count))
    }
    choices = names.domains.enumerated().map { place, name in
      let item = positions.map { items[$0[place]] }
      return DCVChoice(
        name: name, method: item?.method, emailAddress: item?.address, parameter: parameter,
        certainty: .documented)
    }
  }

  /// Whether the last fault is a mistyped token for all names, which no count of items fits.
  private var isMeantForAll: Bool {
    guard case .unknownToken(_, _, _, let nearest?)? = faults.last else { return false }
    return DCVMethod(tokenForAll: nearest) != nil
  }

  private mutating func read(
    _ item: String, at index: Int, of parameter: ParameterName, isAlone: Bool
  ) -> (method: DCVMethod?, address: String?) {
    if let method = DCVMethod(token: item) { return (method, nil) }
    if EmailAddress(item) != nil {
      if parameter == .validationTokens, faults.count < DCVPlan.faultLimit {
        faults.append(.addressAmongTokens(index: index, text: item))
      }
      return (.email, item)
    }
    guard faults.count < DCVPlan.faultLimit else { return (nil, nil) }
    if DCVMethod(tokenForAll: item) != nil {
      faults.append(.tokenNotAlone(parameter, token: item))
    } else {
      let tokens =
        DCVMethod.allCases.compactMap(\.token) + (isAlone ? DCVMethod.allCases.compactMap(\.tokenForAll) : [])
      faults.append(
        .unknownToken(parameter, index: index, text: item, nearest: Nearest.words(to: item, in: tokens).first))
    }
    return (nil, nil)
  }

  /// For each name the place of its item: counted among the names as they were listed, or, where the list has just
  /// one item for each different name, among those.
  private func positions(of names: EffectiveNames, count: Int) -> [Int]? {
    if count == names.domains.count { return Array(names.domains.indices) }
    guard count == names.listed.count else { return nil }
    var first: [String: Int] = [:]
    for (place, name) in names.listed.enumerated() where first[name] == nil { first[name] = place }
    return names.domains.map { first[$0.folded] ?? 0 }
  }

  /// More faults than this are not collected, however long the list.
  private static let faultLimit = 64
}

/// How control of one name will be validated.
public struct DCVChoice: Sendable, Hashable {
  /// The name.
  public let name: EffectiveName
  /// The method, or nil where the order does not tell one.
  public let method: DCVMethod?
  /// The address for a mail, where the order tells one.
  public let emailAddress: String?
  /// The parameter that tells the method.
  public let parameter: ParameterName
  /// How sure it is that this parameter decides.
  public let certainty: Certainty
  /// The parameter that tells the address, where there is one.
  public var addressParameter: ParameterName { parameter == .dcvMethod ? .dcvEmailAddress : parameter }
  /// Why the method cannot work for the name, or nil.
  public var obstacle: DCVObstacle? { method?.obstacle(for: name) }
}

/// What is wrong with the validation parameters of an order; items count from 0.
@nonexhaustive
public enum DCVFault: Sendable, Hashable {
  /// dcvMethod is none of the methods; the nearest, if any is near.
  case unknownMethod(String, nearest: String?)
  /// Both lists are given, though each makes the other unnecessary.
  case bothLists
  /// A list has more or fewer items than there are names.
  case countMismatch(ParameterName, expected: Int, found: Int)
  /// A token for all names stands beside other items.
  case tokenNotAlone(ParameterName, token: String)
  /// An item is neither a token nor, where one may be, a mail address.
  case unknownToken(ParameterName, index: Int, text: String, nearest: String?)
  /// A mail address in validationTokens, which takes tokens only.
  case addressAmongTokens(index: Int, text: String)
  /// Two commas with nothing between them; how many items come before.
  case emptyItem(ParameterName, index: Int)
  /// dcvEmailAddress is given and the method is not EMAIL.
  case emailAddressUnused(DCVMethod)

  /// The parameter at fault.
  public var parameter: ParameterName {
    switch self {
    case .unknownMethod: .dcvMethod
    case .bothLists, .addressAmongTokens: .validationTokens
    case .countMismatch(let name, _, _), .tokenNotAlone(let name, _), .unknownToken(let name, _, _, _),
      .emptyItem(let name, _):
      name
    case .emailAddressUnused: .dcvEmailAddress
    }
  }
}

extension DCVFault: CustomStringConvertible {
  /// A sentence for a person, without a full stop.
  public var description: String {
    switch self {
    case .unknownMethod(let text, let nearest):
      "\(text.debugDescription) is no method" + DCVFault.suggestion(nearest)
    case .bothLists: "dcvEmailAddresses and validationTokens are both given, and one of them is enough"
    case .countMismatch(let parameter, let expected, let found):
      "\(parameter) has \(found) \(found == 1 ? "item" : "items") for \(expected) \(expected == 1 ? "name" : "names"), "
        + "and each name takes the item in its own place"
    case .tokenNotAlone(let parameter, let token): "\(token) stands for all names and must be all of \(parameter)"
    case .unknownToken(let parameter, let index, let text, let nearest):
      "item \(index + 1) of \(parameter), \(text.debugDescription), is no token"
        + (parameter == .dcvEmailAddresses ? " and no e-mail address" : "") + DCVFault.suggestion(nearest)
    case .addressAmongTokens(let index, let text):
      "item \(index + 1) of validationTokens, \(text.debugDescription), is an e-mail address; use dcvEmailAddresses"
    case .emptyItem(let parameter, let index): "\(parameter) has an empty item after \(index) others"
    case .emailAddressUnused(let method): "dcvEmailAddress has no effect with \(method.rawValue)"
    }
  }

  private static func suggestion(_ nearest: String?) -> String { nearest.map { "; the nearest is \($0)" } ?? "" }
}
