// SPDX-License-Identifier: Apache-2.0
import CSRKit
import KeyAudit
import SystemBridge

/// Reads the inputs of `keys check` one after another: files, standard input, and all files in folders.
struct KeysFeed {
  private static let blockSize = 1 << 18

  let readsModuli: Bool
  /// The most severe status of an input that cannot be read.
  private(set) var worst = Status.success

  init(readsModuli: Bool) { self.readsModuli = readsModuli }

  /// Reads all inputs and passes each key to `take`.
  mutating func read(_ names: [String], take: (NamedKey) -> Void) {
    for name in names {
      do throws(SystemFailure) {
        let stream = name == "-" ? Stream.standardInput() : try Stream.reading(name)
        if stream.isFolder {
          try readFolder(name, take)
        } else {
          let count = try read(stream, name, take)
          if count == 0 { reportNoKey(in: name) }
        }
      } catch {
        reportFailure(name, error)
      }
    }
  }

  private mutating func reportFailure(_ name: String, _ error: SystemFailure) {
    Terminal.error("cannot read \(name): \(error)")
    worst = max(worst, .cannotRead)
  }

  private mutating func reportNoKey(in name: String) {
    Terminal.error("no readable key in \(name)")
    if name != "-", (try? KeyLists.open(name)) != nil {
      Terminal.hint("\(name) is a list of known keys; to use it, add --list \(name)")
    }
    worst = max(worst, .noRequest)
  }

  /// Reads all files in a folder and its subfolders; links to folders are not followed.
  private mutating func readFolder(_ root: String, _ take: (NamedKey) -> Void) throws(SystemFailure) {
    var total = 0
    var folders = [root]
    while let folder = folders.popLast() {
      let listing = try FolderListing(folder)
      let prefix = folder.hasSuffix("/") ? folder : folder + "/"
      for name in listing.files {
        do throws(SystemFailure) {
          let stream = try Stream.reading(prefix + name)
          // A link can lead to a folder.
          if !stream.isFolder { total += try read(stream, prefix + name, take) }
        } catch {
          reportFailure(prefix + name, error)
        }
      }
      folders += listing.folders.reversed().map { prefix + $0 }
    }
    if total == 0 { reportNoKey(in: root) }
  }

  /// Reads one input and returns the number of keys and of structures that cannot be read.
  private mutating func read(
    _ stream: borrowing Stream, _ name: String, _ take: (NamedKey) -> Void
  ) throws(SystemFailure) -> Int {
    guard !readsModuli else { return try readModuli(stream, name, take) }
    var input = KeyStream()
    var count = 0
    func pass(_ keys: [KeyMaterial.Key]) {
      for key in keys {
        take(NamedKey(key, name: name, index: count))
        count += 1
      }
    }
    while true {
      let block = try stream.read(atMost: Self.blockSize)
      if block.isEmpty { break }
      if let found = input.append(block) { pass(found.keys) }
      guard !input.isFull else {
        Terminal.error("cannot read \(name): it has no line end in \(KeyStream.limit >> 20) MiB; split it")
        worst = max(worst, .cannotRead)
        return count + 1
      }
    }
    let material = input.finish()
    pass(material.keys)
    report(material, name)
    return count + material.unreadable
  }

  private mutating func readModuli(
    _ stream: borrowing Stream, _ name: String, _ take: (NamedKey) -> Void
  ) throws(SystemFailure) -> Int {
    var bytes: [UInt8] = []
    while true {
      let block = try stream.read(atMost: Self.blockSize)
      if block.isEmpty { break }
      bytes += block
    }
    do throws(ListError) {
      let keys = try KeyInput.moduli(bytes)
      for (index, key) in keys.enumerated() { take(NamedKey(key, name: name, index: index)) }
      return keys.count
    } catch {
      Terminal.error("invalid modulus in \(name): \(error)")
      worst = max(worst, .noRequest)
      return 1
    }
  }

  /// Reports what was skipped, and where.
  private mutating func report(_ material: KeyMaterial, _ name: String) {
    if material.encrypted > 0 { Terminal.warning("\(name): \(material.encrypted) encrypted private keys were skipped") }
    if material.fake > 0 {
      Terminal.warning("\(name): \(material.fake) private keys with inconsistent parts were skipped")
    }
    for fault in material.faults { Terminal.error("unreadable key: \(name), line \(fault.line): \(fault.reason)") }
    let rest = material.unreadable - material.faults.count
    if rest > 0 { Terminal.error("unreadable keys: \(name): \(rest) more cannot be read") }
    if material.unreadable > 0 { worst = max(worst, .noRequest) }
  }
}
