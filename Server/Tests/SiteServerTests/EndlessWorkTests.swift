// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import Site
import SiteServer
import Testing

@Suite("Requests whose work never ends", .serialized)
struct EndlessWorkTests {
  private var request: String {
    let file = URL(filePath: #filePath).appending(path: "../../../../TestVectors/sandbox/requests/plain.pem")
    return (try? String(contentsOf: file.standardized, encoding: .utf8)) ?? ""
  }

  private var limit: Duration { .nanoseconds(RunningServer.timeout.nanoseconds) }

  @Test("eight of them time out, while health, metrics and other requests get responses")
  func eight() async throws {
    let spin = Spin()
    try await RunningServer.serve(spin) { [request, limit] server in
      try await withThrowingTaskGroup(of: RunningServer.Reply.self) { endless in
        for _ in 0..<8 { endless.addTask { try await server.post("/spin", "x") } }
        #expect(
          try await holds { try await server.get("/metrics").jobs == 8 }, "the valid request is the last in the queue")
        let good = Task { try await server.post("/v1/inspect", request) }
        for _ in 0..<20 {
          let health = try await server.get("/healthz")
          #expect(health.statuses == [200])
          #expect(health.duration < .milliseconds(100))
          try await Task.sleep(for: .milliseconds(50))
        }
        let reply = try await good.value
        #expect(reply.statuses == [200] && reply.text.contains("shop.fjord.no"))
        #expect(reply.duration < limit)
        #expect(
          try await holds { try await server.get("/metrics").metric(#"csrkit_workers_abandoned{pool="input"}"#) == 8 })
        for try await timedOut in endless {
          #expect(timedOut.statuses == [503] && timedOut.text.contains("urn:csrkit:problem:timeout"))
          #expect(timedOut.duration >= limit && timedOut.duration < limit + .seconds(1))
        }
      }
      let after = try await server.get("/metrics")
      #expect(after.metric("csrkit_request_timeouts_total") == 8)
      #expect(after.metric(#"csrkit_http_requests_total{route="/spin",method="POST",status="503"}"#) == 8)
      spin.release()
      #expect(
        try await holds { try await server.get("/metrics").metric(#"csrkit_workers_abandoned{pool="input"}"#) == 0 })
    }
  }

  @Test("a request is rejected while the queue is full, with a time to retry")
  func overload() async throws {
    let spin = Spin()
    try await RunningServer.serve(
      spin,
      configured: {
        $0.workers = 1
        $0.maxQueuedRequests = 1
        // Long enough that no thread is abandoned.
        $0.requestTimeout = .seconds(60)
      }
    ) { server in
      let first = Task { try await server.post("/spin", "x") }
      #expect(try await holds { spin.count == 1 })
      let second = Task { try await server.post("/spin", "x") }
      #expect(
        try await holds { try await server.get("/metrics").metric(#"csrkit_requests_queued{pool="input"}"#) == 1 })
      let third = try await server.post("/v1/inspect", "x")
      #expect(third.statuses == [503])
      #expect(third.text.contains("retry-after: 5\r\n") && third.text.contains("urn:csrkit:problem:overloaded"))
      #expect(try await server.get("/").statuses == [200])
      #expect(try await server.get("/metrics").metric("csrkit_requests_overloaded_total") == 1)
      spin.release()
      #expect(try await first.value.statuses == [200])
      #expect(try await second.value.statuses == [200])
    }
  }

  @Test("at the limit of abandoned threads, the health check fails until their work ends")
  func unhealthy() async throws {
    let spin = Spin()
    try await RunningServer.serve(spin, configured: { $0.maxAbandonedThreads = 2 }) { [request] server in
      let endless = [1, 2].map { _ in Task { try await server.post("/spin", "x") } }
      #expect(try await holds { try await server.get("/healthz").statuses == [503] })
      let health = try await server.get("/healthz")
      #expect(health.text.contains("urn:csrkit:problem:unhealthy"))
      #expect(try await server.post("/v1/inspect", request).statuses == [503])
      spin.release()
      #expect(try await holds { try await server.get("/healthz").statuses == [200] })
      #expect(try await server.post("/v1/inspect", request).statuses == [200])
      // Only their threads were abandoned; the clients get their responses.
      for request in endless { #expect(try await request.value.statuses == [200]) }
    }
  }

  @Test("a connection can be used after a timeout")
  func keepAlive() async throws {
    try await RunningServer.serve(Spin(), configured: { $0.requestTimeout = .milliseconds(300) }) { server in
      let next = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"
      let reply = try await server.send(RunningServer.post("/spin", "x") + next)
      #expect(reply.statuses == [503, 200])
      #expect(!reply.text.contains("done"))
    }
  }

  @Test("a shutdown does not wait for work that never ends")
  func shutdown() async throws {
    let start = ContinuousClock.now
    try await RunningServer.serve(Spin(), configured: { $0.requestTimeout = .milliseconds(300) }) { server in
      let reply = try await server.post("/spin", "x")
      #expect(reply.statuses == [503])
    }
    #expect(.now - start < .seconds(20))
  }
}
