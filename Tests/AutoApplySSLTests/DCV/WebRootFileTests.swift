// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import Testing

@Suite struct WebRootFileTests {
  private let folder: ScratchFolder
  private let token: RequestToken

  init() throws {
    folder = try ScratchFolder()
    token = try Fixture.token()
  }

  private var file: String { "\(folder.path)/\(token.path)" }

  @Test
  func `The file is written with its folders, is world-readable, and no temporary file remains`() throws {
    #expect(try WebRootFile(root: folder.path).write(token) == .written)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == token.body)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o644)
    let there = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/\(RequestToken.folder)")
    #expect(there == [token.fileName])
  }

  @Test
  func `Writing the same content again changes nothing`() throws {
    _ = try WebRootFile(root: folder.path).write(token)
    #expect(try WebRootFile(root: folder.path).write(token) == .unchanged)
  }

  @Test
  func `Different content is refused and not changed`() throws {
    _ = try WebRootFile(root: folder.path).write(token)
    let other = token.with(uniqueValue: try UniqueValue("oDA7uXM0"))
    #expect(throws: WebRootError.differentContent(path: file)) { try WebRootFile(root: folder.path).write(other) }
    #expect(try String(contentsOfFile: file, encoding: .utf8) == token.body)
  }

  @Test
  func `Two hundred concurrent writers of two contents leave one complete file`() async throws {
    let (root, other) = (WebRootFile(root: folder.path), token.with(uniqueValue: try UniqueValue("x")))
    let written = await withTaskGroup(of: Bool.self) { group in
      for index in 0..<200 {
        group.addTask { [token] in (try? root.write(index.isMultiple(of: 2) ? token : other)) == .written }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(written == 1)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text == token.body || text == other.body)
  }

  @Test
  func `A symbolic link below the root is not followed`() throws {
    let elsewhere = try ScratchFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/.well-known", withDestinationPath: elsewhere.path)
    #expect(throws: WebRootError.self) { try WebRootFile(root: folder.path).write(token) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
  }

  @Test
  func `A symbolic link at the file's path is refused, even a dangling one`() throws {
    let target = "\(folder.path)/\(RequestToken.folder)"
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: "\(folder.path)/victim")
    #expect(throws: WebRootError.symbolicLink(path: file, name: token.fileName)) {
      try WebRootFile(root: folder.path).write(token)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/victim"))
  }

  @Test
  func `A missing root is reported`() {
    #expect(throws: WebRootError.self) { try WebRootFile(root: "\(folder.path)/none").write(token) }
  }
}
