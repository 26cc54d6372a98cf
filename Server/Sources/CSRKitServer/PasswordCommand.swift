// SPDX-License-Identifier: Apache-2.0
import CSRKitSandbox
import SystemBridge

/// `csrkit-server --hash-password`: prints the hash of a password for the sandbox's accounts file.
enum PasswordCommand {
  static let flag = "--hash-password"
  /// In bytes. The API truncates passwords to 128 characters.
  private static let limit = 4_096

  /// Reads a password, from a terminal without echo or from the first line of standard input, and prints its hash.
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
