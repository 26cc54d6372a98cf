// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// One floor of the house: it may import only what it names here.
func floor(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ of: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: of, swiftSettings: strict)
}

let package = Package(
  name: "CSRKit",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "CSRKit", targets: ["CSRKit"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // Floor 0: C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    // Floor 1
    floor("OpenSSLBridge", ["COpenSSL"]),
    floor("DER", []),
    // Floor 2
    floor("PKCS10", ["DER", "OpenSSLBridge"]),
    // Floor 3
    floor("KeyAudit", ["DER", "OpenSSLBridge", "PKCS10"]),
    // Floor 4
    floor("Preflight", ["DER", "OpenSSLBridge", "PKCS10", "KeyAudit"]),
    // Floor 5
    floor("CSRKit", ["DER", "OpenSSLBridge", "PKCS10", "KeyAudit", "Preflight"]),
    // Floor 6. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: ["CSRKit", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    // What tests share: vectors, seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("DERTests", ["DER", "TestSupport"]),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge", "TestSupport"]),
    tests("PKCS10Tests", ["PKCS10", "DER", "OpenSSLBridge", "TestSupport"]),
  ]
)
