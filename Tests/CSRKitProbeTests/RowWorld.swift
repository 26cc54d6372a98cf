// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitProbe
import Foundation
import Testing

/// The zone file, the web root and the server block of a row, which the fixes of its reports change.
struct RowWorld {
  let row: FixRow
  let world: LoopbackWorld

  /// The files of a row before any fix, by their paths in the folder of the world.
  static func files(_ row: FixRow, _ token: RequestToken, folder: String, port: Int) -> [String: String] {
    let lines = row.records.compactMap { ZoneLine(row.filled($0, token), zone: row.zone) }
    var files = [
      "rows/\(row.id).zone": zoneFile(lines, row.zone),
      configuration(row): serverBlock(row, row.filled(row.directives, token), folder, port),
      "rows/\(row.id)/index.html": "home\n",
    ]
    for (path, content) in row.files { files["rows/\(row.id)/" + row.filled(path, token)] = row.filled(content, token) }
    return files
  }

  /// Without time to live, so that no answer is cached.
  private static func zoneFile(_ lines: [ZoneLine], _ zone: String) -> String {
    "$ORIGIN \(zone).\n$TTL 0\n@ SOA ns hostmaster 1 7200 900 1209600 0\n@ NS ns\nns A 127.0.0.1\n@ A 127.0.0.1\n"
      + lines.map(\.text).joined()
  }

  private static func serverBlock(_ row: FixRow, _ directives: String, _ folder: String, _ port: Int) -> String {
    if row.server == "apache" { return ApacheFiles.virtualHost(row, directives, folder, port) }
    return """
      server {
      listen 127.0.0.1:\(port); server_name \(row.host); root \(folder)/rows/\(row.id); default_type text/plain;
      \(directives)
      }

      """
  }

  private static func configuration(_ row: FixRow) -> String {
    "rows/\(row.id).\(row.server == "apache" ? "vhost" : "conf")"
  }

  /// The options with which the probe finds the row's web server.
  var options: ProbeOptions {
    var options = world.options
    if row.server == "apache" { options.ports[80] = world.apachePort }
    return options
  }

  var target: ProbeTarget { get throws { try target(scheme: row.scheme) } }

  private func target(scheme: String) throws -> ProbeTarget {
    try row.isFile ? world.file(row.host, scheme: scheme) : world.record(row.host, zone: row.zone)
  }

  /// Applies instructions in their order, which servers see after a reload; the target to probe then.
  func apply(_ fixes: [PrintedFix]) throws -> ProbeTarget {
    var target = try self.target
    for fix in fixes {
      if let scheme = try apply(fix) { target = try self.target(scheme: scheme) }
    }
    return target
  }

  /// Applies an instruction; the scheme of the method that it names, nil for others.
  private func apply(_ fix: PrintedFix) throws -> String? {
    switch fix {
    case .run(row.host, let command): try run(command, in: "\(world.folder)/rows/\(row.id)")
    case .configure(let formats, row.host) where formats.contains(row.server): try configure()
    // The filter of a provider is a location.
    case .open(let path): try configure("location ^~ \(path) { }\n")
    case .method("HTTP_CSR_HASH"): return "http"
    default: try changeZone(fix)
    }
    return nil
  }

  private func run(_ command: String, in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-euc", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw WorldError.tool(command) }
  }

  private func configure() throws {
    let format = try #require(Deployment(rawValue: row.server))
    let options = DeploymentOptions(webRoot: "\(world.folder)/rows/\(row.id)")
    try configure(try format.text(of: world.plan([row.host], .http, zone: row.zone), options: options))
  }

  /// Puts directives before all others of the host.
  private func configure(_ directives: String) throws {
    let text = RowWorld.serverBlock(
      row, directives + "\n" + row.filled(row.directives, world.token), world.folder, options.ports[80] ?? 80)
    try text.write(toFile: "\(world.folder)/\(RowWorld.configuration(row))", atomically: false, encoding: .utf8)
  }

  private func changeZone(_ fix: PrintedFix) throws {
    let file = "\(world.folder)/rows/\(row.id).zone"
    let stored = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").dropFirst(6)
    var lines = stored.compactMap { ZoneLine(String($0), zone: row.zone) }
    let count = lines.count
    var added: [String] = []
    switch fix {
    case .delete(let owner, let types):
      lines.removeAll { $0.owner == owner && types.contains($0.type) }
      guard count - lines.count >= types.count else { throw FixError.notApplicable(fix) }
    case .remove(let line):
      lines.removeAll { $0 == ZoneLine(line, zone: row.zone) }
      guard lines.count == count - 1 else { throw FixError.notApplicable(fix) }
    case .add(let line): added = [line]
    case .enter(row.zone, let host, let target): added = ["\(host) CNAME \(target)"]
    case .retarget(let owner, let target):
      lines.removeAll { $0.owner == owner && $0.type == "CNAME" }
      guard lines.count == count - 1 else { throw FixError.notApplicable(fix) }
      added = ["\(owner) CNAME \(target)"]
    case .unproxy:
      lines.removeAll { $0.type == "A" || $0.type == "AAAA" }
      added = [row.filled(FixRow.proof, world.token)]
    default: throw FixError.notApplicable(fix)
    }
    lines += added.compactMap { ZoneLine($0, zone: row.zone) }
    try RowWorld.zoneFile(lines, row.zone).write(toFile: file, atomically: false, encoding: .utf8)
  }
}
