// SPDX-License-Identifier: Apache-2.0

/// An output format of a plan for the software that publishes it.
public enum Deployment: String, Sendable, Hashable, CaseIterable {
  /// Zone file lines with absolute names (RFC 1035 §5.1).
  case zone
  /// Zone file lines with names relative to the `$ORIGIN` of one zone.
  case bind
  /// A `location` block for nginx.
  case nginx
  /// Directives for the Apache HTTP server 2.4.
  case apache
  /// Change batches for Amazon Route 53.
  case route53
  /// Comma-separated values, one line per name (RFC 4180).
  case csv
}

/// Options of the output formats.
public struct DeploymentOptions: Sendable, Hashable {
  /// The zone of the relative lines, in A-labels.
  public var zone: String?
  /// The time to live of records, in seconds; short by default, because the records are needed for about a day.
  public var ttl: Int
  /// The web root on the server, for Apache's directives.
  public var webRoot: String

  /// Creates options.
  public init(zone: String? = nil, ttl: Int = 300, webRoot: String = "/var/www/html") {
    self.zone = zone
    self.ttl = ttl
    self.webRoot = webRoot
  }
}

extension Deployment {
  /// The plan in this format.
  ///
  /// Record formats contain ``ValidationPlan/records``, server formats ``ValidationPlan/file``, and CSV all names.
  /// - Throws: ``DeploymentError`` if the plan has nothing for the format, or an option is invalid.
  public func text(of plan: ValidationPlan, options: DeploymentOptions = .init()) throws(DeploymentError) -> String {
    switch self {
    case .zone: try ZoneLines(records: plan.records, ttl: options.ttl).text
    case .bind: try RelativeZoneLines(records: plan.records, zone: options.zone, ttl: options.ttl).text
    case .nginx: try NginxLocation(plan: plan).text
    case .apache: try ApacheAlias(plan: plan, webRoot: options.webRoot).text
    case .route53: try Route53ChangeBatch.batches(of: plan.records, ttl: options.ttl).joined(separator: "\n") + "\n"
    case .csv: PlanTable(plan: plan).text
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
  /// The time to live is negative or greater than 2^31 - 1 (RFC 2181 §8).
  case ttl(Int)
  /// The web root is not absolute, or has a character that is not safe in the server's configuration.
  case webRoot(String)
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
    case .ttl(let ttl): "the time to live \(ttl) is not between 0 and 2147483647 seconds (RFC 2181 §8)"
    case .webRoot(let path):
      "the web root \(path.debugDescription) is not absolute, or contains a quotation mark, a backslash, "
        + "%, $, # or a control character"
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
