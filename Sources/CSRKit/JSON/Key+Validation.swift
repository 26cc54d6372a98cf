// SPDX-License-Identifier: Apache-2.0

extension Key {
  static let options: JSONKey = "options"
  static let proves: JSONKey = "proves"
  static let txt: JSONKey = "txt"
  static let owners: JSONKey = "owners"
  static let chosenIsConstructed: JSONKey = "chosenIsConstructed"
  static let discouragedFrom: JSONKey = "discouragedFrom"
  static let endsOn: JSONKey = "endsOn"
  static let uses: JSONKey = "uses"
  static let recommended: JSONKey = "recommended"
  static let ways: JSONKey = "ways"
  static let way: JSONKey = "way"
  static let fits: JSONKey = "fits"
  static let advice: JSONKey = "advice"
  static let needsPrivateKey: JSONKey = "needsPrivateKey"
}
