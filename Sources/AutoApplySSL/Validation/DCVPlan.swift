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
        .unknownToken(parameter, index: index, text: item, nearest: SpellingSuggestion.words(to: item, in: tokens).first))
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
