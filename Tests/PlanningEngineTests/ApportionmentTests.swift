import Testing

@testable import PlanningEngine
