// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]

/// A layer of the library: it may import only what it names here.
func layer(_ name: String, _ below: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: below, swiftSettings: strict)
}

func tests(_ name: String, _ of: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: of, swiftSettings: strict)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "CSRKit",
  platforms: [.macOS(.v26)],
  products: [
    .library(
      name: "CSRKit",
      targets: [
        "AutoApplySSL", "CSRKit", "CSRKitBase", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight",
        "SystemBridge",
      ]),
    // For the packages beside this one, which need no more than these layers.
    .library(name: "DCV", targets: ["AutoApplySSL", "CSRKitBase", "DomainNames", "LedgerClient"]),
    .library(name: "ProbeArguments", targets: ["ProbeArguments"]),
    .executable(name: "csrkit", targets: ["CSRKitCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
    .systemLibrary(
      name: "CLibPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .systemLibrary(
      name: "CLibIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"]), .brew(["libidn2"])]),
    .target(name: "CSRKitData", exclude: ["README.md", "data"]),
    // Bridges, and the base
    layer("OpenSSLBridge", ["COpenSSL"]),
    layer("DomainLibraries", ["CLibPSL", "CLibIDN2", "CSRKitData"]),
    layer("SystemBridge", ["CSRKitData"]),
    layer("CSRKitBase", []),
    // Reading
    layer("PKCS10", ["OpenSSLBridge", "SystemBridge"]),
    layer("DomainNames", ["DomainLibraries", "OpenSSLBridge"]),
    // Domain
    layer("KeyAudit", ["OpenSSLBridge", "PKCS10", "SystemBridge"]),
    layer("AutoApplySSL", ["CSRKitBase", "DomainNames", "OpenSSLBridge", "SystemBridge"]),
    layer("LedgerClient", ["AutoApplySSL", "SystemBridge"]),
    // Rules
    layer(
      "Preflight",
      ["AutoApplySSL", "CSRKitBase", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    // Façade
    layer(
      "CSRKit",
      [
        "AutoApplySSL", "CSRKitBase", "DomainNames", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    // The options that csrkit and csrkit-probe share, and how wrong usage is reported.
    layer("ProbeArguments", ["SystemBridge", arguments]),
    // The command. Its name differs from the product's: CSRKit and csrkit are one name on a Mac's file system.
    .executableTarget(
      name: "CSRKitCommand",
      dependencies: [
        "AutoApplySSL", "CSRKit", "CSRKitBase", "DomainNames", "KeyAudit", "LedgerClient", "OpenSSLBridge", "PKCS10",
        "Preflight", "ProbeArguments", "SystemBridge", arguments,
      ],
      swiftSettings: strict),
    // What tests share: vectors, seeded random numbers.
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("OpenSSLBridgeTests", ["OpenSSLBridge", "TestSupport"]),
    tests("SystemBridgeTests", ["SystemBridge"]),
    tests("PKCS10Tests", ["OpenSSLBridge", "PKCS10", "TestSupport"]),
    tests("DomainNamesTests", ["DomainLibraries", "DomainNames"]),
    tests("KeyAuditTests", ["KeyAudit", "OpenSSLBridge", "PKCS10", "TestSupport"]),
    tests("KeyListTests", ["KeyAudit", "OpenSSLBridge", "PKCS10", "SystemBridge"]),
    tests("AutoApplySSLTests", ["AutoApplySSL", "CSRKitBase", "OpenSSLBridge"]),
    tests("PreflightTests", ["AutoApplySSL", "CSRKitBase", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight"]),
    tests(
      "CSRKitTests",
      [
        "AutoApplySSL", "CSRKit", "CSRKitBase", "KeyAudit", "OpenSSLBridge", "PKCS10", "Preflight", "SystemBridge",
      ]),
    tests("CommandTests", ["AutoApplySSL", "CSRKitCommand", arguments]),
  ]
)
