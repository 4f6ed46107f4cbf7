internal import GatewayCore

/// A request, read to its end.
struct ReceivedRequest: Sendable {
  var method: String
  var target: String
  var host: String?
  var contentType: String?
  var authorization: String?
  var requestID: String?
  var faults: String?
  /// `json` or `text` when the client wants the load in a header.
  var loadFormat: String?
  var body: [UInt8] = []
}

/// What is to be done with a request.
enum Plan: Sendable {
  /// Answer now.
  case page(body: String, contentType: String?)
  case generate(GenerationRequest)
  case embed(EmbeddingRequest)
}

/// Reads requests: from bytes to what is to be done. No I/O but the fault script's memory.
struct RequestReader {
  let context: SimulatorContext
  private var settings: SimulatorSettings { context.settings }

  /// What to do, and which faults to suffer while doing it. An error has its faults too: they are in `faults` when this throws.
  func read(_ request: ReceivedRequest, faults: inout SimulatorFaults) throws(WireError) -> Plan {
    var lists: [SimulatorFaults] = []
    if let text = request.faults { lists.append(try Self.parse(text)) }
    let route = Result { () throws(WireError) in try find(request) }
    guard case .success(let route) = route else {
      faults = context.faults(own: lists, generates: false)
      return try page(route)
    }
    guard route.takesBody else {
      faults = context.faults(own: lists, generates: false)
      return page(route)
    }
    let body = Result { () throws(WireError) in try document(request) }
    var name: String?
    if case .success(let body) = body {
      if let text = body.present("simulator")?["fault"]?.string { lists.append(try Self.parse(text)) }
      name = try model(body, param: route == .embeddings ? nil : "model", lists: &lists)
    }
    faults = context.faults(own: lists, generates: route.generates)
    return try plan(route, body: try body.get(), model: name ?? settings.models.first ?? "", request)
  }

  private static func parse(_ text: String) throws(WireError) -> SimulatorFaults {
    do throws(SimulatorFaults.Unknown) {
      return try SimulatorFaults(parsing: text)
    } catch {
      throw .bad(error.description, param: "simulator")
    }
  }

  private func find(_ request: ReceivedRequest) throws(WireError) -> SimulatorRoute {
    let keys = settings.apiKeys.map { $0.reveal() }
    if !keys.isEmpty, request.method != "OPTIONS", SimulatorRoute.isGuarded(request.target),
      !SimulatorRoute.admits(request.authorization, keys: keys)
    {
      throw .unauthorized
    }
    return try SimulatorRoute.find(method: request.method, target: request.target, host: request.host)
  }

  private func page(_ route: Result<SimulatorRoute, WireError>) throws(WireError) -> Plan { page(try route.get()) }

  private func page(_ route: SimulatorRoute) -> Plan {
    let json = "application/json"
    switch route {
    case .models:
      return .page(body: Pages.models(settings, now: SimulatorContext.now(), makeID: SimulatorContext.makeID), contentType: json)
    case .version: return .page(body: #"{"version":"0.32.0+penstock.simulator"}"#, contentType: json)
    case .load:
      let engine = context.hub.figures
      return .page(body: JSONWriter.object { $0.integer("server_load", engine.running + engine.waiting) }, contentType: json)
    case .metrics:
      let text = MetricsPage.text(engine: context.hub.figures, settings: settings)
      return .page(body: text, contentType: "text/plain; version=1.0.0; charset=utf-8")
    default: return .page(body: "", contentType: nil)
    }
  }

  private func document(_ request: ReceivedRequest) throws(WireError) -> JSONValue {
    let type = request.contentType?.prefix { $0 != ";" }.lowercased()
    guard type?.filter({ $0 != " " }) == "application/json" else { throw .mediaType }
    guard !request.body.isEmpty else { throw .missing("body", in: nil) }
    guard String(validating: request.body, as: UTF8.self) != nil else { throw .undecodable }
    let body: JSONValue
    do throws(JSONParser.Failure) { body = try JSONParser.parse(request.body) } catch {
      let context = ", 'ctx': {'error': '\(error.message)'}"
      throw .invalid("json_invalid", at: "body.\(error.position)", "JSON decode error", input: .object([]), context: context)
    }
    guard case .object = body else {
      throw .invalid(
        "model_attributes_type", at: "body", "Input should be a valid dictionary or object to extract fields from", input: body)
    }
    return body
  }

  /// The model's name without the faults after `!`, which go into `lists`. Missing, null and empty mean the first model.
  private func model(_ body: JSONValue, param: String?, lists: inout [SimulatorFaults]) throws(WireError) -> String? {
    guard let value = body.present("model"), value != .string("") else { return nil }
    guard let name = value.string else { throw .invalid("string_type", at: "body.model", "Input should be a valid string", input: value) }
    if settings.models.contains(name) { return name }
    if let mark = name.lastIndex(of: "!"), settings.models.contains(String(name[..<mark])) {
      lists.append(try Self.parse(String(name[name.index(after: mark)...])))
      return String(name[..<mark])
    }
    throw .unknownModel(name, served: settings.models, param: param)
  }

  private func plan(_ route: SimulatorRoute, body: JSONValue, model: String, _ request: ReceivedRequest) throws(WireError) -> Plan {
    let json = "application/json"
    let id = request.requestID ?? SimulatorContext.makeID()
    let makeID = { "chatcmpl-tool-" + SimulatorContext.makeID() }
    let now = SimulatorContext.now()
    let reader = GenerationReader(settings: settings, body: body, model: model, requestID: id, now: now, makeID: makeID)
    switch route {
    case .chat: return .generate(try reader.chat())
    case .completions: return .generate(try reader.completion())
    case .embeddings:
      return .embed(try EmbeddingRequest(body: body, model: model, requestID: id, now: now, settings: settings))
    case .tokenize: return .page(body: try Pages.tokenize(body, settings), contentType: json)
    case .detokenize: return .page(body: try Pages.detokenize(body), contentType: json)
    default: return page(route)
    }
  }
}
