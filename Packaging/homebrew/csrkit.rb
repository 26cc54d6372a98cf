# SPDX-License-Identifier: Apache-2.0
# Builds from the sources: brew install --formula Packaging/homebrew/csrkit.rb
class Csrkit < Formula
  desc "Inspect certificate signing requests and check TLS certificate orders"
  homepage "https://github.com/csrkit/csrkit"
  url "https://github.com/csrkit/csrkit.git", tag: "1.0.0"
  license "Apache-2.0"
  head "https://github.com/csrkit/csrkit.git", branch: "main"

  depends_on "pkgconf" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "libidn2"
  depends_on "libpq"
  depends_on "libpsl"
  depends_on macos: :tahoe
  depends_on "openssl@3"
  depends_on "unbound"

  uses_from_macos "curl"
  uses_from_macos "sqlite"

  def install
    system "Scripts/install", prefix
  end

  test do
    (testpath/"request.pem").write shell_output("openssl req -new -newkey rsa:2048 -nodes -keyout key.pem " \
                                                "-subj /CN=www.example.com")
    assert_match "www.example.com", shell_output("#{bin}/csrkit inspect --short request.pem")
    assert_match version.to_s, shell_output("#{bin}/csrkit --version")
  end
end
