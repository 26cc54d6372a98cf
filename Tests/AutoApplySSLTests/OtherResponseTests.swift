// SPDX-License-Identifier: Apache-2.0

import AutoApplySSL
import Testing

/// Responses that do not show that an order was placed.
@Suite("Other responses")
struct OtherResponseTests {
  static let order = "0\n1234567\n20.00\n1\n"

  static func fault(_ text: String) -> OrderResponseError? {
    do throws(OrderResponseError) {
      _ = try ResponseTests.decode(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "The response of another endpoint is refused by its name",
    arguments: [
      ("0\ndomain_name\texample.com\nlevel2_email\tadmin@example.com\n", "GetDCVEmailAddressList"),
      ("0\r\nwhois_email\tme@example.com\r\n", "GetDCVEmailAddressList"),
      ("0\ndomain_name=example.com\nlevel3_email=admin@www.example.com", "GetDCVEmailAddressList"),
      ("0\nlevel5_email\tadmin@a.b.c.example.com", "GetDCVEmailAddressList"),
      ("errorCode=0&domain_name=example.com&level2_email=admin%40example.com", "GetDCVEmailAddressList"),
      ("2\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "CollectSSL"),
      ("1\nCertificates available\n", "CollectSSL"), ("0\nBeing processed by Sectigo\n", "CollectSSL"),
      ("errorCode=1&certificateStatus=Issued&fqdn=www.example.com&notBefore=1&notAfter=2", "CollectSSL"),
      ("errorCode=0&dcvStatus=-1&validationStatus=1", "CollectSSL"),
      ("-----BEGIN CERTIFICATE-----\nMIIB\n", "CollectSSL"),
      ("errorCode=0&1_domainName=a.example&1_dcvMethod=EMAIL&1_dcvStatus=Validated", "GetMDCDomainDetails"),
      ("errorCode=0&12_dcvStatus=Not+Validated", "GetMDCDomainDetails"),
      ("0\n1_domainName=a.example\n1_dcvMethod=EMAIL", "GetMDCDomainDetails"),
      ("1\n-10 The CSR cannot be decoded!\n", "DecodeCSR"), ("2\n-5 no\n-13 no\n", "DecodeCSR"),
      ("1\n-10\n", "DecodeCSR"), ("1\nThe CSR cannot be decoded!\n", "DecodeCSR"),
      ("0\nCN=www.example.com\nKey Size=2048\n", "DecodeCSR"), ("0\nmd5=AB\nsha1=CD\nsha256=EF\n", "DecodeCSR"),
      ("errorCode=0&1_orderNumber=1&1_orderStatus=Issued", "WebHostReport"),
    ])
  func named(_ text: String, _ endpoint: String) {
    let fault = OtherResponseTests.fault(text)
    #expect(fault == .otherEndpoint(endpoint))
    #expect(fault?.description.contains(endpoint) == true)
  }

  @Test(
    "An incomplete response is incomplete",
    arguments: [
      ("0", 0, nil), ("1", 1, nil), ("0\n", 0, nil), ("\r\n0\r\n\r\n", 0, nil), ("errorCode=0", 0, nil),
      ("errorCode=1", 1, nil), ("errorCode=0&totalCost=20.00", 0, nil), ("errorCode=0&orderNumber=", 0, nil),
      ("0\n1234567", 0, "1234567"), ("0\n1234567\n20.00", 0, "1234567"), ("0\n12345678\n1\n", 0, "12345678"),
      ("errorCode=0&certificateID=123&expectedDeliveryTime=1", 0, nil),
    ] as [(String, Int, String?)])
  func incomplete(_ text: String, _ status: Int, _ number: String?) {
    let fault = OtherResponseTests.fault(text)
    #expect(fault == .incomplete(status: status, orderNumber: number))
    #expect(fault?.description.contains("incomplete") == true)
  }

  @Test(
    "A response with another second or third line shows no order",
    arguments: ["0\nOK\n", "0\n12a\n20.00\n1", "1\n1234567\nfree\n1", "errorCode=0&orderNumber=A-1", "0\n-1\n2\n3"])
  func notAnOrder(_ text: String) {
    guard case .notAnOrder? = OtherResponseTests.fault(text) else {
      Issue.record("\(String(describing: OtherResponseTests.fault(text)))")
      return
    }
  }

  @Test("Only 0 and 1 are successes", arguments: ["2", "3\n1234567\n20.00\n1", "errorCode=2&orderNumber=1"])
  func status(_ text: String) {
    guard case .unknownStatus? = OtherResponseTests.fault(text) else {
      Issue.record("\(text)")
      return
    }
  }

  @Test(
    "JSON is named",
    arguments: [
      ("{\"errorCode\":0,\"domains\":[{\"domainName\":\"a.example\",\"dcvMethod\":\"EMAIL\"}]}", "GetMDCDomainDetails"),
      ("{\"sha256\":\"AB\"}", "DecodeCSR"), ("[1]", nil),
    ] as [(String, String?)])
  func json(_ text: String, _ endpoint: String?) {
    #expect(OtherResponseTests.fault(text) == .json(endpoint: endpoint))
  }

  @Test(
    "Headers before the body are skipped",
    arguments: [
      "HTTP/1.1 200 OK\nContent-Type: text/plain\n\n",
      "HTTP/1.1 200 OK\r\nDate: Sat, 28 Nov 2026 10:00:00 GMT\r\n\r\n",
      "HTTP/2 200 \r\ncontent-type: text/plain\r\n\r\n",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n",
      "HTTP/1.1 301 Moved Permanently\r\nLocation: /x\r\n\r\nHTTP/2 302\r\n\r\nHTTP/2 200\r\n\r\n",
      "HTTP/1.0 200 Connection established\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n",
      "* Trying 192.0.2.1:443...\n> POST /products/!AutoApplySSL HTTP/2\n> \n< HTTP/2 200 \n< \n{ [20 bytes data]\n",
      "\u{FEFF}", "\n\n",
    ])
  func headers(_ head: String) throws {
    for order in [OtherResponseTests.order, OtherResponseTests.order.replacing("\n", with: "\r\n")] {
      let response = try ResponseTests.decode(head + order)
      #expect(response.errorCode == 0 && response.orderNumber == "1234567" && response.totalCost == "20.00")
    }
    let encoded = try ResponseTests.decode(head + "errorCode=0&orderNumber=7&totalCost=1.00&expectedDeliveryTime=48")
    #expect(encoded.orderNumber == "7")
    #expect(try ResponseTests.decode(head + "-3\nThe 'days' argument is missing!").item == "days")
    #expect(OtherResponseTests.fault(head + "0\n") == .incomplete(status: 0, orderNumber: nil))
  }

  @Test(
    "Headers without a body are reported with the last status",
    arguments: [
      ("HTTP/1.1 200 OK\r\nDate: x\r\n", 200), ("HTTP/1.1 302 Found\r\n\r\n", 302), ("HTTP/2 503", 503),
      ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 Bad Gateway\r\n\r\n \r\n", 502), ("HTTP/", nil),
    ] as [(String, Int?)])
  func noBody(_ text: String, _ status: Int?) {
    #expect(OtherResponseTests.fault(text) == .noBody(status: status))
    #expect(OtherResponseTests.fault("HTTP/1.1 404 Not Found\n\n<html></html>") == .webPage)
  }

  @Test("Hostile headers and trace lines are read in linear time")
  func hostile() {
    let many = 20_000
    for text in [
      String(repeating: "HTTP/1.1 100\n\n", count: many), String(repeating: "* x\n", count: many),
      String(repeating: " * x\n", count: many), "HTTP/1.1 200" + String(repeating: "\r", count: many),
      "0\n" + String(repeating: "a=b\n", count: many), String(repeating: "{ [", count: many),
    ] {
      #expect(OtherResponseTests.fault(text) != nil)
    }
  }
}
