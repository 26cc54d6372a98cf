// SPDX-License-Identifier: Apache-2.0
import CSRKitBase
import Foundation
import Testing

/// The commands `keys …`, with valid and invalid input.
@Suite struct KeysCommandTests {
  static let good = Checkout.vector("keys/requests/rsa-2048-good.pem")
  static let weak = Checkout.vector("keys/requests/fermat-1.pem")
  static let shared = ["shared-0", "rsa-2048-good", "shared-1"].map { Checkout.vector("keys/\($0).der") }

  /// A temporary folder, removed after the test.
  final class Folder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("csrkit-keys-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
      try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
      return path(name)
    }

    /// Creates a list of the keys in a file.
    func list(_ name: String, of file: String, _ options: String...) throws -> String {
      let run = try Run(["keys", "import", "keys", file, "--name", name, "--output", path(name)] + options)
      #expect(run.status == 0, "\(run.errors)")
      return path(name)
    }
  }

  private static func sha256(_ path: String) throws -> String {
    let process = Foundation.Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sha256sum")
    process.arguments = [path]
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output.prefix(64), as: UTF8.self)
  }

  private func documents(_ run: Run) throws -> [JSONValue] {
    try run.output.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
  }

  private func checks(_ document: JSONValue?) -> [String] {
    document?["keyAudit"]?["hits"]?.elements?.compactMap { $0["check"]?.text } ?? []
  }

  @Test func `the exit status distinguishes good, weak and refused keys, and checks that were not made are listed`()
    throws
  {
    let good = try Run(["keys", "check", Self.good])
    #expect(good.status == 0)
    #expect(good.output.contains("the CA's private list"))
    #expect(try Run(["keys", "check", Self.weak]).status == 2)
    #expect(try Run(["keys", "check", Checkout.vector("keys/fermat-101.der")]).status == 1)
    for command in [["inspect"], ["check", "--product", "488"]] {
      #expect(try Run(command + [Self.good]).output.contains("the CA's private list"), "\(command)")
    }
  }

  @Test func `all keys of a run are compared, from files and standard input`() throws {
    let run = try Run(["keys", "check", "--shared", "--format", "jsonl"] + Self.shared)
    #expect(run.status == 2)
    let found = try documents(run)
    #expect(found.map { $0["keyAudit"]?["verdict"]?.text } == ["compromised", "clean", "compromised"])
    let evidence = try #require(found[0]["keyAudit"]?["hits"]?.elements?.first?["evidence"])
    #expect(evidence["sharedWith"]?.text == "\(Self.shared[2])[0]")
    #expect(evidence["p"]?.text?.hasPrefix("0x") == true)
    let input = try Data(contentsOf: URL(fileURLWithPath: Self.shared[0]))
    let piped = try Run(["keys", "check", "--shared", "--format", "jsonl", Self.shared[2], "-"], input: Array(input))
    #expect(try documents(piped).map { checks($0) } == [["shared-prime"], ["shared-prime"]])
    let apart = try Run(["keys", "check", "--format", "jsonl"] + Self.shared)
    #expect(apart.status == 0)
  }

  @Test func `any number of threads prints the same reports in input order`() throws {
    let folder = try Folder()
    let pem = try String(contentsOfFile: Self.good, encoding: .utf8)
    let bad = try String(contentsOfFile: Self.weak, encoding: .utf8)
    let text = (0..<90).map { $0 == 71 ? bad : pem }.joined()
    let file = try folder.write("many.pem", text.utf8)
    let runs = try ["1", "2", "7"].map { try Run(["keys", "check", "--format", "jsonl", "--jobs", $0, file]) }
    #expect(runs.allSatisfy { $0.status == 2 && $0.output == runs[0].output })
    let found = try documents(runs[0])
    #expect(found.map { $0["source"]?["index"]?.integer } == (0..<90).map { $0 })
    #expect(found.indices.filter { found[$0]["keyAudit"]?["verdict"]?.text == "compromised" } == [71])
  }

  @Test func `slow checks run for few keys or with --deep, and are listed as not checked otherwise`() throws {
    let folder = try Folder()
    let prime = Checkout.vector("keys/prime-modulus.der")
    let many = [prime] + (0..<16).map { _ in Self.shared[1] }
    for (arguments, isFound) in [([prime], true), (many, false), (["--deep"] + many, true)] {
      let first = try #require(
        try documents(Run(["keys", "check", "--format", "jsonl"] + arguments)).first?["keyAudit"])
      #expect((first["verdict"]?.text == "compromised") == isFound)
      let isListed = first["notChecked"]?.elements?.contains { $0.text == "prime-modulus" } == true
      #expect(isListed != isFound)
    }
    #expect(try Run(["keys", "check", folder.url.path]).status == 65)
  }

  @Test func `folders are read with their subfolders, and files without a key are skipped`() throws {
    let folder = try Folder()
    let inner = folder.url.appendingPathComponent("a/b")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.good, toPath: inner.appendingPathComponent("key.pem").path)
    try FileManager.default.copyItem(atPath: Self.weak, toPath: folder.path("z.pem"))
    _ = try folder.write("notes.txt", "nothing here\n".utf8)
    let run = try Run(["keys", "check", "--format", "jsonl", folder.url.path])
    #expect(run.status == 2 && run.errors.isEmpty)
    let names = try documents(run).compactMap { $0["source"]?["name"]?.text }
    #expect(names == [folder.path("z.pem"), inner.appendingPathComponent("key.pem").path])
  }

  @Test func `signatures with the same nonce reveal the private key only with --reveal`() throws {
    let files = ["ecdsa-same-key-1", "ecdsa-same-key-2"].map { Checkout.vector("keys/nonces/\($0).pem") }
    let hidden = try Run(["keys", "check", "--shared"] + files)
    #expect(hidden.status == 2 && hidden.output.contains("reused-nonce (proven): predicted error -40"))
    #expect(hidden.output.contains("d: hidden; to show, add --reveal") && !hidden.output.contains("d: 0x"))
    #expect(try Run(["keys", "check", "--shared", "--reveal"] + files).output.contains("    d: 0x"))
    #expect(try Run(["keys", "check"] + files).status == 0)
  }

  @Test func `small and close nonces reveal the private key only with --reveal`() throws {
    let folder = Checkout.vector("keys/small-nonces")
    let long = Checkout.vector("keys/small-nonces/ecdsa-long.pem")
    for (arguments, names) in [
      ([folder], ["dsa-small", "ecdsa-negative", "ecdsa-small"]),
      (["--shared", folder], ["dsa-small", "ecdsa-close-1", "ecdsa-close-2", "ecdsa-negative", "ecdsa-small"]),
      (["--deep", long], ["ecdsa-long"]),
    ] {
      for options in [[], ["--reveal"]] {
        let run = try Run(["keys", "check", "--format", "jsonl"] + options + arguments)
        #expect(run.status == 2)
        let found = try documents(run).filter { $0["keyAudit"]?["verdict"]?.text == "compromised" }
        let labels = found.compactMap { $0["source"]?["name"]?.text?.split(separator: "/").last?.dropLast(4) }
        #expect(labels.map(String.init).sorted() == names)
        for document in found {
          let evidence = document["keyAudit"]?["hits"]?.elements?.first?["evidence"]
          #expect(evidence?["d"]?.text?.hasPrefix("0x") == !options.isEmpty)
          #expect(evidence?["nonce"]?.text?.hasPrefix("0x") == !options.isEmpty)
        }
      }
    }
    let good = [String](repeating: Self.shared[1], count: 16)
    #expect(try Run(["keys", "check", Checkout.vector("keys/small-nonces/ecdsa-small.pem")] + good).status == 0)
  }

  @Test func `a faulty signature compromises the key in every command that verifies it`() throws {
    let faulty = Checkout.vector("keys/faults/faulty-2048-sha256.pem")
    for command in [["keys", "check"], ["inspect"], ["check", "--product", "488"], ["batch"]] {
      let run = try Run(command + [faulty])
      #expect(run.status == 2 && run.output.contains("faulty-signature"), "\(command)")
      let damaged = try Run(command + [Checkout.vector("keys/faults/damaged-signature.pem")])
      #expect(!damaged.output.contains("faulty-signature") && !damaged.output.contains("-40"), "\(command)")
    }
  }

  @Test func `an update file of badkeys verifies the blocklist and names its sources and date`() throws {
    let folder = try Folder()
    let list = try folder.list("list", of: Self.good)
    #expect(try Run(["keys", "export", list, "--output", folder.path("blocklist.dat")]).status == 0)
    let blocklist = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path("blocklist.dat"))))
    let source = try #require(blocklist.last)
    let hash = try Self.sha256(folder.path("blocklist.dat"))
    func update(_ hash: String, _ format: String = "0") throws -> String {
      try folder.write(
        "badkeysdata.json",
        #"""
        {"bkformat":\#(format),"date":"2026-05-06T07:08:09Z","blocklist_url":"https://example.com/b.xz",
        "blocklist_sha256":"\#(hash)","blocklists":[
        {"id":\#(source),"name":"fresh","type":"github","repo":"example/keys"}]}
        """#.utf8)
    }
    let output = folder.path("out.keys")
    let arguments = ["keys", "import", "badkeys", folder.path("blocklist.dat"), folder.path("badkeysdata.json")]
    _ = try update(hash)
    #expect(try Run(arguments + ["--output", output]).status == 0)
    let stats = try Run(["keys", "stats", output]).output
    for part in [
      "date: 2026-05-06", "ageDays: ", "\(source) fresh: 1", "https://github.com/example/keys", "coverage: ",
    ] {
      #expect(stats.contains(part), "\(part)")
    }
    for (hash, format, error) in [
      (String(repeating: "0", count: 64), "0", "the SHA-256 is not the one in the update file"),
      (hash, "1", "the member bkformat must be 0"), ("00", "0", "must be a SHA-256"),
    ] {
      _ = try update(hash, format)
      let run = try Run(arguments + ["--output", folder.path("none")])
      #expect(run.status == 65 && run.errors.contains(error), "\(run.errors)")
    }
    let packed = try folder.write("blocklist.dat.xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0, 0])
    let run = try Run(["keys", "import", "badkeys", packed, "--output", folder.path("none")])
    #expect(run.status == 65 && run.errors.contains("xz -d"))
  }

  @Test func `a list of shared primes finds the same keys again`() throws {
    let folder = try Folder()
    let run = try Run(["keys", "check", "--shared", "--format", "jsonl"] + Self.shared)
    let prime = try #require(
      try documents(run)[0]["keyAudit"]?["hits"]?.elements?.first?["evidence"]?["p"]?.text)
    let text = try folder.write("primes.txt", "# of an incident\n\(prime)\n".utf8)
    let list = folder.path("incident.primes")
    #expect(try Run(["keys", "import", "primes", text, "--output", list]).status == 0)
    #expect(try Run(["keys", "verify", list]).output == "\(list): valid\n")
    #expect(try Run(["keys", "stats", list]).output.contains("kind: shared-primes"))
    let found = try documents(
      Run(["keys", "check", "--list", list, "--format", "jsonl"] + Self.shared))
    #expect(found.map { checks($0) } == [["shared-prime"], [], ["shared-prime"]])
  }

  @Test func `a list of removals applies to the lists before it, from options and from a folder`() throws {
    let folder = try Folder()
    let base = try folder.list("1-base", of: Self.good)
    let removal = try folder.list("2-removal", of: Self.good, "--removal")
    #expect(try Run(["keys", "check", "--list", base, Self.good]).status == 2)
    #expect(try Run(["keys", "check", "--list", base, "--list", removal, Self.good]).status == 0)
    #expect(try Run(["keys", "check", "--list", removal, "--list", base, Self.good]).status == 2)
    let both = ["CSRKIT_LISTS": folder.url.path]
    #expect(try Run(["keys", "check", Self.good], environment: both).status == 0)
    try FileManager.default.removeItem(atPath: removal)
    for command in [["keys", "check"], ["inspect"], ["check", "--product", "488"], ["batch"]] {
      let run = try Run(command + [Self.good], environment: both)
      #expect(run.status == 2, "\(command)")
      #expect(run.output.contains("known-compromised"), "\(command)")
    }
    #expect(try Run(["check", "--product", "488", "--list", base, Self.good]).output.contains("-40 (local)"))
  }

  @Test func `a list that is replaced repeatedly is always complete for its readers`() throws {
    let folder = try Folder()
    let list = try folder.list("list", of: Self.good)
    let other = try folder.list("other", of: Checkout.vector("keys/import/p256.csr"))
    let writer = Foundation.Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = [
      "-c", "for i in $(seq 30); do \"$1\" keys merge \"$2\" \"$3\" --output \"$2\" || exit 9; done", "sh",
      try Checkout.command.path, list, other,
    ]
    writer.standardError = FileHandle.nullDevice
    try writer.run()
    var reads = 0
    while writer.isRunning || reads == 0 {
      #expect(try Run(["keys", "check", "--list", list, Self.good]).status == 2)
      #expect(try Run(["keys", "verify", list]).status == 0)
      reads += 1
    }
    #expect(writer.terminationStatus == 0)
    #expect(try Run(["keys", "stats", list]).output.contains("records: 2"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["list", "other"])
  }

  /// The arguments after `keys`, the exit status, and a part of the error.
  static let wrong: [([String], Int32, String)] = [
    (["check", "/nonexistent"], 66, "no such file"),
    (["check", "FOLDER"], 65, "no readable key"),
    (["check", "--jobs", "0", good], 64, "--jobs must be from 1 to 1024"),
    (["check", "DAMAGED"], 65, "line 2: the SSH key is not valid Base64"),
    (["check", "EMPTY"], 65, "no readable key"),
    (["check", "LIST"], 65, "add --list"),
    (["check", "TEXT"], 65, "no readable key"),
    (["check", "--moduli", "TEXT"], 65, "byte 0, line 1: expected a modulus in hexadecimal"),
    (["check", "--list", "/nonexistent", good], 66, "No such file"),
    (["check", "--list", "/tmp", good], 66, "directory"),
    (["check", "--list", "EMPTY", good], 65, "byte 0"),
    (["check", "--list", "TEXT", good], 65, "keys import"),
    (["check", "--list", good, good], 65, "keys import"),
    (["check", "--list", "CUT", good], 65, "the list ends here"),
    (["import", "spki", "TEXT", "--output", "OUT"], 65, "nothing to import"),
    (["import", "spki", good, "--output", "OUT"], 65, "byte 36, line 2: expected a hash of 64"),
    (["import", "keys", "TEXT", "--output", "OUT"], 65, "nothing to import"),
    (["import", "keys", "LIST", "--output", "OUT"], 65, "nothing to import"),
    (["import", "badkeys", good, "--output", "OUT"], 65, "byte"),
    (["import", "primes", "EMPTY", "--output", "OUT"], 65, "the list has no primes"),
    (["import", "primes", good, "--output", "OUT"], 65, "line 1: expected a prime"),
    (["import", "nonsense", good, "--output", "OUT"], 64, "nonsense"),
    (["import", "keys", good, "--output", "/nonexistent/out"], 66, "No such file"),
    (["import", "keys", good, "--output", "/tmp/"], 66, "directory"),
    (["export", "PRIMES", "--output", "OUT"], 65, "it is a list of primes, but a list of hashes is needed"),
    (["merge", "LIST", "PRIMES", "--output", "OUT"], 65, "it is a list of primes, but a list of hashes is needed"),
    (["verify", "CUT"], 65, "the list ends here"),
    (["stats", "TEXT"], 65, "not a key list"),
    (["debian", "verify", "/nonexistent"], 66, "no such file"),
    (["debian", "verify", "TEXT"], 65, "line 1: expected type, platform, state, process, SHA-256"),
    (["debian", "generate", "p256", "--processes", "1", "--output", "LIST"], 65, "a set of type p256"),
    (["debian", "generate", "p256", "--processes", "0", "--output", "OUT"], 64, "from 1 to 32768"),
  ]

  @Test(arguments: wrong)
  func `invalid input is reported with the right exit status`(
    arguments: [String], status: Int32, error: String
  ) throws {
    let folder = try Folder()
    var names = ["LIST": try folder.list("list", of: Self.good), "OUT": folder.path("out")]
    names["EMPTY"] = try folder.write("empty", [])
    names["TEXT"] = try folder.write("text", "hello, world\n".utf8)
    names["DAMAGED"] = try folder.write("damaged", "\nwww.example.com ssh-rsa AAAA*\n".utf8)
    names["FOLDER"] = folder.path("empty-folder")
    try FileManager.default.createDirectory(atPath: folder.path("empty-folder"), withIntermediateDirectories: true)
    let list = try Data(contentsOf: URL(fileURLWithPath: folder.path("list")))
    names["CUT"] = try folder.write("cut", list.dropLast())
    let prime = try folder.write("prime", "0101\n".utf8)
    names["PRIMES"] = folder.path("primes")
    #expect(try Run(["keys", "import", "primes", prime, "--output", folder.path("primes")]).status == 0)
    let run = try Run(["keys"] + arguments.map { names[$0] ?? $0 })
    #expect(run.status == status)
    #expect(run.errors.contains(error), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("csrkit: ") } || status == 64)
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }

  @Test func `no private key is printed, and its parts only with --reveal`() throws {
    let secret = Checkout.vector("keys/import/rsa.traditional.pem")
    let lines = try String(contentsOfFile: secret, encoding: .utf8).split(separator: "\n").dropFirst().dropLast()
    for options in [[], ["--reveal"], ["--format", "json"], ["--format", "json", "--reveal"], ["--deep"]] {
      let run = try Run(["keys", "check", secret] + options)
      #expect(run.status == 0)
      #expect(lines.allSatisfy { !run.output.contains($0) && !run.errors.contains($0) })
    }
    let debian = Checkout.vector("keys/requests/debian-p256.pem")
    let hidden = try Run(["keys", "check", debian])
    let shown = try Run(["keys", "check", debian, "--reveal"])
    #expect(hidden.status == 2 && hidden.output.contains("d: hidden; to show, add --reveal"))
    #expect(shown.output.contains("d: 0x") && shown.output.contains("processID: 1234"))
    #expect(try !Run(["inspect", "--format", "json", debian]).output.contains("\"d\":\"0x"))
  }

  @Test func `the embedded lists are valid, and their coverage is shown`() throws {
    #expect(try Run(["keys", "verify"]).status == 0)
    let stats = try Run(["keys", "stats", "--format", "jsonl"])
    let found = try documents(stats)
    #expect(found.count == 8)
    #expect(found[0]["records"]?.integer == 71_775)
    #expect(found[7]["kind"]?.text == "shared-primes" && found[7]["product"]?.elements?.count == 5)
    for set in found.dropFirst().dropLast() {
      let isComplete = set["complete"]?.text == "true"
      #expect(isComplete == (set["records"]?.integer == 294_912), "\(set)")
      #expect(set["coverage"]?.elements?.isEmpty == false)
    }
  }
}
