// SPDX-License-Identifier: Apache-2.0

extension Key {
  static let known: JSONKey = "known"
  static let reference: JSONKey = "reference"
  static let time: JSONKey = "time"
}
