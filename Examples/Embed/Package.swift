// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// The dependency is a folder here. In other projects, use
// .package(url: "https://github.com/csrkit/csrkit", from: "1.0.0").
let package = Package(
  name: "Embed",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: "../..")],
  targets: [
    .executableTarget(name: "Embed", dependencies: [.product(name: "CSRKit", package: "CSRKit")]),
    // Measures how one shared inspector scales; see Scripts/throughput.
    .executableTarget(name: "Throughput", dependencies: [.product(name: "CSRKit", package: "CSRKit")]),
  ]
)
