import Kernel
import Testing

@testable import Sharing

/// Why somebody looked, as it is said to whoever reads it.
struct OpeningWordsTests {
  @Test func theReasonIsSaidToWhoeverReadsIt() {
    #expect(Purpose.directCare.said(toFamily: true, isAboutReader: false) == "to help your child")
    #expect(Purpose.directCare.said(toFamily: true, isAboutReader: true) == "to help you")
    #expect(Purpose.directCare.said(toFamily: false, isAboutReader: false) == "to help the child")
    #expect(Purpose.governance.said(toFamily: true, isAboutReader: true) == Purpose.governance.inWords)
  }
}
