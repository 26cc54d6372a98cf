// SPDX-License-Identifier: Apache-2.0

/// One method of one path: how large a body it takes, and what it answers.
public struct Route: Sendable {
  /// The method in capitals.
  public let method: String
  /// The path.
  public let path: String
  /// The most bytes that a body may have; 0 where a body is not looked at.
  public let bodyLimit: Int
  /// Whether answering may wait for a disk or another machine.
  public let waits: Bool
  let answer: @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer

  init(
    _ method: String, _ path: String, bodyLimit: Int = 0, waits: Bool = false,
    _ answer: @escaping @Sendable (SiteRequest, Site) throws(Problem) -> SiteAnswer
  ) {
    self.method = method
    self.path = path
    self.bodyLimit = bodyLimit
    self.waits = waits
    self.answer = answer
  }

  /// What a page or a program may send: 1 MiB.
  static let largeBody = 1 << 20
}
