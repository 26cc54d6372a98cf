// SPDX-License-Identifier: Apache-2.0

/// An output format of a plan for the software that publishes it.
@nonexhaustive
public enum Deployment: String, Sendable, Hashable, CaseIterable {
  /// Zone file lines with absolute names (RFC 1035 §5.1).
  case zone
  /// Zone file lines with names relative to the `$ORIGIN` of one zone.
  case bind
  /// Host and target as the fields of a web panel.
  case dnsPanel = "dns-panel"
  /// A script for nsupdate (RFC 2136).
  case nsupdate
  /// Commands of the Windows DNS server.
  case dnscmd
  /// Cmdlets of the Windows DNS server.
  case powershell
  /// Change batches for Amazon Route 53.
  case route53
  /// Resources of Terraform's provider for Amazon Route 53.
  case terraform
  /// Resources of Terraform's provider for Cloudflare.
  case terraformCloudflare = "terraform-cloudflare"
  /// A batch for Cloudflare's API.
  case cloudflare
  /// A PATCH document for the PowerDNS API.
  case powerdns
  /// Records of an octoDNS zone file.
  case octodns
  /// An extension of a domain for dnscontrol.
  case dnscontrol
  /// Directives for nginx.
  case nginx
  /// Directives for the Apache HTTP server 2.4.
  case apache
  /// Directives for an `.htaccess` file of the Apache HTTP server 2.4.
  case htaccess
  /// A `web.config` file for IIS, in the folder of the validation file.
  case webConfig = "web-config"
  /// Comma-separated values, one line per name (RFC 4180).
  case csv
}

/// Options of the output formats.
public struct DeploymentOptions: Sendable, Hashable {
  /// The zone of relative names, in A-labels; without one the registrable domain of each record.
  public var zone: String?
  /// The time to live of records, in seconds; short by default, because the records are needed for about a day.
  public var ttl: Int
  /// The web root on the server, for Apache's directives.
  public var webRoot: String
  /// Whether to write the removal of what the format publishes.
  public var isRemoval: Bool

  /// Creates options.
  public init(zone: String? = nil, ttl: Int = 300, webRoot: String = "/var/www/html", isRemoval: Bool = false) {
    self.zone = zone
    self.ttl = ttl
    self.webRoot = webRoot
    self.isRemoval = isRemoval
  }
}

extension Deployment {
  /// The plan in this format.
  ///
  /// Record formats contain ``ValidationPlan/records``, server formats ``ValidationPlan/file``, and CSV all names.
  /// - Throws: ``DeploymentError`` if the plan has nothing for the format, or an option is invalid.
  public func text(of plan: ValidationPlan, options: DeploymentOptions = .init()) throws(DeploymentError) -> String {
    switch kind {
    case .table:
      if options.isRemoval { throw .noRemoval(rawValue) }
      return PlanTable(plan: plan).text
    case .file(let write):
      guard let file = plan.file else { throw .noFile }
      return try write(ServedFile(plan: plan, file: file, webRoot: options.webRoot), options.isRemoval)
    case .records(let write):
      guard (0...Int(Int32.max)).contains(options.ttl) else { throw .ttl(options.ttl) }
      if self == .bind, options.zone == nil, !plan.records.isEmpty { throw .zoneMissing }
      return write(try ZonedRecords(plan: plan, zone: options.zone, ttl: options.ttl), options.isRemoval)
    case .zoneRecords(let write):
      guard (0...Int(Int32.max)).contains(options.ttl) else { throw .ttl(options.ttl) }
      let zones = try ZonedRecords(plan: plan, zone: options.zone, ttl: options.ttl)
      guard let only = zones.zones.first, zones.zones.count == 1 else {
        throw .severalZones(zones.zones.map(\.name))
      }
      return write(only, options.isRemoval)
    }
  }

  /// Whether the format contains records, and no files.
  package var containsRecords: Bool {
    switch kind {
    case .table, .file: false
    case .records, .zoneRecords: true
    }
  }

  /// Whether the format has names relative to a zone, or describes a zone.
  package var hasZone: Bool { containsRecords && self != .zone }

  /// The records that the format leaves out because they are outside the zone of the options.
  ///
  /// Formats with comments list them too.
  package func omitted(from plan: ValidationPlan, options: DeploymentOptions) -> [DNSRecord] {
    switch kind {
    case .table, .file: return []
    case .records, .zoneRecords:
      guard hasZone, let zones = try? ZonedRecords(plan: plan, zone: options.zone, ttl: options.ttl) else {
        return []
      }
      return zones.outside
    }
  }

  /// What a format contains, and how it is written; the flag is true for the removal.
  private enum Kind {
    case table
    case file((ServedFile, Bool) throws(DeploymentError) -> String)
    /// Records of any number of zones.
    case records((ZonedRecords, Bool) -> String)
    /// Records of one zone, for documents that cannot name their zone.
    case zoneRecords((ZonedRecords.Zone, Bool) -> String)
  }

  private var kind: Kind {
    switch self {
    case .csv: .table
    case .nginx: .file(ServerForms.nginx)
    case .apache: .file(ServerForms.apache)
    case .htaccess: .file(ServerForms.htaccess)
    case .webConfig: .file(ServerForms.webConfig)
    case .zone: .records(ZoneForms.absolute)
    case .bind: .records(ZoneForms.relative)
    case .dnsPanel: .records(ZoneForms.panel)
    case .nsupdate: .records(ZoneForms.nsupdate)
    case .dnscmd: .records(ZoneForms.dnscmd)
    case .powershell: .records(ZoneForms.powershell)
    case .route53: .records(ProviderForms.route53)
    case .terraform: .records(ProviderForms.terraform)
    case .terraformCloudflare: .records(ProviderForms.terraformCloudflare)
    case .dnscontrol: .records(ProviderForms.dnscontrol)
    case .cloudflare: .zoneRecords(ProviderForms.cloudflare)
    case .powerdns: .zoneRecords(ProviderForms.powerdns)
    case .octodns: .zoneRecords(ProviderForms.octodns)
    }
  }
}

/// Why a plan cannot be written in a format.
public enum DeploymentError: Error, Sendable, Hashable {
  /// The format is for records, but no name uses CNAME.
  case noRecords
  /// The format is for a file, but no name uses one.
  case noFile
  /// Relative lines need a zone, but none is given.
  case zoneMissing
  /// The zone is not a valid domain name.
  case zoneMalformed(String, NameError)
  /// No record is in the zone; the domains of the records.
  case outsideZone(String, domains: [String])
  /// The format describes one zone, but the records are in several.
  case severalZones([String])
  /// The time to live is negative or greater than 2^31 - 1 (RFC 2181 §8).
  case ttl(Int)
  /// The web root is not absolute, or has a character that is not safe in the server's configuration.
  case webRoot(String)
  /// The format publishes nothing, so that there is nothing to remove.
  case noRemoval(String)
}

extension DeploymentError: CustomStringConvertible {
  /// A message for the user, without a full stop.
  public var description: String {
    switch self {
    case .noRecords: "no name uses a CNAME record; choose the method cname"
    case .noFile: "no name uses a file; choose the method http or https"
    case .zoneMissing: "relative lines need a zone; set --zone"
    case .zoneMalformed(let zone, let error): "\(zone.debugDescription) is not a valid zone: \(error)"
    case .outsideZone(let zone, let domains):
      "no record is in the zone \(zone); the records are at " + domains.joined(separator: ", ")
    case .severalZones(let zones):
      "the format describes one zone, but the records are in \(zones.joined(separator: ", ")); set --zone"
    case .ttl(let ttl): "the time to live \(ttl) is not between 0 and 2147483647 seconds (RFC 2181 §8)"
    case .webRoot(let path):
      "the web root \(path.debugDescription) is not absolute, or contains a quotation mark, a backslash, "
        + "%, $, # or a control character"
    case .noRemoval(let format): "the format \(format) publishes nothing that could be removed"
    }
  }
}

/// A plan as comma-separated values, one line per name (RFC 4180).
struct PlanTable {
  /// The header line.
  static let columns = [
    "name", "unicode", "method", "possible", "reason", "url", "path", "body", "owner", "type", "target",
  ]

  let text: String

  init(plan: ValidationPlan) {
    var text = PlanTable.line(PlanTable.columns)
    for name in plan.names {
      let (file, record, txt) = (name.file, name.cname, name.method == .txt ? name.txt : nil)
      let type = record != nil ? "CNAME" : txt != nil ? "TXT" : ""
      text += PlanTable.line([
        name.name.ascii, name.name.unicode, name.method.rawValue, name.isPossible ? "true" : "false",
        name.obstacle?.description ?? "", file?.url ?? "", file?.path ?? "", file?.body ?? "",
        record?.owner ?? txt?.owners.first ?? "", type, record?.target ?? "",
      ])
    }
    self.text = text
  }

  private static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    let special = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard special else { return field }
    return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
