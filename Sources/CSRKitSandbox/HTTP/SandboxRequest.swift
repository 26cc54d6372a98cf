// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// A request to one of the endpoints, parsed: what is left of HTTP.
///
/// Its description, as everything about it, shows no password: the values are in an `OrderForm`.
public struct SandboxRequest: Sendable {
  /// The methods that the endpoints tell apart.
  public enum Method: Sendable, Hashable {
    case get, post
  }

  /// How it was made.
  public let method: Method
  /// Whether it came over TLS, be it to a proxy in front.
  public let isTLS: Bool
  /// The parameters in the order sent, of the body or the query.
  public let form: OrderForm

  /// A request with its parameters decoded, repeated and unknown ones included.
  public init(method: Method, isTLS: Bool, parameters: some Sequence<(name: String, value: String)>) {
    self.method = method
    self.isTLS = isTLS
    form = parameters.reduce(into: OrderForm()) { $0.append($1.name, $1.value) }
  }

  /// A request whose parameters are URL-encoded.
  ///
  /// - Throws: where a percent sign is followed by no two hexadecimal digits, or the text is not UTF-8.
  public init(method: Method, isTLS: Bool, urlEncoded body: Span<UInt8>) throws(OrderFormError) {
    self.method = method
    self.isTLS = isTLS
    do throws(OrderFormError) {
      form = try OrderForm(urlEncoded: body)
    } catch .empty {
      form = OrderForm()
    }
  }
}
