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

/// The file as Apache directives: an alias to a file below a folder, out of reach of rewrites and access rules.
///
/// A `RewriteRule` that ends the round comes first, for `RewriteEngine Off` in a Location does not reach the rules of
/// the virtual host.
struct ApacheAlias {
  let text: String

  init(plan: ValidationPlan, webRoot: String) throws(DeploymentError) {
    guard let file = plan.file else { throw .noFile }
    let root = webRoot.hasSuffix("/") ? String(webRoot.dropLast()) : webRoot
    guard root.hasPrefix("/"), ApacheAlias.isPlain(root) else { throw .webRoot(webRoot) }
    var text = ServedNames(plan, file).comments
    text += "# Put it into each VirtualHost that answers for these names, before its Redirect and RewriteRule lines,\n"
    text += "# and write the file: csrkit dcv --write \(root)\n"
    text += "Alias \"/\(file.path)\" \"\(root)/\(file.path)\"\n"
    text += "<Location \"/\(file.path)\">\n"
    text += "    Require all granted\n"
    text += "    ForceType text/plain\n"
    text += "</Location>\n"
    text += "<IfModule mod_rewrite.c>\n"
    text += "    RewriteEngine On\n"
    text += "    RewriteRule \"^/\(file.path.split(separator: ".").joined(separator: "\\."))$\" \"-\" [END]\n"
    text += "</IfModule>\n"
    self.text = text
  }

  private static func isPlain(_ path: String) -> Bool {
    path.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !"\"'\\$%#".unicodeScalars.contains($0) }
  }
}
