// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// The package name of the modules in the parent folder, which gives access to their package declarations. With
/// `packageAccess`, SwiftPM would append the name of this package, and the compiler uses the last one.
let name = String(
  Context.packageDirectory.split(separator: "/").dropLast().last?.lowercased()
    .map { $0.isLetter || $0.isNumber ? $0 : "_" } ?? [])

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: "..")],
  targets: [
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "CPeers", dependencies: ["CLibCrypto"]),
    .executableTarget(
      name: "bench", dependencies: ["CPeers", .product(name: "CSRKit", package: "CSRKit")], packageAccess: false,
      swiftSettings: [.unsafeFlags(["-package-name", name])]),
  ]
)
