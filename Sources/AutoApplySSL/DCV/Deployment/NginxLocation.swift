// SPDX-License-Identifier: Apache-2.0

/// The file as an nginx `location` that answers without touching the disk.
///
/// An exact location wins over prefixes and patterns, so an application's rewrites for `/` do not reach it; a
/// `return` or `rewrite` beside it at the level of `server` still would, and the comment says so.
struct NginxLocation {
  let text: String

  init(plan: ValidationPlan) throws(DeploymentError) {
    guard let file = plan.file else { throw .noFile }
    let body = file.body.split(separator: "\n").map { "\($0)\\n" }.joined()
    var text = ServedNames(plan, file).comments
    text += "# Put it into each server block that answers for these names; no return or rewrite may stand before it\n"
    text += "# at the level of the server block.\n"
    text += "location = /\(file.path) {\n"
    text += "    default_type text/plain;\n"
    text += "    return 200 \"\(body)\";\n"
    text += "}\n"
    self.text = text
  }
}

/// The names that a file is served for, as comment lines that both servers take.
struct ServedNames {
  let comments: String

  init(_ plan: ValidationPlan, _ file: PublishedFile) {
    comments = file.proves.compactMap { plan.names[$0].file?.url }.map { "# \($0)\n" }.joined()
  }
}
