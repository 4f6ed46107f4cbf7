import GatewayConfig
import GatewayCore
import GatewayTestSupport
import Testing

/// `model_groups`, in both of its shapes.
@Suite(.longComputation) struct ModelGroupTests {
  /// The groups of a document whose `model_groups` has these entries.
  private func groups(_ entries: String...) throws -> [ModelGroup] {
    let result = load(Self.document(entries))
    #expect(lines(result) == [])
    return try #require(result.snapshot).fleet.groups
  }

  /// `model_groups` begins on line 6, the entries on line 7.
  private static func document(_ entries: [String]) -> String {
    fleetDocument("", "model_groups:\n" + entries.map { "  - \($0)\n" }.joined())
  }

  @Test func targetsByTheirIDs() throws {
    let groups = try groups("{name: small, targets: [b, a], aliases: [s, gpt-4o-mini], fallback_group: big}", "{name: big, targets: [c]}")
    #expect(
      groups == [
        ModelGroup(
          name: "small", aliases: ["s", "gpt-4o-mini"], members: [.init(target: "b"), .init(target: "a")], fallback: "big"),
        ModelGroup(name: "big", members: [.init(target: "c")]),
      ])
  }

  @Test func targetsByTheirModels() throws {
    let groups = try groups(
      "{name: all, models: [{provider: vllm, model: tiny, weight: 3}, {provider: openllm, model: large}]}",
      "{name: strings, models: [{provider: \"vllm:chat:tiny\", weight: 2}, {provider: c}]}",
      "{name: both, models: [{provider: \"vllm:chat:tiny\", model: tiny}, {provider: c, model: large}]}")
    #expect(groups[0].members == [.init(target: "a", weight: 3), .init(target: "b", weight: 3), .init(target: "c")])
    #expect(groups[1].members == [.init(target: "a", weight: 2), .init(target: "b", weight: 2), .init(target: "c")])
    #expect(groups[2].members == [.init(target: "a"), .init(target: "b"), .init(target: "c")])
  }

  @Test func aFallbackIsAGroupATargetOrAModel() throws {
    let groups = try groups(
      "{name: g, targets: [a], fallback: alias}", "{name: h, targets: [b], aliases: [alias], fallback: c}",
      "{name: i, targets: [a], fallback: large}", "{name: j, targets: [a], fallback: \"openllm:chat:large\"}",
      "{name: k, targets: [a], fallback: tiny}", "{name: l, targets: [a], fallback: h, fallback_group: h}")
    #expect(groups.map(\.fallback) == ["h", "c", "large", "openllm:chat:large", "tiny", "h"])
  }

  @Test func aGroupMayBeCalledLikeTheModelOfItsMembers() throws {
    let groups = try groups("{name: tiny, targets: [a, b], aliases: [\"vllm:chat:tiny\"]}")
    #expect(groups.map(\.name) == ["tiny"])
  }

  @Test func aTargetMayBeInSeveralGroups() throws {
    #expect(try groups("{name: g, targets: [a, b]}", "{name: h, targets: [b, c]}").count == 2)
  }

  @Test func aFallbackThatOnlyAServerKnowsIsWarnedOf() throws {
    let result = load(
      "providers: {targets: [{id: a, provider: vllm}, {id: b, provider: vllm, model: m}]}\nmodel_groups: [{name: g, targets: [b], fallback: far}]\n"
    )
    #expect(
      lines(result) == [
        "policy-config.yaml:2:50: warning: model_groups[0].fallback: \"far\" is no group, target or model that is known here; "
          + "a target that serves what its server reports may have it"
      ])
    #expect(result.exitCode == 0)
    #expect(try #require(result.snapshot).fleet.groups.first?.fallback == "far")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var entries: [String]
    var expected: [String]
    var testDescription: String { entries.joined(separator: " / ") }

    init(_ entries: String..., gives expected: String...) {
      self.entries = entries
      self.expected = expected.map { "policy-config.yaml:\($0)" }
    }
  }

  static let shapes = [
    Case("{targets: [a]}", gives: "7:5: error: model_groups[0]: \"name\" is required"),
    Case(
      "{name: g}",
      gives: "7:5: error: model_groups[0]: no targets; name them with targets: [<id>, ...] or models: [{provider, model, weight}]"),
    Case("{name: g, targets: []}", gives: "7:24: error: model_groups[0].targets: is empty; a group has at least one target"),
    Case("{name: g, models: []}", gives: "7:23: error: model_groups[0].models: is empty; a group has at least one target"),
    Case(
      "{name: g, targets: [a], models: [{provider: c}]}",
      gives: "7:37: error: model_groups[0].models: the group's targets stand already at policy-config.yaml:7:24; name them once"),
    Case(
      "{name: g h, targets: [a], alias: x}",
      gives: "7:12: error: model_groups[0].name: a model name holds no spaces and no control characters",
      "7:31: error: model_groups[0].alias: unknown key \"alias\" — did you mean \"aliases\"?"),
    Case(
      "{name: g, targets: [a], fallback: c, fallback_group: h}", "{name: h, targets: [b]}",
      gives: "7:39: error: model_groups[0].fallback: says c, but fallback_group at policy-config.yaml:7:58 says h; say it once"),
  ]

  static let references = [
    Case(
      "{name: g, targets: [a, bb]}",
      gives: "7:28: error: model_groups[0].targets[1]: there is no target \"bb\""),
    Case(
      "{name: g, targets: [a, b, a]}",
      gives: "7:31: error: model_groups[0].targets[2]: the target \"a\" is already a member at policy-config.yaml:7:25"),
    Case(
      "{name: g, models: [{provider: vllm, model: tiny}, {provider: b}]}",
      gives: "7:55: error: model_groups[0].models[1]: the target \"b\" is already a member at policy-config.yaml:7:24"),
    Case(
      "{name: g, models: [{provider: vllm, model: tiyn}, {provider: vllm, model: large}]}",
      gives:
        "7:24: error: model_groups[0].models[0]: there is no target of provider \"vllm\" with the model \"tiyn\" — did you mean \"tiny\"?",
      "7:55: error: model_groups[0].models[1]: there is no target of provider \"vllm\" with the model \"large\""),
    Case(
      "{name: g, models: [{provider: vllm}, {provider: nowhere}, {model: tiny}]}",
      gives: "7:24: error: model_groups[0].models[0]: names no model; add model: <the engine's name for it>",
      "7:42: error: model_groups[0].models[1]: there is no target with the provider string or the id \"nowhere\"",
      "7:63: error: model_groups[0].models[2]: \"provider\" is required"),
    Case(
      "{name: g, targets: [a], fallback_group: c}", gives: "7:45: error: model_groups[0].fallback_group: there is no group \"c\""),
    Case(
      "{name: good, targets: [a], fallback_group: bettre}", "{name: better, targets: [b]}",
      gives: "7:48: error: model_groups[0].fallback_group: there is no group \"bettre\" — did you mean \"better\"?"),
    Case(
      "{name: g, targets: [a], fallback: larg}",
      gives: "7:39: error: model_groups[0].fallback: there is no group, target or model \"larg\" — did you mean \"large\"?"),
    Case("{name: g, targets: [a, b], fallback: tiny}", gives: "7:42: error: model_groups[0].fallback: \"tiny\" is in the group itself"),
    Case("{name: g, targets: [a, b], fallback: b}", gives: "7:42: error: model_groups[0].fallback: \"b\" is in the group itself"),
  ]

  static let collisions = [
    Case(
      "{name: a, targets: [a]}",
      gives: "7:12: error: model_groups[0].name: \"a\" is the id of the target at policy-config.yaml:3:7; choose another name"),
    Case(
      "{name: g, targets: [a], aliases: [large, c]}",
      gives:
        "7:39: error: model_groups[0].aliases[0]: \"large\" is the model of the target at policy-config.yaml:5:7, which is not in the group; "
        + "add it, or choose another name",
      "7:46: error: model_groups[0].aliases[1]: \"c\" is the id of the target at policy-config.yaml:5:7; choose another name"),
    Case(
      "{name: tiny, targets: [a]}",
      gives: "7:12: error: model_groups[0].name: \"tiny\" is the model of the target at policy-config.yaml:4:7, which is not in the group; "
        + "add it, or choose another name"),
    Case(
      "{name: g, targets: [a], aliases: [\"vllm:chat:tiny\"]}",
      gives: "7:39: error: model_groups[0].aliases[0]: \"vllm:chat:tiny\" is the model of the target at policy-config.yaml:4:7, "
        + "which is not in the group; add it, or choose another name"),
    Case(
      "{name: g, targets: [a], aliases: [x, x, g]}", "{name: x, targets: [b]}",
      gives: "7:42: error: model_groups[0].aliases[1]: the name \"x\" is already taken at policy-config.yaml:7:39",
      "7:45: error: model_groups[0].aliases[2]: the name \"g\" is already taken at policy-config.yaml:7:12",
      "8:12: error: model_groups[1].name: the name \"x\" is already taken at policy-config.yaml:7:39"),
  ]

  static let circles = [
    Case(
      "{name: g, targets: [a], fallback_group: g}",
      gives: "7:45: error: model_groups[0].fallback_group: fallbacks go in a circle: g → g"),
    Case(
      "{name: g, targets: [a], fallback: y}", "{name: h, targets: [b], fallback: j}",
      "{name: i, targets: [c], aliases: [y], fallback_group: h}",
      "{name: j, targets: [c], fallback: x}", "{name: k, targets: [c], aliases: [x], fallback: i}", "{name: l, targets: [c], fallback: l}",
      gives: "8:39: error: model_groups[1].fallback: fallbacks go in a circle: h → j → k → i → h",
      "12:39: error: model_groups[5].fallback: fallbacks go in a circle: l → l"),
  ]

  @Test(arguments: shapes + references + collisions + circles) func theErrorsAre(test: Case) {
    let result = load(Self.document(test.entries))
    #expect(lines(result) == test.expected)
    #expect(result.exitCode == 1)
  }

  @Test func theNearestTargetIsNamed() {
    let document = "providers: {targets: [{id: node-1, provider: vllm}]}\nmodel_groups: [{name: g, targets: [node_1]}]\n"
    #expect(
      lines(load(document)) == [
        "policy-config.yaml:2:36: error: model_groups[0].targets[0]: there is no target \"node_1\" — did you mean \"node-1\"?"
      ])
  }

  @Test func thousandsOfWrongReferencesAreBounded() {
    let targets = (0..<300).map { "    - {id: node-\($0), provider: vllm}\n" }.joined()
    let groups = (0..<300).map { "  - {name: g\($0), targets: [nude-\($0)]}\n" }.joined()
    let result = load("providers:\n  targets:\n" + targets + "model_groups:\n" + groups)
    #expect(result.diagnostics.count == 200)
    #expect(result.exitCode == 1)
  }

  /// An error in a target is not followed by errors of the groups that it is in.
  @Test func aTargetWithAnErrorIsStillThere() {
    let document =
      "providers: {targets: [{id: a, provider: vlm}, {id: b, provider: 'vllm:chat:m'}]}\n"
      + "model_groups: [{name: g, targets: [a, b]}, {name: h, models: [{provider: a}]}, {name: i, targets: [b], fallback: a}]\n"
    #expect(load(document).diagnostics.map(\.path) == ["providers.targets[0].provider"])
  }

  /// Every reference is looked up, not searched for.
  @Test(.timeLimit(.minutes(10))) func manyGroupsOfManyTargetsAreRead() throws {
    let count = 2000
    let targets = (0..<count).map { "    - {id: t\($0), provider: vllm, model: m\($0)}\n" }.joined()
    let groups = (0..<count).map { index in
      let next = index + 1 < count ? ", fallback_group: g\(index + 1)" : ""
      return "  - {name: g\(index), models: [{provider: vllm, model: m\(index)}]\(next)}\n"
    }.joined()
    let result = load("providers:\n  targets:\n" + targets + "model_groups:\n" + groups)
    #expect(lines(result) == [])
    #expect(try #require(result.snapshot).fleet.groups.count == count)
  }
}
