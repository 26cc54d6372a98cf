// SPDX-License-Identifier: Apache-2.0
internal import CTLS

/// The server's side of one TLS connection, without a socket: ciphertext is passed in and out as bytes.
@safe public final class TLSSession {
  /// What reading gave.
  public enum Reading: Sendable {
    /// Decrypted bytes.
    case data([UInt8])
    /// More ciphertext is needed.
    case incomplete
    /// The client has sent its last byte.
    case closed
    /// The client has violated the protocol.
    case failed
  }

  private let pointer: OpaquePointer
  /// Ciphertext from and to the client; OpenSSL frees both with the session.
  private let (input, output): (OpaquePointer, OpaquePointer)
  private var isBroken = false

  /// The largest record of TLS.
  private static let recordSize = 16_384

  /// A session that waits for the client's first message; nil without memory.
  public init?(_ context: TLSContext) {
    guard let session = unsafe SSL_new(context.pointer) else { return nil }
    guard let input = unsafe BIO_new(BIO_s_mem()), let output = unsafe BIO_new(BIO_s_mem()) else {
      unsafe SSL_free(session)
      return nil
    }
    unsafe SSL_set_bio(session, input, output)
    unsafe SSL_set_accept_state(session)
    unsafe (pointer, self.input, self.output) = (session, input, output)
  }

  deinit { unsafe SSL_free(pointer) }

  /// Adds ciphertext from the client.
  public func receive(_ bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { bytes in
      _ = unsafe BIO_write(input, bytes.baseAddress, Int32(clamping: bytes.count))
    }
  }

  /// Continues the handshake and decrypts the next bytes.
  public func read() -> Reading {
    guard !isBroken else { return .failed }
    ERR_clear_error()
    var result: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: TLSSession.recordSize) { buffer, count in
      result = unsafe SSL_read(pointer, buffer.baseAddress, Int32(buffer.count))
      count = max(0, Int(result))
    }
    if result > 0 { return .data(bytes) }
    switch unsafe SSL_get_error(pointer, result) {
    case SSL_ERROR_WANT_READ: return .incomplete
    case SSL_ERROR_ZERO_RETURN: return .closed
    default:
      isBroken = true
      return .failed
    }
  }

  /// Encrypts bytes.
  ///
  /// - Returns: false if the connection is broken.
  public func write(_ bytes: RawSpan) -> Bool {
    guard !isBroken else { return false }
    guard bytes.byteCount > 0 else { return true }
    ERR_clear_error()
    let written = unsafe bytes.withUnsafeBytes { unsafe SSL_write(pointer, $0.baseAddress, Int32(clamping: $0.count)) }
    if written == bytes.byteCount { return true }
    isBroken = true
    return false
  }

  /// Announces that no more bytes will be sent.
  public func close() {
    guard !isBroken, unsafe SSL_is_init_finished(pointer) == 1 else { return }
    ERR_clear_error()
    _ = unsafe SSL_shutdown(pointer)
  }

  /// The ciphertext to send to the client.
  public func takeOutput() -> [UInt8] {
    let size = unsafe BIO_ctrl_pending(output)
    guard size > 0 else { return [] }
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, Int(unsafe BIO_read(output, buffer.baseAddress, Int32(clamping: size))))
    }
  }
}
