// SPDX-License-Identifier: Apache-2.0

/// One method of one path: how large a body it takes, and what it answers.
public struct Route: Sendable {
  /// The method in capitals.
  public let method: String
  /// The path.
  public let path: String
  /// The most bytes that a body may have; 0 where a body is not looked at.
  public let bodyLimit: Int
  /// What answering takes.
  public let effort: Effort
  let answer: @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer

  /// What answering takes, which decides the thread that does it.
  public enum Effort: Sendable {
    /// About the same for every request.
    case constant
    /// It depends on what the client sends.
    case input
    /// It may wait for a disk or another machine.
    case waiting
  }

  /// A route.
  ///
  /// - Parameter effort: by default `.input` where the route takes a body, else `.constant`.
  package init(
    _ method: String, _ path: String, bodyLimit: Int = 0, effort: Effort? = nil,
    _ answer: @escaping @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer
  ) {
    self.method = method
    self.path = path
    self.bodyLimit = bodyLimit
    self.effort = effort ?? (bodyLimit > 0 ? .input : .constant)
    self.answer = answer
  }

  /// What a page or a program may send: 1 MiB.
  static let largeBody = 1 << 20
}
