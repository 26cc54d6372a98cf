// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let package = Package(
  name: "Inspect",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: "../..")],
  targets: [
    .executableTarget(name: "Inspect", dependencies: [.product(name: "CSRKit", package: "CSRKit")])
  ]
)
