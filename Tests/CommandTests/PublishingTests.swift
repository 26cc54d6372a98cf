// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Publishes each output format with the software that it is for: name servers, web servers, parsers of providers' tools.
@Suite struct PublishingTests {
  static let python = Checkout.root.appendingPathComponent(".build/dcv-tools/bin/python")

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: python.path), "Scripts/dcv-tools has not run"),
    .timeLimit(.minutes(5)),
    arguments: [
      "panel", "nsupdate", "dnscmd", "powershell", "route53", "terraform-route53", "terraform-cloudflare", "octodns",
      "dnscontrol", "powerdns", "cloudflare", "nginx", "apache", "htaccess", "web-config", "comments", "folder",
    ])
  func `What the software reads back is what the JSON says, and the removal removes it`(format: String) throws {
    let script = Checkout.root.appendingPathComponent("Tests/CommandTests/publishing.py").path
    let request = Checkout.vector("requests/sans/dns.der")
    let run = try Run([script, try Checkout.command.path, request, format], command: Self.python)
    if run.status == 77 { return print("\(format): \(run.output)", terminator: "") }
    #expect(run.status == 0, "\(format): \(run.output)\(run.errors)")
  }
}
