// SPDX-License-Identifier: Apache-2.0

/// A form in which a plan is handed to the software that publishes it.
public enum Deployment: String, Sendable, Hashable, CaseIterable {
  /// Master-file lines with absolute names (RFC 1035 §5.1).
  case zone
  /// Master-file lines with names relative to one zone, under its `$ORIGIN`.
  case bind
  /// A `location` block for nginx.
  case nginx
  /// Directives for the Apache HTTP server 2.4.
  case apache
  /// Change batches for Amazon Route 53.
  case route53
  /// A table, one line for each name (RFC 4180).
  case csv
}

/// What the forms need to know beside the plan.
public struct DeploymentOptions: Sendable, Hashable {
  /// The zone that the relative lines are for, in A-labels.
  public var zone: String?
  /// The records' time to live in seconds; short, as the records are wanted for a day.
  public var ttl: Int
  /// The folder on the server that holds the file's path; Apache's directives name it.
  public var webRoot: String

  /// The options with their defaults.
  public init(zone: String? = nil, ttl: Int = 300, webRoot: String = "/var/www/html") {
    self.zone = zone
    self.ttl = ttl
    self.webRoot = webRoot
  }
}

extension Deployment {
  /// Writes the plan in this form.
  ///
  /// The record forms hold ``ValidationPlan/records``, the server forms ``ValidationPlan/file``, CSV every name.
  /// - Throws: ``DeploymentError`` when the plan holds nothing for the form, or an option does not fit.
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

/// Why a plan cannot be written in a form.
public enum DeploymentError: Error, Sendable, Hashable {
  /// The form holds records, and no name is to be proven by CNAME.
  case noRecords
  /// The form serves a file, and no name is to be proven by one.
  case noFile
  /// Relative lines need a zone and none is given.
  case zoneMissing
  /// The zone is no domain name.
  case zoneMalformed(String, NameError)
  /// No record lies in the zone; the domains that they lie at.
  case outsideZone(String, domains: [String])
  /// The time to live is negative or over 2^31 - 1 (RFC 2181 §8).
  case ttl(Int)
  /// The web root holds a character that would break out of the server's configuration.
  case webRoot(String)
}

extension DeploymentError: CustomStringConvertible {
  /// What is wrong, without a full stop.
  public var description: String {
    switch self {
    case .noRecords: "no name is to be proven by a CNAME record; choose the method cname"
    case .noFile: "no name is to be proven by a file; choose the method http or https"
    case .zoneMissing: "relative lines need the name of their zone (--zone)"
    case .zoneMalformed(let zone, let error): "\(zone.debugDescription) is no zone: \(error)"
    case .outsideZone(let zone, let domains):
      "no record lies in the zone \(zone); they lie at " + domains.joined(separator: ", ")
    case .ttl(let ttl): "a time to live of \(ttl) seconds is not between 0 and 2147483647 (RFC 2181 §8)"
    case .webRoot(let path):
      "the web root \(path.debugDescription) is not absolute or holds a quote, a backslash, "
        + "a percent, a dollar or a control character"
    }
  }
}

/// The plan as comma-separated values, one line for each name (RFC 4180).
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
