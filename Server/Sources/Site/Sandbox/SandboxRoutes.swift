// SPDX-License-Identifier: Apache-2.0
internal import AutoApplySSL
public import CSRKitSandbox

/// The sandbox's endpoints under the CA's own paths; converts between HTTP and the sandbox's types.
public struct SandboxRoutes: Sendable {
  /// Larger than any request that the API accepts: 40 KiB.
  private static let bodyLimit = 40 << 10

  private let orders: AutoApplySSLEndpoint?
  private let decoder: DecodeCSREndpoint
  private let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - orders: accepts orders; nil without accounts, and then the path does not exist.
  ///   - decoder: decodes requests.
  ///   - now: seconds since 1970-01-01T00:00:00Z.
  public init(
    orders: AutoApplySSLEndpoint?, decoder: DecodeCSREndpoint = DecodeCSREndpoint(),
    now: @escaping @Sendable () -> Int64
  ) {
    self.orders = orders
    self.decoder = decoder
    self.now = now
  }

  /// Each endpoint for GET and POST; ``Site`` finds them in any case and with a percent-encoded exclamation mark.
  var all: [Route] {
    let (now, decoder) = (now, decoder)
    var routes = SandboxRoutes.routes("DecodeCSR", .input) { decoder.response(to: $0, at: now()) }
    if let orders {
      routes += SandboxRoutes.routes("AutoApplySSL", .waiting) { request in
        var source = SystemRandomNumberGenerator()
        return orders.response(to: request, at: now(), random: &source)
      }
    }
    return routes
  }

  private static func routes(
    _ name: String, _ effort: Route.Effort, _ handler: @escaping @Sendable (SandboxRequest) -> SandboxResponse
  ) -> [Route] {
    ["GET", "POST"].map { method in
      Route(method, folder + "!" + name, bodyLimit: method == "POST" ? bodyLimit : 0, effort: effort) {
        request, _ throws(Problem) in
        let response = handler(try parsed(request))
        guard response.status != SandboxResponse.tooComplexStatus else { throw Complexity.problem }
        return SiteResponse(status: response.status, contentType: response.contentType, body: response.body)
      }
    }
  }

  /// The folder of the CA's endpoints, whose paths published clients write in different ways.
  static let folder = "/products/"

  private static func parsed(_ request: SiteRequest) throws(Problem) -> SandboxRequest {
    let isPost = request.method == "POST"
    let parameters = isPost ? request.body : Array(request.query.utf8)
    do throws(OrderFormError) {
      return try SandboxRequest(method: isPost ? .post : .get, isTLS: request.isSecure, urlEncoded: parameters.span)
    } catch {
      throw Problem(400, "form", "The parameters are malformed: \(error).")
    }
  }
}
