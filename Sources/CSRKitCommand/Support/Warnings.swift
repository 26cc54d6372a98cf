// SPDX-License-Identifier: Apache-2.0
import CSRKit
import PKCS10

/// What a person must hear whatever they asked for.
enum Warnings {
  static func print(for inspection: Inspection) {
    if inspection.hasPrivateKey { printPrivateKey(in: inspection.name) }
  }

  static func printPrivateKey(in name: String) {
    Terminal.warning(
      "\(name): A PRIVATE KEY IS IN THIS INPUT. Never send it to anyone, a CA included; "
        + "if it has been sent, make a new key and a new request")
  }
}
