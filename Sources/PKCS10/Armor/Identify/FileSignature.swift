// SPDX-License-Identifier: Apache-2.0

/// Identifies common file formats by their first bytes or words, to explain that the wrong file was sent.
enum FileSignature {
  private static let table: [(start: [UInt8], kind: ForeignObject.Kind)] = [
    (Array("PK\u{3}\u{4}".utf8), .other(.archive("a ZIP archive (also .docx, .xlsx, .jar)", "unzip archive.zip"))),
    ([0x1F, 0x8B], .other(.archive("gzip-compressed data", "tar -xzf archive.tar.gz, or gunzip"))),
    (Array("BZh".utf8), .other(.archive("bzip2-compressed data", "tar -xjf archive.tar.bz2, or bunzip2"))),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], .other(.archive("xz-compressed data", "tar -xJf archive.tar.xz, or unxz"))),
    ([0x28, 0xB5, 0x2F, 0xFD], .other(.archive("zstd-compressed data", "unzstd archive.zst"))),
    ([0x37, 0x7A, 0xBC, 0xAF], .other(.archive("a 7z archive", "7z x archive.7z"))),
    (Array("Rar!\u{1A}".utf8), .other(.archive("a RAR archive", "unrar x archive.rar"))),
    (Array("MSCF".utf8), .other(.archive("a cabinet archive (.cab)", "expand archive.cab -F:* ."))),
    (Array("%PDF-".utf8), .other(.document("a PDF document"))),
    (Array("{\\rtf".utf8), .other(.document("a rich text (RTF) document"))),
    ([0xD0, 0xCF, 0x11, 0xE0], .other(.document("a Microsoft Office document"))),
    ([0x89, 0x50, 0x4E, 0x47], .other(.picture("a PNG picture"))),
    ([0xFF, 0xD8, 0xFF], .other(.picture("a JPEG picture"))),
    (Array("GIF8".utf8), .other(.picture("a GIF picture"))),
    ([0x49, 0x49, 0x2A, 0], .other(.picture("a TIFF picture"))),
    ([0xFE, 0xED, 0xFE, 0xED], .other(.javaKeyStore("a Java key store (JKS)"))),
    ([0xCE, 0xCE, 0xCE, 0xCE], .other(.javaKeyStore("a Java key store (JCEKS)"))),
    (Array("openssh-key-v1\0".utf8), .privateKey(.openSSH)),
    (Array("PuTTY-User-Key-File-".utf8), .privateKey(.putty)),
    (Array("AAAAB3NzaC1yc2E".utf8), .publicKey(.ssh)),
    (Array("ssh-rsa AAAA".utf8), .publicKey(.ssh)),
    (Array("ssh-dss AAAA".utf8), .publicKey(.ssh)),
    (Array("ssh-ed25519 AAAA".utf8), .publicKey(.ssh)),
    (Array("ecdsa-sha2-nistp".utf8), .publicKey(.ssh)),
    (Array("sk-ssh-ed25519@openssh.com".utf8), .publicKey(.ssh)),
    (Array("sk-ecdsa-sha2-nistp256@openssh.com".utf8), .publicKey(.ssh)),
    (Array("openssl req ".utf8), .other(.command)),
    (Array("certreq -".utf8), .other(.command)),
    (Array("certreq.exe -".utf8), .other(.command)),
    (Array("keytool -".utf8), .other(.command)),
  ]

  private static let htmlStarts = ["<!doctype html", "<html", "<head", "<body"]

  /// Words of a text and what they prove, the most specific ones first; all words of a row must occur.
  private static let words: [(words: [String], kind: ForeignObject.Kind)] = [
    (["privateexponent:"], .privateKey(.text)),
    (["private-key: ("], .privateKey(.text)),
    (["\npriv:\n"], .privateKey(.text)),
    (["certificate request:", "subject public key info:"], .other(.textOutput)),
    (["certificate:", "validity", "subject public key info:"], .other(.certificateText)),
    (["subject public key info:"], .other(.textOutput)),
    (["[newrequest]"], .other(.certreqPolicy)),
    (["signature", "$windows nt$"], .other(.certreqPolicy)),
    (["distinguished_name", "req"], .other(.configuration)),
    (["[req_distinguished_name]"], .other(.configuration)),
    (["[ req ]"], .other(.configuration)),
    (["<html"], .html),
    (["<!doctype html"], .html),
  ]

  /// How far into a text words are searched.
  private static let reach = 16_384

  /// The format of the data, by its first bytes that are not blank or by its words; nil if it is unknown.
  static func kind(of bytes: Span<UInt8>) -> ForeignObject.Kind? {
    let start = bytes.end(from: 0, to: bytes.count, while: CharacterClass.isBlank)
    for row in table where bytes.hasBytes(row.start, at: start) { return refined(row.kind, in: bytes) }
    for tag in htmlStarts where bytes.hasLetters(tag, at: start) { return .html }
    if bytes.hasBytes(Array("ustar".utf8), at: 257) { return .other(.archive("a tar archive", "tar -xf archive.tar")) }
    if start < bytes.count, bytes[start] == 0x7B, bytes.find("\"kty\"", within: 4096) {
      return bytes.find("\"d\"", within: reach) ? .privateKey(.jwk) : .other(.jsonWebKey)
    }
    for row in words where row.words.allSatisfy({ bytes.find($0, within: reach) }) { return row.kind }
    return nil
  }

  /// What kind of file a ZIP archive is, by the names of its first members.
  private static func refined(_ kind: ForeignObject.Kind, in bytes: Span<UInt8>) -> ForeignObject.Kind {
    guard bytes.hasBytes([0x50, 0x4B, 3, 4], at: 0) else { return kind }
    if bytes.find("word/document", within: reach) { return .other(.word) }
    if bytes.find("xl/workbook", within: reach) { return .other(.excel) }
    return bytes.find("META-INF/MANIFEST", within: reach) ? .other(.java) : kind
  }
}
