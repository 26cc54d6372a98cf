// SPDX-License-Identifier: Apache-2.0
public import ArgumentParser
import AutoApplySSL
import CSRKit
public import OpenSSLBridge

extension SigningKeyKind: ExpressibleByArgument {
  /// A kind such as `rsa:3072`; nil for any other text.
  public init?(argument: String) { self.init(argument) }

  /// The usual kinds.
  public static var allValueStrings: [String] {
    ["rsa:2048", "rsa:3072", "rsa:4096", "rsa:8192", "p256", "p384", "p521"]
  }
}

extension PrivateKeyFormat: ExpressibleByArgument {}

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Create a private key and a CSR that the CA accepts.",
    usage: "csrkit new --name <name> ... [<option> ...]",
    discussion: """
      The product decides what the request needs. Names and subject are checked before a key is generated, and the new \
      request is read, verified, audited and checked like any other. Nothing is written if it has errors, unless \
      --force is given.

      EXAMPLES:
        csrkit new --name www.example.com
        csrkit new --name '*.example.com' --product 489 --key rsa:3072
        csrkit new --name example.com --name 192.0.2.1 --product 335 \\
          --subject 'C=NO, L=Bergen, O=Fjord Hosting AS'
        csrkit new --from old.crt --key-in old.key --out-csr renewed.csr
        csrkit new --order form.json --out-order ready.json

      NAMES AND SUBJECT:
        The first name is the common name if it has at most 64 characters, and
        every name is a SAN. Names in other scripts are converted (xn--), and
        addresses are iPAddress SANs. --from takes names and subject from a
        certificate, a CSR or an order form, and lists what it leaves out.

      KEYS:
        The key is a new P-256 key, unless the product or --key requires
        another. It is written as PKCS#8, encrypted with AES-256 if there is a
        passphrase. --key-in uses an existing key, which may be encrypted.

      FILES:
        NAME.key (mode 0600) and NAME.csr in the current folder, such as
        _wildcard.example.com.key. An existing file is never overwritten;
        --replace renames it to NAME.key.bak-TIME. After an error or an
        interruption, neither file is left.

      NEXT:
        csrkit check www.example.com.csr --product 488 --set days=365
        csrkit prepare --order ready.json > body
        csrkit match www.example.com.key www.example.com.csr issued.crt
      """)

  @Option(help: "A name: a host, a wildcard or an IP address; may be repeated.")
  var name: [String] = []

  @Option(
    help: ArgumentHelp(
      "The subject, such as 'C=NO, O=Fjord Hosting AS' (RFC 4514).", valueName: "name"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "The kind of key: rsa:2048 to rsa:8192, p256, p384 or p521.", valueName: "kind"))
  var key: SigningKeyKind?

  @Option(help: ArgumentHelp("An existing private key to use.", valueName: "file"), completion: .file())
  var keyIn: String?

  @Option(
    help: ArgumentHelp(
      "An old certificate, CSR or order form to take names and subject from.", valueName: "file"),
    completion: .file())
  var from: String?

  @Option(
    help: ArgumentHelp("The file for the private key; - for standard output.", valueName: "file"),
    completion: .file())
  var outKey: String?

  @Option(help: ArgumentHelp("The file for the CSR; - for standard output.", valueName: "file"), completion: .file())
  var outCsr: String?

  @Option(
    help: ArgumentHelp("A file for the order form with the CSR inside, for prepare.", valueName: "file"),
    completion: .file())
  var outOrder: String?

  @Option(
    name: .customLong("key-format"),
    help: ArgumentHelp("The format of the key: pkcs8, pkcs1 or sec1 (default: pkcs8).", valueName: "format"))
  var chosenKeyFormat: PrivateKeyFormat?

  @Option(
    help: ArgumentHelp("A file with the passphrase of the key on its first line.", valueName: "file"),
    completion: .file())
  var passphraseFile: String?

  @Flag(help: "Encrypt the new key; without --passphrase-file, prompt for the passphrase.")
  var encrypt = false

  @Option(
    help: ArgumentHelp("A file with the challenge password on its first line.", valueName: "file"),
    completion: .file())
  var challengePasswordFile: String?

  @Flag(help: "Replace existing files, and keep the old ones as .bak-TIME.")
  var replace = false

  @Flag(help: "Write the files even if an error is predicted.")
  var force = false

  @OptionGroup var order: OrderOptions

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  @OptionGroup var common: CommonOptions

  var keyFormat: PrivateKeyFormat { chosenKeyFormat ?? .pkcs8 }

  func validate() throws {
    if key != nil, keyIn != nil { throw ValidationError("--key and --key-in cannot be used together") }
    if outKey != nil, keyIn != nil { throw ValidationError("--out-key and --key-in cannot be used together") }
    if keyIn != nil, encrypt || chosenKeyFormat != nil {
      throw ValidationError("--encrypt and --key-format apply only to a new key, not to --key-in")
    }
    if keyFormat != .pkcs8, encrypt || passphraseFile != nil {
      throw ValidationError("a passphrase requires --key-format pkcs8: the other formats have no strong encryption")
    }
    let kind = key
    if let kind, keyFormat == (kind.isRSA ? .sec1 : .pkcs1) {
      throw ValidationError("--key-format \(keyFormat.rawValue) does not suit a key of the kind \(kind)")
    }
    if outOrder != nil, !order.isGiven { throw ValidationError("--out-order requires --order, --product or --set") }
    if let outKey, outKey != "-", outKey == outCsr {
      throw ValidationError("--out-key and --out-csr are the same file")
    }
  }

  func run() throws {
    let lists = try common.openLists(includesSharedPrimes: order.isGiven)
    try NewRun(options: self, inspector: Inspector(lists: lists)).status().exit()
  }
}
