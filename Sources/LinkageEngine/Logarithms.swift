#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

func log2of(_ value: Double) -> Double { log2(value) }
func exp2of(_ value: Double) -> Double { exp2(value) }
