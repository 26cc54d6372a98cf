// SPDX-License-Identifier: Apache-2.0

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
