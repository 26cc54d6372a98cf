// SPDX-License-Identifier: Apache-2.0

/// A file format that is not a request, and how to get from it to a request.
package struct KnownFormat: Sendable, Hashable {
  /// The format as a noun phrase.
  let name: String
  /// The next step, in one imperative sentence without a full stop.
  let nextStep: String

  init(_ name: String, _ nextStep: String) {
    self.name = name
    self.nextStep = nextStep
  }
}

extension KnownFormat {
  static let unknownDER = KnownFormat("DER of an unknown structure", NextStep.newRequest)
  static let binary = KnownFormat("binary data", "send the request as PEM text, from its BEGIN line to its END line")
  static let openPGP = KnownFormat(
    "an OpenPGP block", "decrypt a message that contains the request; an OpenPGP key cannot be in a TLS certificate")
  static let jsonWebKey = KnownFormat(
    "a JSON Web Key", "convert the key to PEM, and create a request with it: \(NextStep.requestCommand)")
  static let configuration = KnownFormat(
    "an OpenSSL configuration file",
    "create the request with it: openssl req -new -config openssl.cnf -newkey rsa:2048 -nodes -keyout key.pem"
      + " -out request.pem")
  static let certreqPolicy = KnownFormat(
    "a policy file (.inf) of certreq", "create the request with it on Windows: certreq -new request.inf request.req")
  static let command = KnownFormat(
    "a command that creates a request", "run the command, and send the file that it writes")
  static let textOutput = KnownFormat(
    "the text output of openssl without the PEM block (omit -noout)",
    "print the request itself: openssl req -in request.pem")
  static let certificateText = KnownFormat(
    "the text output of a certificate", NextStep.fromCertificate)
  static let word = KnownFormat("a Word document (.docx)", "open it, and copy the request as plain text")
  static let excel = KnownFormat("an Excel workbook (.xlsx)", "open it, and copy the request as plain text")
  static let java = KnownFormat("a Java archive (.jar)", NextStep.newRequest)

  static func archive(_ name: String, _ command: String) -> KnownFormat {
    KnownFormat(name, "unpack it, and send the request in it: \(command)")
  }

  static func picture(_ name: String) -> KnownFormat {
    KnownFormat(name, "send the request as text, from its BEGIN line to its END line")
  }

  static func document(_ name: String) -> KnownFormat {
    KnownFormat(name, "open it, and copy the request as plain text, or send the original file")
  }

  static func javaKeyStore(_ name: String) -> KnownFormat {
    KnownFormat(
      name, "create the request with it: keytool -certreq -alias NAME -keystore keystore.jks -file request.pem")
  }
}

/// Steps that lead to a request.
enum NextStep {
  static let requestCommand = "openssl req -new -key key.pem -out request.pem"
  static let newRequest =
    "create a request: openssl req -new -newkey rsa:2048 -nodes -keyout key.pem -out request.pem"
  static let fromCertificate =
    "create a request with its names and its private key: openssl x509 -x509toreq -copy_extensions copyall"
    + " -in certificate.pem -key key.pem -out request.pem"
}

extension ForeignObject {
  /// The next step towards a request, in one imperative sentence without a full stop; nil if the fault itself says it.
  package var nextStep: String? {
    switch kind {
    case .certificate: NextStep.fromCertificate
    case .revocationList: NextStep.newRequest
    case .publicKey(.ssh):
      "an SSH key needs no TLS certificate; for a server, \(NextStep.newRequest)"
    case .publicKey: "create a request with its private key: \(NextStep.requestCommand)"
    case .privateKey(let form): form.nextStep
    case .parameters:
      "generate a key with them, and a request: openssl genpkey -paramfile parameters.pem -out key.pem &&"
        + " \(NextStep.requestCommand)"
    case .pkcs7: "send the request instead of the certificates; if there is none, \(NextStep.newRequest)"
    case .pkcs12:
      "take the private key out of it, and create a request: openssl pkcs12 -in store.p12 -nocerts -out key.pem &&"
        + " \(NextStep.requestCommand)"
    case .spkac, .crmf: "create a PKCS#10 request with the same key: \(NextStep.requestCommand)"
    case .unsignedRequest(let names): SigningCommand.sentence(names: names)
    case .html: "copy the request as plain text from the page, or download the original file"
    case .text: "a request starts with -----BEGIN CERTIFICATE REQUEST-----; if there is none, \(NextStep.newRequest)"
    case .other(let format): format.nextStep
    case .empty, .truncated, .tooLarge, .inputTooLarge, .tooComplex, .malformed: nil
    }
  }
}

extension ForeignObject.PrivateKeyForm {
  /// How to create a request with a key in this form; the key is never shown.
  fileprivate var nextStep: String {
    let start = "keep the key secret, and "
    return switch self {
    case .openSSH:
      start + "convert a copy of it for a request: ssh-keygen -p -m PEM -f key.pem && \(NextStep.requestCommand)"
    case .putty:
      start + "convert it for a request: puttygen key.ppk -O private-openssh -o key.pem && \(NextStep.requestCommand)"
    case .jwk, .text, .unreadable:
      start + "create a request with the key in PEM: \(NextStep.requestCommand)"
    case .pkcs8, .encryptedPKCS8, .pkcs1, .sec1, .dsa, .encryptedPEM:
      start + "create a request with it: \(NextStep.requestCommand)"
    }
  }
}

/// The command that creates a signed request with the names of an unsigned one.
package enum SigningCommand {
  /// More names make the command too long to copy.
  private static let most = 20

  /// An imperative sentence with the command.
  package static func sentence(names: [String]) -> String {
    "sign it: create the request with its private key: \(command(names: names))"
  }

  /// The command; names that a shell could interpret are left out, and so is every name then.
  private static func command(names: [String]) -> String {
    let isSafe = names.allSatisfy { name in
      !name.isEmpty && name.utf8.count <= 64 && name.utf8.allSatisfy { CharacterClass.isHostCharacter($0) }
    }
    guard let first = names.first, isSafe, names.count <= most else { return NextStep.requestCommand }
    let list = names.map {
      ($0.utf8.contains(0x3A) || $0.utf8.allSatisfy(CharacterClass.isAddressCharacter) ? "IP:" : "DNS:") + $0
    }
    return "openssl req -new -key key.pem -subj '/CN=\(first)' -addext 'subjectAltName=\(list.joined(separator: ","))'"
      + " -out request.pem"
  }
}

extension CharacterClass {
  /// A letter, a digit, or a sign of host names, wildcards and addresses.
  static func isHostCharacter(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x2A || byte == 0x3A || byte == 0x5F
  }

  /// A digit or a full stop.
  static func isAddressCharacter(_ byte: UInt8) -> Bool { isDigit(byte) || byte == 0x2E }
}

extension CertificationRequest {
  /// The common name and the alternative DNS names and addresses, without repetition.
  package var hostNames: [String] {
    let bytes = der.span
    var names = subject.filter { $0.oid.known == .commonName }.compactMap { $0.text(in: bytes)?.text }
    for name in subjectAlternativeNames where name.kind == .dns || name.kind == .ip {
      let text = name.text(in: bytes).text
      if !names.contains(text) { names.append(text) }
    }
    return names
  }
}
