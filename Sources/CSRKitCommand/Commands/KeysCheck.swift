// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKit
import KeyAudit
import SystemBridge

struct KeysCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check whether keys are weak, invalid or compromised.",
    usage: "csrkit keys check [<option> ...] [<file or folder> ...]",
    discussion: """
      Reads requests, certificates, and public and private keys in PEM, DER or OpenSSH format, authorized_keys and \
      known_hosts, DNSKEY and DKIM records, and JSON Lines with certificates in Base64, such as the entries of a \
      certificate log. All files in a folder are read, and those without a key are skipped. The exit status is 2 if \
      the CA will refuse a key, and 1 if a key is weak or invalid but no error is predicted.

      With more than \(KeysCheckRun.handful) keys, checks that take over a tenth of a millisecond for each key run only \
      with --deep: whether the modulus is prime, the search among published shared primes, and the search for small \
      nonces of signatures. Nonces, and with --shared their differences, are searched below \
      2^\(AuditOptions.thorough.nonceBits), and with --deep below 2^\(AuditOptions.deep.nonceBits).

      EXAMPLES:
        csrkit keys check request.pem
        csrkit keys check --format jsonl --list blocklist.dat certs/*.pem
        csrkit keys check --moduli moduli.txt
        csrkit keys check --shared --list primes.list certs/
        csrkit keys check ~/.ssh/known_hosts /etc/ssh/*.pub
      """)

  @Argument(
    help: ArgumentHelp(
      "The files and folders to read; - or none for standard input.", valueName: "file or folder"),
    completion: .file())
  var files: [String] = []

  @Flag(help: "The input contains RSA moduli in hexadecimal, one per line.")
  var moduli = false

  @Flag(help: "Also run slow checks, which take a fraction of a second per key.")
  var deep = false

  @Flag(
    help: """
      Find RSA keys that share a prime, and signatures with the same or close nonces, all of which reveal private keys.
      """)
  var shared = false

  @Flag(help: "Show the private key parts that were found.")
  var reveal = false

  @Option(help: ArgumentHelp("The number of threads (default: one per processor).", valueName: "number"))
  var jobs: Int?

  @OptionGroup var lists: ListOptions

  @Option(help: "The output format.")
  var format: OutputFormat = .text

  @Flag(help: "Do not use colors.")
  var noColor = false

  func validate() throws {
    if let jobs, !(1...1024 ~= jobs) { throw ValidationError("--jobs must be from 1 to 1024") }
  }

  func run() throws {
    var run = KeysCheckRun(options: self, lists: try lists.open())
    try run.status().exit()
  }
}

/// One run of `keys check` over all inputs.
struct KeysCheckRun {
  /// The number of keys up to which checks run that take over a tenth of a millisecond.
  static let handful = 16
  /// The number of keys that a thread takes at a time.
  private static let groupSize = 32

  private let options: KeysCheck
  private let lists: [any KeyList]
  private let sink: KeysSink
  private var worst = Status.success
  /// The keys that are not submitted yet; with `--shared` all keys.
  private var waiting: [NamedKey] = []
  private var crew: KeysCrew?

  init(options: KeysCheck, lists: [any KeyList]) {
    self.options = options
    self.lists = lists
    sink = KeysSink(format: options.format)
  }

  mutating func status() -> Status {
    guard let names = Input.names(options.files) else {
      Terminal.error(Input.missing)
      Terminal.hint("for examples, run csrkit keys check --help")
      return .usage
    }
    var feed = KeysFeed(readsModuli: options.moduli)
    feed.read(names) { take($0) }
    raise(to: feed.worst)
    if options.shared { compare() }
    finish()
    return max(worst, sink.finish())
  }

  private mutating func take(_ key: NamedKey) {
    waiting.append(key)
    guard !options.shared, waiting.count >= (crew == nil ? Self.handful + 1 : Self.groupSize) else { return }
    submit()
  }

  /// Compares all keys with each other.
  private mutating func compare() {
    var primes = SharedPrimes()
    var nonces = ReusedNonces()
    var close = CloseNonces()
    for (number, key) in waiting.enumerated() {
      primes.add(key.key, number: number)
      nonces.add(key.key, number: number)
      close.add(key.key, number: number)
    }
    let shared = primes.hits { waiting[$0].label }
    let reused = nonces.hits(keys: { waiting[$0].key }, naming: { waiting[$0].label })
    let related = close.hits(
      audit(isHandful: waiting.count <= Self.handful), keys: { waiting[$0].key }, naming: { waiting[$0].label })
    for number in waiting.indices {
      waiting[number].comparison = [shared[number], reused[number], related[number]].compactMap { $0 }
    }
  }

  /// Passes the waiting keys to the threads, which are started for the first ones.
  private mutating func submit() {
    let keys = waiting
    waiting = []
    let crew = crew ?? start(isHandful: keys.count <= Self.handful)
    self.crew = crew
    for start in stride(from: 0, to: keys.count, by: Self.groupSize) {
      crew.submit(Array(keys[start..<min(start + Self.groupSize, keys.count)]))
    }
  }

  private func start(isHandful: Bool) -> KeysCrew {
    let searched = isHandful || options.deep ? lists + KeyLists.sharedPrimes() : lists
    return KeysCrew(
      jobs: isHandful ? 1 : options.jobs ?? Process.processorCount, sink: sink,
      renderer: KeysRenderer(
        format: options.format, style: Style(usesColor: Terminal.usesColor(noColor: options.noColor)),
        isRevealing: options.reveal, audit: audit(isHandful: isHandful),
        lists: searched))
  }

  private func audit(isHandful: Bool) -> AuditOptions {
    options.deep ? .deep : isHandful ? .thorough : .quick
  }

  private mutating func finish() {
    submit()
    if let crew, !crew.finish() { raise(to: .internalError) }
  }

  private mutating func raise(to status: Status) { worst = max(worst, status) }
}
