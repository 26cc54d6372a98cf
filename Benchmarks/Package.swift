// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: "..")],
  targets: [
    .systemLibrary(
      name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .target(name: "CPeers", dependencies: ["CLibCrypto"]),
    .executableTarget(
      name: "bench", dependencies: ["CPeers", .product(name: "CSRKit", package: "CSRKit")]),
  ]
)
