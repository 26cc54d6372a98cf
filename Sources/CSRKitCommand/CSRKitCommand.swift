// SPDX-License-Identifier: Apache-2.0
import ArgumentParser
import CommandSupport

/// Not asynchronous, nor is any verb: an asynchronous `main` ends its thread by unwinding it, and a static executable then
/// sorts the tables of all its functions first, which takes ten times as long as an inspection. And every verb spells its
/// name: a name made from the type's costs each start a quarter of its time, in look-ups of conformances.
@main
struct CSRKitCommand: HouseCommand {
  static let configuration = CommandConfiguration(
    commandName: "csrkit",
    abstract: "Inspect certificate signing requests and prepare them for ordering.",
    discussion: """
      Everything is computed on this machine; a request never leaves it.

      EXAMPLES:
        csrkit inspect request.pem            what is in it, and what is wrong with it
        pbpaste | csrkit inspect              however it was pasted
        csrkit check request.pem --product 488  what the CA will answer to an order
        csrkit merge request.pem --order form   which values it will use
        csrkit prepare request.pem --order form the body of the order
        csrkit response answer.txt            what the CA answered, and what to do next
        csrkit batch requests.pem             the same for any number of requests
        csrkit dcv request.pem                the file and the record that prove control of its names
        csrkit keys check request.pem         is its key weak, broken or publicly known?
        csrkit catalog rules                  every rule, with its source

      EXIT STATUS:
        0   nothing found at or above --fail-on
        1   findings at or above --fail-on
        2   the CA will answer with an error
        64  wrong usage
        65  no request in the input
        66  the input cannot be read
        70  a fault of csrkit's own
      """,
    version: Version.text,
    subcommands: [
      Inspect.self, CheckCommand.self, MergeCommand.self, PrepareCommand.self, ResponseCommand.self, DCVGroup.self,
      LedgerCommand.self, KeysCommand.self, Batch.self, CatalogCommand.self,
    ])
}
