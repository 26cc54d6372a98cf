// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKit
import SystemBridge

/// Where the requests of an order come from: the named files, the form itself, or the standard input.
enum OrderInput {
  case files([String])
  case form
  case nothing

  init(files: [String], form: OrderForm, hasForm: Bool) {
    if !files.isEmpty {
      self = .files(files)
      if form[.csr]?.isEmpty == false {
        Terminal.warning("the order has a csr of its own, which is passed over for \(files.joined(separator: ", "))")
      }
    } else if form[.csr]?.isEmpty == false {
      self = .form
    } else if !Stream.standardInput().isTerminal {
      self = .files(["-"])
    } else {
      self = hasForm ? .form : .nothing
    }
  }
}
