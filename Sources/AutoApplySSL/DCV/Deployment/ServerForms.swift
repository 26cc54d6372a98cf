// SPDX-License-Identifier: Apache-2.0

/// The file as an nginx `location` that responds without reading the disk.
///
/// An exact location takes precedence over prefixes and patterns, so an application's rewrites for `/` do not apply. A
/// `return` or `rewrite` at the level of `server` still does, as the generated comment says.
struct NginxLocation {
  let text: String

  init(plan: ValidationPlan) throws(DeploymentError) {
    guard let file = plan.file else { throw .noFile }
    let body = file.body.split(separator: "\n").map { "\($0)\\n" }.joined()
    var text = ServedNames(plan, file).comments
    text += "# Add this to every server block for these names. A return or rewrite directive directly in the server\n"
    text += "# block takes precedence and must not match.\n"
    text += "location = /\(file.path) {\n"
    text += "    default_type text/plain;\n"
    text += "    return 200 \"\(body)\";\n"
    text += "}\n"
    self.text = text
  }
}

/// The URLs of the file as comment lines for either server.
struct ServedNames {
  let comments: String

  init(_ plan: ValidationPlan, _ file: PublishedFile) {
    comments = file.proves.compactMap { plan.names[$0].file?.url }.map { "# \($0)\n" }.joined()
  }
}

/// The file as Apache directives: an alias to a file below a folder, exempt from rewrites and access rules.
///
/// A `RewriteRule` with `END` stops rewriting, because `RewriteEngine Off` in a Location does not affect the rules of
/// the virtual host.
struct ApacheAlias {
  let text: String

  init(plan: ValidationPlan, webRoot: String) throws(DeploymentError) {
    guard let file = plan.file else { throw .noFile }
    let root = webRoot.hasSuffix("/") ? String(webRoot.dropLast()) : webRoot
    guard root.hasPrefix("/"), ApacheAlias.isPlain(root) else { throw .webRoot(webRoot) }
    var text = ServedNames(plan, file).comments
    text += "# Add this to every VirtualHost for these names, before its Redirect and RewriteRule directives,\n"
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
