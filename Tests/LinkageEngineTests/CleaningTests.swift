import Testing
@testable import LinkageEngine
