// SPDX-License-Identifier: Apache-2.0

/// A method and a path, the limit of its body, and its handler.
public struct Route: Sendable {
  /// The method in upper case.
  public let method: String
  /// The path.
  public let path: String
  /// The maximum size of the body in bytes; 0 if the body is ignored.
  public let bodyLimit: Int
  /// The cost of a request.
  public let effort: Effort
  let handler: @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse

  /// The cost of a request, which decides the thread that processes it.
  public enum Effort: Sendable {
    /// Nearly the same for every request.
    case constant
    /// Depends on the input.
    case input
    /// May wait for a disk or another machine.
    case waiting
  }

  /// - Parameter effort: by default `.input` for a route with a body, `.constant` otherwise.
  package init(
    _ method: String, _ path: String, bodyLimit: Int = 0, effort: Effort? = nil,
    _ handler: @escaping @Sendable (SiteRequest, Site) throws(Problem) -> SiteResponse
  ) {
    self.method = method
    self.path = path
    self.bodyLimit = bodyLimit
    self.effort = effort ?? (bodyLimit > 0 ? .input : .constant)
    self.handler = handler
  }

  /// The limit of the page and the API: 1 MiB.
  static let largeBody = 1 << 20
}
