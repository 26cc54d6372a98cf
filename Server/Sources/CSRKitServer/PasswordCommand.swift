// SPDX-License-Identifier: Apache-2.0
import CSRKitSandbox
import SystemBridge

/// `csrkit-server --hash-password`: what the accounts file of the sandbox has in the place of a password.
enum PasswordCommand {
  static let flag = "--hash-password"
  /// The API cuts a password at 128 characters; none is longer than this in UTF-8.
  private static let limit = 4_096

  /// Reads a password, without showing it at a terminal or as a line of the standard input, and prints its hash.
  static func run() throws(SettingsError) {
    guard let password = try password(), !password.isEmpty else { throw SettingsError("no password was given") }
    do throws(AccountsError) { Output.print(try Accounts.hash(ofPassword: password) + "\n") } catch {
      throw SettingsError("\(error)")
    }
  }

  private static func password() throws(SettingsError) -> [UInt8]? {
    let input = Stream.standardInput()
    if input.isTerminal { return PasswordPrompt.read("Password: ").map { Array($0.utf8) } }
    var bytes: [UInt8] = []
    do throws(SystemFailure) {
      while !bytes.contains(0x0A), bytes.count < limit {
        let chunk = try input.read(atMost: limit)
        if chunk.isEmpty { break }
        bytes += chunk
      }
    } catch {
      throw SettingsError("the password cannot be read: \(error)")
    }
    return Array(bytes.prefix { $0 != 0x0A && $0 != 0x0D })
  }
}
