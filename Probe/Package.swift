// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .strictMemorySafety(), .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"), .enableUpcomingFeature("ImmutableWeakCaptures"),
]
let dcv = Target.Dependency.product(name: "DCV", package: "CSRKit")
let arguments = Target.Dependency.product(name: "ProbeArguments", package: "CSRKit")

// Looks at what is published as the CA will, apart from the main package because of its libraries
// (docs/decisions/probe-libraries.md).
let package = Package(
  name: "Probe",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Probe", targets: ["Probe"]),
    .executable(name: "csrkit-probe", targets: ["ProbeHelper"]),
  ],
  dependencies: [
    .package(name: "CSRKit", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
    // Without pkg-config: Debian's libunbound.pc asks for libevent's, which it does not need for this use.
    .systemLibrary(name: "CUnbound", providers: [.apt(["libunbound-dev"]), .brew(["unbound"])]),
    .target(name: "CurlBridge", dependencies: ["CCurl"], swiftSettings: strict),
    .target(name: "UnboundBridge", dependencies: ["CUnbound"], swiftSettings: strict),
    .target(name: "Probe", dependencies: [dcv, "CurlBridge", "UnboundBridge"], swiftSettings: strict),
    .executableTarget(
      name: "ProbeHelper",
      dependencies: [dcv, "Probe", arguments, .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .testTarget(name: "ProbeTests", dependencies: [dcv, "Probe", "ProbeHelper"], swiftSettings: strict),
  ]
)
