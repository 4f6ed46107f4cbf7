import Testing

@testable import Simulator

/// Every fault, as it is on the wire.
struct FaultTests {
  private let four = ["one", " two", " three", " four"]

  private func content(_ response: RawResponse) -> String {
    response.events.filter { $0 != "[DONE]" }.map { event in
      guard let value = try? JSONParser.parse(Array(event.utf8)) else { return "<not JSON>" }
      return value["choices"]?.array?.first?["delta"]?["content"]?.string ?? ""
    }.joined()
  }

  private func exchange(
    _ fault: String, stream: Bool = true, in server: SimulatorServer
  ) async throws -> (text: String, ending: RawClient.Ending?) {
    try await server.exchange(chat(tokens: four, stream: stream), headers: ["x-simulator-fault: \(fault)"])
  }

  private func response(_ fault: String, stream: Bool = true) async throws -> RawResponse {
    var text = ""
    try await withSimulator { server in text = try await exchange(fault, stream: stream, in: server).text }
    return try #require(RawResponse(text))
  }

  @Test(arguments: [true, false]) func refuse(stream: Bool) async throws {
    try await withSimulator { server in
      let (text, ending) = try await exchange("refuse", stream: stream, in: server)
      #expect(text.isEmpty)
      #expect(ending == .fin)
      #expect(server.stats.requestsAborted == 0)
    }
  }

  @Test(arguments: [true, false]) func reset(stream: Bool) async throws {
    try await withSimulator { server in
      let (text, ending) = try await exchange("reset", stream: stream, in: server)
      #expect(text.isEmpty)
      #expect(ending == .reset)
    }
  }

  @Test func refuseForTheWholeServer() async throws {
    try await withSimulator { server in
      for _ in 0..<3 {
        try await server.setFaults(SimulatorFaults(parsing: "refuse"))
        await #expect(throws: (any Error).self) { try await RawClient.connect(server.port) }
        try await server.setFaults(SimulatorFaults())
        #expect(try await server.response(chat(tokens: four)).status == 200)
      }
    }
  }

  /// Tests that run beside this one take ports all the time: none of them gets the one of a server that does not listen.
  @Test(arguments: ["127.0.0.1", "::1"]) func aPortThatIsReservedIsNotGivenToOthers(_ host: String) throws {
    // A machine without IPv6 has nothing to reserve there.
    guard let reservation = PortReservation(host: host, port: 0) else { return #expect(host == "::1") }
    #expect(reservation.port > 0)
    let others = (0..<200).compactMap { _ in PortReservation(host: host, port: 0) }
    #expect(others.count == 200)
    #expect(Set(others.map(\.port)).count == 200 && !others.contains { $0.port == reservation.port })
  }

  @Test(arguments: [true, false]) func rateLimited(stream: Bool) async throws {
    let plain = try await response("429", stream: stream)
    #expect(plain.status == 429)
    #expect(plain["retry-after"] == nil)
    #expect(try shape(plain.body) == "{error:{message:string,type:string,param:null,code:number}}")
    let timed = try await response("429=3", stream: stream)
    #expect(timed.status == 429)
    #expect(timed["retry-after"] == "3")
  }

  @Test func once() async throws {
    try await withSimulator { server in
      var statuses: [Int] = []
      for fault in ["500-once", "500-once", "500-once=b", "500-once=b", "503,once=c", "503,once=c", "503"] {
        statuses.append(try #require(RawResponse(try await exchange(fault, in: server).text)).status)
      }
      #expect(statuses == [500, 200, 500, 200, 503, 200, 503])
    }
  }

  @Test(arguments: [true, false]) func silenceUntilTheClientGoes(stream: Bool) async throws {
    try await withSimulator { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(SimulatorServer.request(chat(tokens: four, stream: stream), headers: ["x-simulator-fault: silence"]))
      _ = try await server.stats { $0.requestsRunning == 1 }
      try await client.close()
      let stats = try await server.stats { $0.requestsAborted == 1 }
      #expect(stats.requestsRunning == 0)
      #expect(await client.read().text.isEmpty)
    }
  }

  @Test func slowFirstAnswersInTheEnd() async throws {
    let stream = try await response("slow-first=1")
    #expect(content(stream) == "one two three four")
    #expect(try await response("slow-first=1", stream: false).status == 200)
  }

  @Test(arguments: [(0, ""), (1, "one"), (3, "one two three")]) func cutStream(_ count: Int, _ text: String) async throws {
    try await withSimulator { server in
      let (bytes, ending) = try await exchange("cut=\(count)", in: server)
      let response = try #require(RawResponse(bytes))
      #expect(ending == .fin)
      #expect(response.status == 200)
      #expect(!response.isComplete)
      #expect(!response.body.contains("[DONE]"))
      #expect(content(response) == text)
    }
  }

  @Test func cutWholeAnswer() async throws {
    try await withSimulator { server in
      let (bytes, ending) = try await exchange("cut=2", stream: false, in: server)
      let response = try #require(RawResponse(bytes))
      let announced = try #require(response["content-length"].flatMap { Int($0) })
      #expect(ending == .fin)
      #expect(response.body.utf8.count == announced / 2)
    }
  }

  @Test func stallStream() async throws {
    try await withSimulator { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(SimulatorServer.request(chat(tokens: four), headers: ["x-simulator-fault: stall=2"]))
      let (text, _) = await client.read(containing: #""content":" two""#)
      #expect(!text.contains("three"))
      #expect(try await server.response("", path: "/metrics", method: "GET").body.contains(running(1)))
      try await client.close()
      _ = try await server.stats { $0.requestsAborted == 1 }
      #expect(try await server.response("", path: "/metrics", method: "GET").body.contains(running(0)))
    }
  }

  private func running(_ count: Int) -> String {
    "vllm:num_requests_running{engine=\"0\",model_name=\"penstock-simulator\"} \(count).0\n"
  }

  @Test func malformed() async throws {
    let stream = try await response("malformed=2")
    #expect(content(stream) == "one two<not JSON> three four")
    #expect(stream.events.last == "[DONE]")
    let whole = try await response("malformed", stream: false)
    #expect(whole.isComplete)
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(Array(whole.body.utf8)) }
  }

  @Test func noDone() async throws {
    let stream = try await response("no-done")
    #expect(content(stream) == "one two three four")
    #expect(stream.isComplete)
    #expect(!stream.body.contains("[DONE]"))
  }

  @Test func errorFirst() async throws {
    let stream = try await response("error-first")
    #expect(stream.status == 200)
    #expect(stream.events.count == 2)
    #expect(stream.events.first?.hasPrefix(#"{"error": {"message": "#) == true)
    #expect(stream.events.first?.hasSuffix(#""code": 400}}"#) == true)
    #expect(stream.events.last == "[DONE]")
    #expect(try await response("error-first", stream: false).status == 400)
  }

  @Test func errorInside() async throws {
    let stream = try await response("error=2")
    #expect(content(stream) == "one two")
    let event =
      #"{"error": {"message": "EngineCore encountered an issue. See stack trace (above) for the root cause.", "#
      + #""type": "InternalServerError", "param": null, "code": 500}}"#
    #expect(stream.events.suffix(2) == [event, "[DONE]"])
    #expect(try await response("error=2", stream: false).status == 500)
  }

  @Test func abort() async throws {
    let stream = try await response("abort=2")
    #expect(content(stream) == "one two")
    #expect(stream.events.dropLast().last?.contains(#""delta":{"content":" two"},"logprobs":null,"finish_reason":"abort""#) == true)
    #expect(stream.events.last == "[DONE]")
    let whole = try await response("abort=2", stream: false)
    #expect(whole.body.contains(#""content":"one two""#) && whole.body.contains(#""finish_reason":"abort""#))
  }

  @Test(arguments: [true, false]) func drip(stream: Bool) async throws {
    let response = try await response("drip=0", stream: stream)
    #expect(response.isComplete)
    #expect(stream ? content(response) == "one two three four" : response.body.contains("one two three four"))
  }

  @Test func dripEndsWithItsAnswer() async throws {
    try await withSimulator { server in
      let client = try await RawClient.connect(server.port)
      try await client.send(SimulatorServer.request(chat(tokens: four), headers: ["x-simulator-fault: drip=0"]))
      #expect(await client.read(until: "0\r\n\r\n").text.contains("[DONE]"))
      try await client.send(SimulatorServer.request(chat(tokens: four)))
      #expect(await client.read(until: "0\r\n\r\n").text.contains("[DONE]"))
    }
  }

  @Test(arguments: [true, false]) func errorIn200(stream: Bool) async throws {
    let response = try await response("200-error", stream: stream)
    #expect(response.status == 200)
    #expect(response["content-type"] == "application/json")
    #expect(try shape(response.body) == "{object:string,message:string,type:string,param:null,code:number}")
  }

  @Test func keepAliveComments() async throws {
    let stream = try await response("keepalive-comments=2")
    #expect(stream.body.hasPrefix(": keep-alive\n\n: keep-alive\n\ndata: {"))
    #expect(content(stream) == "one two three four")
  }

  @Test func waysToAsk() async throws {
    try await withSimulator { server in
      let byModel = chat(tokens: four).replacing("\"penstock-simulator\"", with: "\"penstock-simulator!cut=1\"")
      let byBody = chat(tokens: four).replacing("{\"tokens\"", with: "{\"fault\":\"cut=1\",\"tokens\"")
      for body in [byModel, byBody] {
        let response = try await server.response(body)
        #expect(!response.isComplete)
        #expect(content(response) == "one")
        #expect(response.body.contains("\"model\":\"penstock-simulator\""))
      }
      try await server.setFaults(SimulatorFaults(parsing: "cut=1"), count: 1)
      #expect(!(try await server.response(chat(tokens: four)).isComplete))
      #expect(try await server.response(chat(tokens: four)).isComplete)
    }
  }

  @Test func unknownFault() async throws {
    for fault in ["explode", "cut=x", "reset=1", "cut=-1"] {
      let response = try await response(fault)
      #expect(response.status == 400)
      #expect(SimulatorFault.allCases.allSatisfy { response.body.contains($0.rawValue) })
    }
    #expect(throws: SimulatorFaults.Unknown.self) { try SimulatorFaults(parsing: "cut=5,nope") }
  }

  @Test(arguments: [" cut=1 ,\t503 ", "cut=1,503,", ",cut=1,,503"]) func blanksAroundFaultsDoNotCount(_ text: String) throws {
    #expect(try SimulatorFaults(parsing: text.replacing(",,", with: ",")) == SimulatorFaults(parsing: "cut=1,503"))
  }

  @Test(arguments: [" ", "cut=1, ", "cut = 1", "c ut"]) func blanksElsewhereDo(_ text: String) {
    #expect(throws: SimulatorFaults.Unknown.self) { try SimulatorFaults(parsing: text) }
  }

  @Test func aNameThatIsServedIsNotTakenApart() async throws {
    try await withSimulator {
      $0.models = ["plain", "odd!503"]
    } _: { server in
      let body = { (model: String) in chat(tokens: four).replacing("penstock-simulator", with: model) }
      #expect(try await server.response(body("odd!503")).status == 200)
      #expect(try await server.response(body("odd!503!503")).status == 503)
      #expect(try await server.response(body("plain!")).status == 200)
      let nonsense = try await server.response(body("plain!nonsense"))
      #expect(nonsense.status == 400 && nonsense.body.contains("Unknown simulator fault 'nonsense'"))
      #expect(try await server.response(body("other!503")).status == 404)
    }
  }

  @Test func faultsOfPages() async throws {
    try await withSimulator { server in
      let get = { (fault: String) in
        try await server.exchange("", path: "/v1/models", method: "GET", headers: ["x-simulator-fault: \(fault)"])
      }
      let (full, cut, broken, reset) = (try await get("503"), try await get("cut"), try await get("malformed"), try await get("reset"))
      #expect(RawResponse(full.text)?.status == 503)
      #expect(RawResponse(cut.text)?.isComplete == false)
      #expect(RawResponse(broken.text)?.isComplete == true)
      #expect(reset.ending == .reset)
    }
  }
}
