internal import GatewayFleet

/// Placeholder.
@main enum FleetBench {
  static func main() { print("fleet") }
}
