// SPDX-License-Identifier: Apache-2.0

/// Identifies common file formats by their first bytes, to explain that the wrong file was sent.
enum FileSignature {
  private static let table: [(start: [UInt8], kind: ForeignObject.Kind)] = [
    (Array("PK\u{3}\u{4}".utf8), .other("a ZIP archive (also .docx, .xlsx, .jar)")),
    ([0x1F, 0x8B], .other("gzip-compressed data")),
    (Array("BZh".utf8), .other("bzip2-compressed data")),
    ([0x37, 0x7A, 0xBC, 0xAF], .other("a 7z archive")),
    (Array("%PDF-".utf8), .other("a PDF document")),
    (Array("{\\rtf".utf8), .other("a rich text (RTF) document")),
    ([0xD0, 0xCF, 0x11, 0xE0], .other("a Microsoft Office document")),
    ([0x89, 0x50, 0x4E, 0x47], .other("a PNG picture")),
    ([0xFF, 0xD8, 0xFF], .other("a JPEG picture")),
    (Array("GIF8".utf8), .other("a GIF picture")),
    ([0xFE, 0xED, 0xFE, 0xED], .other("a Java key store (JKS)")),
    ([0xCE, 0xCE, 0xCE, 0xCE], .other("a Java key store (JCEKS)")),
    (Array("openssh-key-v1\0".utf8), .privateKey(.openSSH)),
    (Array("AAAAB3NzaC1yc2E".utf8), .publicKey(.ssh)),
    (Array("ssh-rsa AAAA".utf8), .publicKey(.ssh)),
    (Array("ssh-ed25519 AAAA".utf8), .publicKey(.ssh)),
    (Array("ecdsa-sha2-nistp".utf8), .publicKey(.ssh)),
  ]

  private static let htmlStarts = ["<!doctype html", "<html", "<head", "<body"]

  /// The format of the data at the first non-blank byte, or nil.
  static func kind(of bytes: Span<UInt8>) -> ForeignObject.Kind? {
    let start = bytes.end(from: 0, to: bytes.count, while: CharacterClass.isBlank)
    for row in table where bytes.hasBytes(row.start, at: start) { return row.kind }
    for tag in htmlStarts where bytes.hasLetters(tag, at: start) { return .html }
    if start < bytes.count, bytes[start] == 0x7B, bytes.find("\"kty\"", within: 4096) {
      return bytes.find("\"d\"", within: 16384) ? .privateKey(.jwk) : .other("a JSON Web Key")
    }
    if bytes.find("subject public key info:", within: 16384) {
      return .other("the text output of openssl without the PEM block (omit -noout)")
    }
    if bytes.find("<html", within: 4096) || bytes.find("<!DOCTYPE html", within: 4096) { return .html }
    return nil
  }
}
