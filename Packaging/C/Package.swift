// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

// The library for C and other languages (docs/decisions/c-interface.md). Scripts/build-library builds it.
let package = Package(
  name: "CSRKitC",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CSRKitShared", type: .dynamic, targets: ["CSRKitC"]),
    // For the fuzz target.
    .library(name: "CSRKitC", targets: ["CSRKitC"]),
  ],
  dependencies: [.package(name: "CSRKit", path: "../..")],
  targets: [
    // The header; the compiler compares its declarations with the functions in CSRKitC.
    .systemLibrary(name: "CCSRKit"),
    .target(
      name: "CSRKitC", dependencies: ["CCSRKit", .product(name: "CSRKit", package: "CSRKit")], swiftSettings: strict),
  ]
)
