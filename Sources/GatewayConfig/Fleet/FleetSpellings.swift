internal import GatewayCore

/// Brings everything that a document says of fleets into the one form of ``FleetSettings``. What is said twice must be the same.
struct FleetSpellings {
  private let document: RootSection
  private let root: ConfigNode

  init(_ document: RootSection, root: ConfigNode) {
    self.document = document
    self.root = root
  }

  /// The settings. They mean something only when no error was recorded.
  func settings(_ context: inout DecodeContext) -> FleetSettings {
    var settings = FleetSettings()
    settings.strategy = strategy(&context)
    apply(retriesTo: &settings, &context)
    apply(latencyTo: &settings, &context)
    applyBreaker(to: &settings, &context)
    document.gateway?.fleet?.apply(to: &settings)
    applyContextWindow(to: &settings, &context)
    reportCooldowns(settings, &context)
    var groups = ModelGroups(document.modelGroups ?? [], names: TargetNames(document.providers?.targets ?? []))
    settings.groups = groups.make(&context)
    if let strategy = settings.strategy { reportWeights(strategy, &context) }
    return settings
  }

  // MARK: Settings with several spellings

  private func strategy(_ context: inout DecodeContext) -> RoutingStrategy? {
    let providers = document.providers
    return agree(
      [
        ("providers.strategy", providers?.strategy), ("providers.routing.strategy", providers?.routing?.strategy),
        ("providers.fallback.strategy", providers?.fallback?.strategy), ("provider_routing.strategy", document.providerRouting?.strategy),
      ], &context, as: \.rawValue)
  }

  /// Whether `provider_fallback` turns everything off.
  private var isSwitchedOff: Bool {
    guard let section = document.providerFallback, root["provider_fallback"]?["enabled"] == nil || section.enabled != nil else {
      return false
    }
    return section.enabled != true
  }

  private func apply(retriesTo settings: inout FleetSettings, _ context: inout DecodeContext) {
    let fallback = document.providers?.fallback
    let other = isSwitchedOff ? nil : document.providerFallback
    let triggers = agree(
      [
        ("providers.fallback.triggers", fallback?.triggers), ("providers.fallback.retry_on", fallback?.retryOn),
        ("provider_fallback.triggers", other?.triggers),
      ], &context, as: \.description)
    let attempts = agree(
      [
        ("providers.fallback.max_fallback_attempts", fallback?.maxFallbackAttempts),
        ("providers.fallback.max_retries", fallback?.maxRetries),
        ("provider_fallback.max_fallback_attempts", other?.maxFallbackAttempts),
      ], &context, as: \.description)
    settings.triggers = triggers?.triggers ?? settings.triggers
    if let attempts { settings.retry.attempts = attempts + 1 }
    guard isSwitchedOff else { return }
    settings.triggers = []
    settings.retry.attempts = 1
    settings.usesLargerContext = false
    if triggers != nil || attempts != nil { reportSwitch(&context) }
  }

  private func reportSwitch(_ context: inout DecodeContext) {
    guard let fallback = root.find("providers.fallback"), let section = root["provider_fallback"] else { return }
    let path = section["enabled"] == nil ? "provider_fallback" : "provider_fallback.enabled"
    let place = section["enabled"]?.place ?? section.place
    let message = "says that nothing is tried again, but providers.fallback at \(fallback.place.text) says what is; say it once"
    context.at(path: path) { $0.error(place, message) }
  }

  private func apply(latencyTo settings: inout FleetSettings, _ context: inout DecodeContext) {
    let window = agree(
      [
        ("providers.fallback.latency_window", document.providers?.fallback?.latencyWindow),
        ("provider_routing.window_seconds", document.providerRouting?.window),
      ], &context, as: \.description)
    settings.routing.latencyWindow = window ?? settings.routing.latencyWindow
    settings.routing.latencySamples = document.providerRouting?.minimumSamples ?? settings.routing.latencySamples
    settings.routing.maximumLatency = document.providers?.fallback?.maximumLatency
  }

  private func applyBreaker(to settings: inout FleetSettings, _ context: inout DecodeContext) {
    guard let section = document.providers?.circuitBreaker else { return }
    let path = "providers.circuit_breaker"
    _ = agree(
      [("\(path).half_open_max_requests", section.halfOpenMaxRequests), ("\(path).half_open_requests", section.halfOpenRequests)], &context,
      as: \.description)
    section.apply(to: &settings.health.breaker)
  }

  private func applyContextWindow(to settings: inout FleetSettings, _ context: inout DecodeContext) {
    let usesLarger = agree(
      [
        ("provider_fallback.context_window", document.providerFallback?.contextWindow),
        ("gateway.fleet.larger_context", document.gateway?.fleet?.largerContext),
      ], &context
    ) { $0 ? "that a larger context is looked for" : "that none is" }
    settings.usesLargerContext = usesLarger ?? settings.usesLargerContext
  }

  /// The one value of a setting that has several spellings; an error for each that differs from the first one.
  private func agree<Value: Equatable>(
    _ spellings: [(path: String, value: Value?)], _ context: inout DecodeContext, as text: (Value) -> String
  ) -> Value? {
    var first: (path: String, value: Value)?
    for (path, value) in spellings {
      guard let value else { continue }
      guard let known = first else {
        first = (path, value)
        continue
      }
      guard known.value != value, let place = root.find(path)?.place, let firstPlace = root.find(known.path)?.place else { continue }
      let message = "says \(text(value)), but \(known.path) at \(firstPlace.text) says \(text(known.value)); say it once"
      context.at(path: path) { $0.error(place, message) }
    }
    return first?.value
  }

  // MARK: What does not fit together

  private func reportCooldowns(_ settings: FleetSettings, _ context: inout DecodeContext) {
    let path = "gateway.fleet.health.max_cooldown_seconds"
    guard let longest = document.gateway?.fleet?.health?.maximumCooldown, longest < settings.health.breaker.cooldown,
      let place = root.find(path)?.place
    else { return }
    let first = FleetText.seconds(settings.health.breaker.cooldown)
    context.at(path: path) { $0.error(place, "is shorter than the first cooldown (providers.circuit_breaker.cooldown_seconds, \(first))") }
  }

  /// A weight that the strategy does not look at.
  private func reportWeights(_ strategy: RoutingStrategy, _ context: inout DecodeContext) {
    guard !strategy.usesWeights else { return }
    let message = "has no effect: the strategy \(strategy.rawValue) does not look at weights; weighted and least_loaded do"
    for section in document.providers?.targets ?? [] {
      guard let weight = section.weight, weight != 1, let places = section.places, let place = places.weight else { continue }
      context.at(path: places.path + ".weight") { $0.warning(place, message, isStructural: true) }
    }
    for entry in (document.modelGroups ?? []).flatMap({ $0.models ?? [] }) {
      guard let weight = entry.weight, weight != 1, let place = entry.node?["weight"]?.place else { continue }
      context.at(path: entry.path + ".weight") { $0.warning(place, message, isStructural: true) }
    }
  }
}
