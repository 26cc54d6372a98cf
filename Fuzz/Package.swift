// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// Scripts/fuzz builds it with the sanitizers, and replays or searches.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "CSRKit", path: "..")],
  targets: ["FuzzInspect", "FuzzKeys"].map { name in
    .executableTarget(
      name: name, dependencies: [.product(name: "CSRKit", package: "CSRKit")],
      swiftSettings: [.unsafeFlags(["-parse-as-library"])])
  }
)
