// SPDX-License-Identifier: Apache-2.0
public import AutoApplySSL

/// A parsed request to one of the endpoints.
///
/// The parameters are in an `OrderForm`, so that no description shows a password.
public struct SandboxRequest: Sendable {
  /// The HTTP methods that the endpoints support.
  public enum Method: Sendable, Hashable {
    case get, post
  }

  /// The HTTP method.
  public let method: Method
  /// Whether the client used TLS, directly or to a proxy.
  public let isTLS: Bool
  /// The parameters of the body or the query, in the order sent.
  public let form: OrderForm

  /// Creates a request from decoded parameters, including repeated and unknown ones.
  public init(method: Method, isTLS: Bool, parameters: some Sequence<(name: String, value: String)>) {
    self.method = method
    self.isTLS = isTLS
    form = parameters.reduce(into: OrderForm()) { $0.append($1.name, $1.value) }
  }

  /// Creates a request from URL-encoded parameters.
  ///
  /// - Throws: an error if a percent sign is not followed by two hexadecimal digits, or the text is not UTF-8.
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
