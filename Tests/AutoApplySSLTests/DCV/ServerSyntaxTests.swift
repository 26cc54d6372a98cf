// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Foundation
import Testing

/// Parses the generated configurations with the servers themselves.
@Suite struct ServerSyntaxTests {
  static let names = [
    "example.com", "www.example.com", "*.shop.example.com", "xn--bcher-kva.example.com", "a.example.org",
  ]

  @Test(.enabled(if: ExternalTool.isInstalled("named-checkzone"), "named-checkzone is not installed (bind9-utils)"))
  func `BIND accepts the relative lines in a zone`() throws {
    let plan = try Fixture.plan(ServerSyntaxTests.names, .common(.cname), uniqueValue: "oDA7uXM0")
    let lines = try Deployment.bind.text(of: plan, options: DeploymentOptions(zone: "example.com"))
    let zone = """
      $TTL 3600
      @ IN SOA ns1 hostmaster 1 7200 900 1209600 300
      @ IN NS ns1
      ns1 IN A 192.0.2.53

      """
    let folder = try ScratchFolder()
    let file = try folder.write(zone + lines, to: "zone")
    let tool = try #require(ExternalTool.find("named-checkzone"))
    let result = try tool.run(["-D", "example.com", file])
    #expect(result.status == 0, "\(result.output)")
    let owner = try #require(plan.records.first { $0.domain.hasSuffix("example.com") }?.owner)
    #expect(result.output.contains(owner))
    #expect(!result.output.contains("example.com.example.com"))
  }

  @Test(.enabled(if: ExternalTool.isInstalled("ldns-read-zone"), "ldns-read-zone is not installed (ldnsutils)"))
  func `ldns reads the same records from both zone forms`() throws {
    let plan = try Fixture.plan(ServerSyntaxTests.names, .common(.cname), uniqueValue: "oDA7uXM0")
    let tool = try #require(ExternalTool.find("ldns-read-zone"))
    let expected = plan.records.map { "\($0.owner) 300 IN CNAME \($0.target)" }
    let folder = try ScratchFolder()
    #expect(try read(try Deployment.zone.text(of: plan), tool, folder) == expected)
    var relative: [String] = []
    for zone in ["example.com", "example.org"] {
      relative += try read(try Deployment.bind.text(of: plan, options: DeploymentOptions(zone: zone)), tool, folder)
    }
    #expect(relative == expected)
  }

  @Test(
    .enabled(if: ExternalTool.isInstalled("ldns-read-zone"), "ldns-read-zone is not installed (ldnsutils)"),
    arguments: 0..<10)
  func `ldns reads the records of random names, absolute and relative to any of their zones`(seed: UInt64) throws {
    var source = SplitMix(state: seed)
    let names = (0..<100).map { _ in Fixture.randomName(&source) }
    let value = UniqueValue.random(using: &source).text
    let plan = try Fixture.plan(names, .common(.cname), uniqueValue: Bool.random(using: &source) ? value : nil)
    let tool = try #require(ExternalTool.find("ldns-read-zone"))
    let folder = try ScratchFolder()
    // ldns keeps the order and writes lower case; the unique value keeps its case here.
    let expected = plan.records.map { "\($0.owner) 300 IN CNAME \($0.target)" }
    #expect(!expected.isEmpty)
    #expect(try read(try Deployment.zone.text(of: plan), tool, folder) == expected)
    for zone in Set(plan.names.compactMap(\.searched.last)).sorted() {
      let lines = try read(try Deployment.bind.text(of: plan, options: DeploymentOptions(zone: zone)), tool, folder)
      #expect(lines == expected.filter { $0.contains(".\(zone). 300 ") })
    }
  }

  private func read(_ text: String, _ tool: ExternalTool, _ folder: ScratchFolder) throws -> [String] {
    let result = try tool.run([try folder.write(text, to: "zone")])
    #expect(result.status == 0, "\(result.output)")
    return result.output.split(separator: "\n").map { $0.split(separator: "\t").joined(separator: " ") }
  }

  @Test(.enabled(if: ExternalTool.isInstalled("nginx"), "nginx is not installed"))
  func `nginx accepts the location`() throws {
    let plan = try Fixture.plan(ServerSyntaxTests.names, .common(.http), uniqueValue: "oDA7uXM0")
    let folder = try ScratchFolder()
    let snippet = try folder.write(try Deployment.nginx.text(of: plan), to: "snippet.conf")
    let file = try folder.write(
      """
      pid \(folder.path)/nginx.pid;
      error_log stderr;
      events {}
      http { access_log off; server { listen unix:\(folder.path)/s; include \(snippet); } }

      """, to: "nginx.conf")
    let result = try #require(ExternalTool.find("nginx")).run(["-t", "-p", folder.path, "-c", file])
    #expect(result.status == 0, "\(result.output)")
  }

  private static let apacheModules = "/usr/lib/apache2/modules"

  @Test(
    .enabled(
      if: ExternalTool.isInstalled("apachectl") && FileManager.default.fileExists(atPath: apacheModules),
      "apachectl or its modules are not installed (apache2)"))
  func `Apache accepts the alias`() throws {
    let plan = try Fixture.plan(ServerSyntaxTests.names, .common(.http))
    let folder = try ScratchFolder()
    let options = DeploymentOptions(webRoot: "\(folder.path)/web root/")
    let snippet = try folder.write(try Deployment.apache.text(of: plan, options: options), to: "snippet.conf")
    let modules = ServerSyntaxTests.apacheModules
    let loads = ["mpm_event", "authz_core", "alias", "mime", "rewrite"]
      .map { "LoadModule \($0)_module \(modules)/mod_\($0).so" }.joined(separator: "\n")
    let file = try folder.write(
      """
      ServerRoot "\(folder.path)"
      PidFile "\(folder.path)/apache.pid"
      ErrorLog "\(folder.path)/error.log"
      ServerName localhost
      Listen 127.0.0.1:8
      \(loads)
      TypesConfig /dev/null
      <VirtualHost *:8>
      Include "\(snippet)"
      </VirtualHost>

      """, to: "apache.conf")
    let result = try #require(ExternalTool.find("apachectl")).run(["-t", "-f", file])
    #expect(result.status == 0, "\(result.output)")
  }
}
