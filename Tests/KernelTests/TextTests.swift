import Kernel
import Testing

/// Words as they stand in sentences and lists.
struct TextTests {
  @Test func aBeginningEndsWithAWholeWord() {
    #expect("Help to feed him".beginning(16) == "Help to feed him")
    #expect("Help to feed him".beginning(15) == "Help to feed…")
    #expect("Help to feed him".beginning(8) == "Help to…")
    #expect("Unbreakable".beginning(4) == "Unbr…")
    #expect("".beginning(4) == "")
  }
}
