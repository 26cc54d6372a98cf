// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import Testing

@Suite struct DeploymentTests {
  @Test
  func `Zone lines have absolute names, and relative lines do not contain the zone's name`() throws {
    let plan = try Fixture.plan(["www.example.com", "example.org"], .common(.cname))
    let (label, target) = (plan.token.ownerLabel, plan.token.target)
    #expect(
      try Deployment.zone.text(of: plan)
        == "\(label).www.example.com. 300 IN CNAME \(target)\n\(label).example.org. 300 IN CNAME \(target)\n")
    let options = DeploymentOptions(zone: "Example.COM.", ttl: 60)
    #expect(
      try Deployment.bind.text(of: plan, options: options) == """
        $ORIGIN example.com.
        \(label).www 60 IN CNAME \(target)
        ; outside example.com, publish in its own zone: \(label).example.org. CNAME \(target)

        """)
  }

  @Test
  func `At the zone's own apex the relative owner is the label alone`() throws {
    let plan = try Fixture.plan(["*.example.com"])
    let text = try Deployment.bind.text(of: plan, options: DeploymentOptions(zone: "example.com"))
    #expect(text.hasPrefix("$ORIGIN example.com.\n\(plan.token.ownerLabel) 300 IN CNAME "))
  }

  @Test
  func `A plan or option that does not fit the format is an error with its facts`() throws {
    let records = try Fixture.plan(["www.example.com"], .common(.cname))
    let files = try Fixture.plan(["www.example.com"], .common(.http))
    #expect(throws: DeploymentError.noRecords) { try Deployment.zone.text(of: files) }
    #expect(throws: DeploymentError.noFile) { try Deployment.nginx.text(of: records) }
    #expect(throws: DeploymentError.zoneMissing) { try Deployment.bind.text(of: records) }
    #expect(throws: DeploymentError.outsideZone("ample.com", domains: ["www.example.com"])) {
      try Deployment.bind.text(of: records, options: DeploymentOptions(zone: "ample.com"))
    }
    #expect(throws: DeploymentError.ttl(-1)) { try Deployment.zone.text(of: records, options: .init(ttl: -1)) }
    for root in ["relative", "/a\"b", "/a\nb", "/a$b"] {
      #expect(throws: DeploymentError.webRoot(root)) {
        try Deployment.apache.text(of: files, options: DeploymentOptions(webRoot: root))
      }
    }
  }

  @Test
  func `nginx responds with the exact body and lists each URL that must serve it`() throws {
    let plan = try Fixture.plan(["example.com", "www.example.com"], .common(.https), uniqueValue: "oDA7uXM0")
    let text = try Deployment.nginx.text(of: plan)
    #expect(text.contains("if ($uri = /\(plan.token.path)) {"))
    #expect(text.contains(#"return 200 "\#(plan.token.sha256)\nsectigo.com\noDA7uXM0\n";"#))
    #expect(text.contains("# https://example.com/\(plan.token.path)\n# https://www.example.com/"))
  }

  @Test
  func `A Route 53 batch stays below the service's limits`() throws {
    let names = (0..<400).map { "*.example\($0).com" }
    let options = DeploymentOptions(zone: "com")
    let batches = try Deployment.route53.text(of: Fixture.plan(names), options: options).split(separator: "\n")
    #expect(batches.count == 2)
    #expect(batches.map { $0.split(separator: "UPSERT").count - 1 }.reduce(0, +) == 400)
  }

  @Test
  func `The table has one line per name and quotes fields with commas or newlines`() throws {
    let plan = try Fixture.plan(["example.com", "*.example.com", "*.co.uk"], .automatic)
    let text = try Deployment.csv.text(of: plan)
    #expect(text.split(separator: "\r\n", omittingEmptySubsequences: true).count == 4)
    #expect(text.contains("\"\(plan.token.body)\""))
    #expect(text.contains("\"co.uk is a public suffix, and CAs do not issue"))
  }
}
