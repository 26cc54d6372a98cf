// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CSRKitBase
import CommandSupport

// No command is asynchronous: an asynchronous `main` unwinds its thread at the end, for which a static executable first
// sorts the unwind tables of all functions; that takes ten times as long as an inspection. Every command sets
// `commandName`: deriving the name from the type takes a quarter of the start-up time, in conformance look-ups.

/// The command `csrkit`.
@main
struct CSRKitCommand: RootCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit",
    abstract: "Inspect certificate signing requests and prepare them for ordering.",
    discussion: """
      No request leaves this machine. Only "dcv probe" and a ledger in PostgreSQL connect to other hosts.

      EXAMPLES:
        csrkit new --name www.example.com        create a private key and a CSR
        csrkit inspect request.pem               show a request and its problems
        pbpaste | csrkit inspect                 read a request as it was pasted
        csrkit check request.pem --product 488   predict the CA's response
        csrkit merge request.pem --order form    show the values the CA will use
        csrkit prepare request.pem --order form  write the body of the order
        csrkit response response.txt             decode a response of the CA
        csrkit batch requests.pem                inspect any number of requests
        csrkit dcv request.pem                   plan the proof of domain control
        csrkit match key.pem request.pem a.crt   see which keys belong together
        csrkit compare issued.crt request.pem    compare a certificate with the order
        csrkit expires issued.crt                show when to replace a certificate
        csrkit keys check request.pem            find weak and compromised keys
        csrkit catalog rules                     list all rules and their sources

      EXIT STATUS:
        0   no findings at or above --fail-on
        1   findings at or above --fail-on
        2   refused: the CA will return an error
        64  invalid usage
        65  no request in the input
        66  a file cannot be read or written
        70  internal error
        73  a file cannot be created
      """,
    version: CSRKitVersion.text,
    subcommands: [
      NewCommand.self, Inspect.self, CheckCommand.self, MergeCommand.self, PrepareCommand.self, ResponseCommand.self,
      DCVGroup.self,
      MatchCommand.self, CompareCommand.self, ExpiresCommand.self, LedgerCommand.self, KeysCommand.self, Batch.self,
      CatalogCommand.self,
    ])
}
