// SPDX-License-Identifier: Apache-2.0

/// An answer of the API, in either format.
///
/// Numbers that are only passed on stay texts: an order's and a certificate's number, and the cost, whose currency
/// and precision are the account's.
public struct OrderResponse: Sendable, Hashable {
  /// The value of `responseFormat` that an answer has the form of.
  public enum Format: String, Sendable, Hashable, CaseIterable {
    /// A value a line.
    case lines = "0"
    /// URL-encoded names and values.
    case urlEncoded = "1"
  }

  /// A field that the reference does not know.
  public struct UnknownField: Sendable, Hashable {
    /// The name; in the line format `line` and its number.
    public let name: String
    /// The value.
    public let value: String

    /// A field of an answer.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// 0 or 1 for an order that was placed, below 0 for an error.
  public var errorCode: Int
  /// The error in words.
  public var errorMessage: String?
  /// The parameter or value at fault.
  public var errorItem: String?
  /// What is wrong with it.
  public var errorDetail: String?
  /// The order's number.
  public var orderNumber: String?
  /// What was debited, or with code 1 what must be paid, in the account's currency.
  public var totalCost: String?
  /// Hours until the order is likely to be completed.
  public var expectedDeliveryTime: Int?
  /// The certificate's number, if showCertificateID was Y.
  public var certificateID: String?
  /// The certificate's state, if showCertificateState was Y.
  public var certificateStatus: String?
  /// The value that makes the request token unique, if one was sent or the CA chose one.
  public var uniqueValue: String?
  /// What else the answer has, in order.
  public var unknownFields: [UnknownField] = []

  /// An answer with nothing but its code.
  public init(errorCode: Int) {
    self.errorCode = errorCode
  }

  /// The answer for an error of the catalog.
  public init(_ name: OrderErrorName, item: String? = nil, detail: String? = nil) {
    errorCode = name.code
    errorMessage = name.error.message(item: item)
    errorItem = item
    errorDetail = detail
  }

  /// Whether the order was placed.
  public var isSuccess: Bool { errorCode >= 0 }

  /// The error's row; nil for a success and for a code that the catalog does not know.
  public var error: OrderError? { isSuccess ? nil : ErrorCatalog.error(errorCode, message: errorMessage) }

  /// The parameter or value at fault: errorItem, or else what the message names.
  public var item: String? { errorItem ?? errorMessage.flatMap { message in error?.item(in: message) } }
}
