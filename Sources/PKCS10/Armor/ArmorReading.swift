// SPDX-License-Identifier: Apache-2.0

/// What an input holds: the requests, and what else was recognised, both in order.
public struct ArmorReading: Sendable, Hashable {
  /// The requests in the order of the input.
  public var requests: [ArmoredRequest] = []
  /// Everything else that was recognised. When there is no request, one of these says what the input is.
  public var others: [ForeignObject] = []

  /// Nothing found yet.
  public init() {}

  /// Whether a private key, encrypted or not, is in the input.
  public var hasPrivateKey: Bool { others.contains { $0.isPrivateKey } }

  /// Adds an item of a stream.
  public mutating func append(_ item: ArmorItem) {
    switch item {
    case .request(let request): requests.append(request)
    case .other(let object): others.append(object)
    }
  }
}

/// One thing found in a stream.
public enum ArmorItem: Sendable, Hashable {
  /// A request.
  case request(ArmoredRequest)
  /// Anything else, private keys and errors among them.
  case other(ForeignObject)
}
