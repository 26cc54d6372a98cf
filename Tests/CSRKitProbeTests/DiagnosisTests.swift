// SPDX-License-Identifier: Apache-2.0
import AutoApplySSL
import CSRKitBase
import CSRKitProbe
import Testing

/// The mistakes that people make with records and files, each at a real server.
@Suite(
  .enabled(if: LoopbackWorld.isPossible, "not installed: \(LoopbackWorld.missing.joined(separator: ", "))"),
  .serialized, WorldTrait()
)
struct DiagnosisTests {
  @Test(arguments: [
    ("undotted", "record.target", "probe.example was appended"),
    ("a.origin", "record.target", "origin.probe.example was appended"),
    ("halves", "record.target", "halves of the SHA-256 are swapped"), ("old", "record.target", "former domain"),
    ("short", "record.target", "not complete"), ("half", "record.target", "not complete"),
    ("valueless", "record.target", "uniqueValue of the order is missing"),
    ("wrong", "record.target", "another request"), ("www.parked", "record.target", "wildcard record"),
    ("doubled", "record.doubled-zone", "appended a second time"),
    ("twice", "record.doubled-zone", "appended a second time"), ("bare", "record.underscore", "underscore"),
    ("reversed", "record.swapped", "swapped"), ("text", "record.text", "TXT record"),
    ("proxied", "record.address", "proxy"), ("apex", "record.www", "www.apex.probe.example only"),
  ])
  func `The cause of a wrong or missing record comes first, with what to enter`(
    name: String, kind: String, words: String
  ) throws {
    let world = try LoopbackWorld.required()
    let host = "\(name).probe.example"
    // The CA searches the parents too; here only the name itself has a record.
    let found = try world.look(try world.record(host)).cause()
    #expect(found.kind.rawValue == kind)
    #expect(found.message.contains(words), "\(found.message)")
    let fix = try #require(found.fix)
    let label = world.token.ownerLabel
    #expect(fix.contains(world.token.target.lowercased()) || fix.contains(label), "\(fix)")
    // Entered literally, the fix is the record of the plan.
    if let range = fix.firstRange(of: "the host ") {
      let host = String(fix[range.upperBound...].prefix { $0 != " " && $0 != "," })
      let owners = try world.plan(["\(name).probe.example"], .cname).names[0].searched.map { "\(label).\($0)." }
      #expect(host == "starts" || owners.contains("\(host).probe.example."), "\(fix)")
    }
  }

  @Test(arguments: [
    ("lower.place", "file.place", "upper case"), ("extension.place", "file.place", "twice"),
    ("bare.place", "file.place", "extension .txt is missing"), ("root.place", "file.place", "web root"),
    ("acme.place", "file.place", "ACME"), ("undotted.place", "file.place", "dot of .well-known"),
    ("upper", "file.letter-case", "upper and lower case"), ("former", "file.old-domain", "comodoca.com"),
    ("no-value", "file.other-token", "uniqueValue"), ("cut-hash", "file.truncated", "complete SHA-256"),
    ("bom", "file.byte-order-mark", "byte order mark"), ("crlf", "file.line-ends", "line endings"),
    ("soft-error", "file.html", "error page with status 200"), ("login-page", "file.login", "login page"),
    ("basic", "file.login", "login"), ("to-login", "file.login", "login page"),
    ("challenge", "file.blocked", "robots"), ("countries", "file.blocked", "countries"),
    ("missing", "file.status", "no file at this path"),
  ])
  func `The cause of a wrong or missing file comes first, with a fix`(host: String, kind: String, words: String)
    throws
  {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.file("\(host).probe.example"))
    let found = try report.cause()
    #expect(found.kind.rawValue == kind, "\(report)")
    #expect(found.message.contains(words), "\(found.message)")
    #expect(found.fix != nil)
  }

  @Test(
    arguments: [
      ("caa-method", "caa.ready", nil), ("caa-two", "caa.ready", nil),
      ("caa-other-method", "caa.method", "validationmethods=ca-tbr-7"),
      ("caa-upper-method", "caa.method", "validationmethods=ca-tbr-7"), ("caa-account", "caa.account", "sectigo.com"),
      ("caa-broken", "caa.malformed", "sectigo.com"),
      ("below.caa-no", "caa.forbids", "caa-no.probe.example. CAA 0 issue"),
      ("caa-critical", "caa.forbids", "remove"), ("caa-nobody", "caa.forbids", "CAA 0 issue"),
    ] as [(String, String, String?)])
  func `CAA parameters are read strictly, and each obstacle has its own fix`(name: String, kind: String, fix: String?)
    throws
  {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.record("\(name).probe.example")) { $0.day = CalendarDate(2027, 3, 14) }
    let found = try #require(report.findings.last)
    #expect(found.kind.rawValue == kind, "\(found)")
    if let fix { #expect(found.fix?.contains(fix) == true, "\(found)") }
  }

  @Test func `A method that CAA does not list is a warning until the day on which CAs must honor it`() throws {
    let world = try LoopbackWorld.required()
    let target = try world.record("caa-other-method.probe.example")
    let severity = { day in world.look(target) { $0.day = day }.findings.last?.severity }
    #expect(severity(CalendarDate(2027, 3, 14)) == .warning)
    #expect(severity(CalendarDate(2027, 3, 15)) == .error)
  }

  @Test func `A resolver without DNSSEC is named instead of the zone`() throws {
    let world = try LoopbackWorld.required()
    let target = try world.file("good.signed.example")
    let report = world.look(target) { $0.resolvers = ["127.0.0.1@\(world.plainDNSPort)"] }
    let found = try report.cause()
    #expect(found.kind.rawValue == "dns.without-dnssec", "\(report)")
    // With another resolver, the name is ready.
    #expect(try PrintedFix.all(in: found.fix ?? "", meetsCondition: false) == [.resolver])
    #expect(world.look(target).verdict == .ready)
    #expect(!report.findings.contains { $0.kind.rawValue == "dns.bogus" })
  }

  @Test func `Several resolvers are asked in parallel, and differences are reported`() throws {
    let world = try LoopbackWorld.required()
    let both = world.options.resolvers + ["127.0.0.1@\(world.silentDNSPort)"]
    let report = world.look(try world.file("good.probe.example")) {
      $0.resolvers = both
      $0.timeLimit = .seconds(1)
    }
    #expect(report.verdict == .notReady)
    let difference = try #require(report.findings.last)
    #expect(difference.kind.rawValue == "dns.different")
    #expect(difference.message.contains("\(both[0]): ready"), "\(difference)")
    let same = world.look(try world.file("good.probe.example")) { $0.resolvers = [both[0], both[0]] }
    #expect(same.verdict == .ready, "\(same)")
  }

  @Test func `A record of persistent validation is explained`() throws {
    let world = try LoopbackWorld.required()
    let report = world.look(try world.record("persist.probe.example"))
    #expect(report.verdict == .ready, "\(report)")
    let found = try #require(report.findings.first { $0.kind.rawValue == "record.persistent" })
    #expect(found.message.contains("sectigo.com") && found.message.contains("1800000000"))
  }
}
