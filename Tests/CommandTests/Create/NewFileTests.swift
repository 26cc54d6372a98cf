// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing

/// Runs a line of shell in a folder, with the command as $CSRKIT.
private func shell(_ line: String, in folder: Folder) throws -> (output: String, status: Int32) {
  let process = Foundation.Process()
  process.executableURL = URL(fileURLWithPath: "/bin/sh")
  process.arguments = ["-c", line]
  process.currentDirectoryURL = folder.url
  process.environment = ProcessInfo.processInfo.environment.merging(["CSRKIT": try Checkout.command.path]) { $1 }
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  process.standardInput = FileHandle.nullDevice
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (String(decoding: data, as: UTF8.self), process.terminationStatus)
}

/// What happens to the files of `csrkit new` if something goes wrong.
@Suite struct NewFileTests {
  static let new = "\"$CSRKIT\" new --name www.example.com"

  @Test func `the key is readable only by its owner under any umask`() throws {
    for mask in ["000", "077", "777", "022"] {
      let folder = try Folder()
      let run = try shell("umask \(mask); \(Self.new)", in: folder)
      #expect(run.status == 0, "\(run.output)")
      #expect(try folder.mode("www.example.com.key") == 0o600, "umask \(mask)")
    }
  }

  @Test(arguments: [
    ("mkdir www.example.com.key", "directory"), ("mkdir www.example.com.csr", "directory"),
    ("ln -s nowhere www.example.com.key", "exists"), ("ln -s /etc/passwd www.example.com.csr", "exists"),
  ])
  func `something in the way is an error, and nothing is written`(_ obstacle: String, _ word: String) throws {
    for option in ["", " --replace"] {
      let folder = try Folder()
      _ = try shell(obstacle, in: folder)
      let before = folder.names
      let run = try shell(Self.new + option, in: folder)
      #expect(run.status == 73)
      #expect(run.output.contains(word) || run.output.contains("symbolic link"), "\(run.output)")
      #expect(folder.names == before)
    }
  }

  @Test func `a folder that cannot be written is an error`() throws {
    let folder = try Folder()
    for target in ["/proc/www.key", "missing/www.key", "/dev/null/www.key"] {
      let run = try shell("\(Self.new) --out-key \(target)", in: folder)
      #expect(run.status == 73 && run.output.contains("cannot create"), "\(run.output)")
      #expect(folder.names == [])
    }
  }

  @Test(.enabled(if: getuid() == 0, "only root can mount a file system"))
  func `on a read-only or full file system nothing is written`() throws {
    let folder = try Folder()
    let script = """
      mkdir disk && unshare -m sh -c '
        mount -t tmpfs -o size=64k tmpfs disk && cd disk || exit 99
        head -c 65536 /dev/zero > filler 2> /dev/null
        \(Self.new); echo "full $?"; ls -A
        rm filler; mount -o remount,ro . 2> /dev/null || mount -o remount,ro "$PWD"
        \(Self.new); echo "read-only $?"; ls -A'
      """
    let run = try shell(script, in: folder)
    guard run.status != 99 else { return }
    #expect(run.output.contains("full 73") && run.output.contains("read-only 73"), "\(run.output)")
    #expect(!run.output.contains("www.example.com.key\n") && !run.output.contains("www.example.com.csr\n"))
    #expect(run.output.contains("No space left on device") && run.output.contains("Read-only file system"))
  }

  @Test(arguments: ["--out-csr -", "--out-key -", "--out-key - --out-csr -"])
  func `if standard output is closed, neither file is left`(_ options: String) throws {
    let folder = try Folder()
    let run = try shell("\(Self.new) \(options) >&-", in: folder)
    #expect(run.status == 73)
    #expect(folder.names == [])
    let full = try shell("\(Self.new) \(options) > /dev/full", in: folder)
    #expect(full.status == 73)
    #expect(folder.names == [])
  }

  @Test func `a failure during --replace restores the old files`() throws {
    let folder = try Folder()
    #expect(try shell(Self.new, in: folder).status == 0)
    let before = try folder.names.map { try folder.text($0) }
    #expect(try shell("\(Self.new) --replace --out-csr - > /dev/full", in: folder).status == 73)
    #expect(folder.names == ["www.example.com.csr", "www.example.com.key"])
    #expect(try folder.names.map { try folder.text($0) } == before)
  }

  @Test func `core dumps are disabled`() throws {
    let folder = try Folder()
    let run = try shell(
      "mkfifo in; \(Self.new) --key-in in & sleep 1; grep 'core file' /proc/$!/limits; kill $!", in: folder)
    #expect(run.output.contains("Max core file size        1 "), "\(run.output)")
    #expect(folder.names == ["in"])
  }
}
