internal import GatewayCore

/// Makes the span plan of a phase from the policies that work by spans: each detector once, with the claims of all policies on what it finds.
enum SpanPlanBuilder {
  static func plan(_ policies: [PolicyDefinition], _ phase: PolicyDefinition.Phase) throws(PolicyChain.Problem) -> SpanPlan {
    var builtIn: [Entity: [SpanClaim]] = [:]
    var sources: [SpanPlan.Source] = []
    for (index, policy) in policies.enumerated() where policy.phases.contains(phase) {
      guard case .spans(let settings) = policy.guardrail else { continue }
      func claim(_ name: String) -> SpanClaim {
        SpanClaim(policy: index, name: name, action: action(policy, settings, phase), threshold: settings.threshold)
      }
      for name in settings.entities {
        guard let entity = Entity(name: name) else {
          throw PolicyChain.Problem(policy: policy.id, message: "there is no built-in kind of data called '\(name)'")
        }
        builtIn[entity, default: []].append(claim(name))
      }
      for detector in try CustomDetectors.detectors(settings, policy: policy.id) {
        sources.append(SpanPlan.Source(detector.detector, claims: [.custom: [claim(detector.name)]]))
      }
    }
    if phase == .output, let index = policies.firstIndex(where: \.restoresValues) {
      let claim = SpanClaim(policy: index, name: "placeholder", action: .restore, threshold: 0)
      sources.append(SpanPlan.Source(PlaceholderDetector(), claims: [.custom: [claim]]))
    }
    let detectors = DetectorCatalog.detectors(for: Set(builtIn.keys)).map { detector in
      SpanPlan.Source(detector, claims: builtIn.filter { detector.entities.contains($0.key) })
    }
    return SpanPlan(detectors + sources)
  }

  private static func action(_ policy: PolicyDefinition, _ settings: SpanSettings, _ phase: PolicyDefinition.Phase) -> SpanClaim.Action {
    switch policy.action {
    case .block: return .block
    case .escalate: return .escalate
    case .flag: return .flag
    case .redact:
      if settings.redaction.restores, phase == .input { return .redactReversibly }
      let format: Marker.Format =
        switch settings.redaction.format {
        case .label: .label
        case .asterisks: .asterisks
        case .partial: .partial
        }
      return .redact(Marker(format, custom: settings.redaction.customMarkers, preservesLength: settings.redaction.preservesLength))
    }
  }
}

extension PolicyDefinition {
  /// Whether what the policy takes out of a prompt is put back into the answer.
  var restoresValues: Bool {
    if case .spans(let settings) = guardrail { action == .redact && settings.redaction.restores && phases.contains(.input) } else { false }
  }
}
