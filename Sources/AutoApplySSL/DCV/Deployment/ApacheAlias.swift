// SPDX-License-Identifier: Apache-2.0

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
