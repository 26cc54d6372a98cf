// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let library = Target.Dependency.product(name: "CSRKit", package: "CSRKit")

// The CA's two endpoints as functions from a request to an answer, apart from the server so that their tests need no HTTP.
let package = Package(
  name: "Sandbox",
  platforms: [.macOS(.v26)],
  products: [.library(name: "Sandbox", targets: ["Sandbox"])],
  dependencies: [.package(name: "CSRKit", path: "../..")],
  targets: [
    .target(name: "Sandbox", dependencies: [library], swiftSettings: strict),
    .testTarget(name: "SandboxTests", dependencies: ["Sandbox", library], swiftSettings: strict),
  ]
)
