// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
public import CSRKitSandbox

/// The sandbox's endpoints under the CA's own addresses: HTTP in, HTTP out, the rest is theirs.
public struct SandboxRoutes: Sendable {
  /// A request of 40 KiB is larger than any that the API takes.
  private static let bodyLimit = 40 << 10

  private let orders: AutoApplySSLEndpoint?
  private let decoder = DecodeCSREndpoint()
  private let now: @Sendable () -> Int64

  /// The routes.
  ///
  /// - Parameters:
  ///   - orders: takes orders; nil where no accounts are configured, then there is no such address.
  ///   - now: seconds since 1970-01-01T00:00:00Z.
  public init(orders: AutoApplySSLEndpoint?, now: @escaping @Sendable () -> Int64) {
    self.orders = orders
    self.now = now
  }

  /// Each endpoint by GET and by POST, its exclamation mark as it is and percent-encoded.
  var all: [Route] {
    let (now, decoder) = (now, decoder)
    var routes = SandboxRoutes.routes("DecodeCSR", .input) { decoder.answer($0, at: now()) }
    if let orders {
      routes += SandboxRoutes.routes("AutoApplySSL", .waiting) { request in
        var source = SystemRandomNumberGenerator()
        return orders.answer(request, at: now(), random: &source)
      }
    }
    return routes
  }

  private static func routes(
    _ name: String, _ effort: Route.Effort, _ answer: @escaping @Sendable (SandboxRequest) -> SandboxAnswer
  ) -> [Route] {
    ["!", "%21"].flatMap { mark in
      ["GET", "POST"].map { method in
        Route(method, "/products/\(mark)\(name)", bodyLimit: method == "POST" ? bodyLimit : 0, effort: effort) {
          request, _ throws(Problem) in
          let answer = answer(try parsed(request))
          return SiteAnswer(status: answer.status, contentType: answer.contentType, body: answer.body)
        }
      }
    }
  }

  private static func parsed(_ request: SiteRequest) throws(Problem) -> SandboxRequest {
    let isPost = request.method == "POST"
    let parameters = isPost ? request.body : Array(request.query.utf8)
    do throws(OrderFormError) {
      return try SandboxRequest(method: isPost ? .post : .get, isTLS: request.isSecure, urlEncoded: parameters.span)
    } catch {
      throw Problem(400, "form", "The parameters cannot be read: \(error).")
    }
  }
}
