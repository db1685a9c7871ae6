import CZlib

/// The bytes as a gzip stream; nil where they would not become smaller or zlib refuses.
func gzipped(_ bytes: [UInt8], level: Int32 = 4) -> [UInt8]? {
  var stream = z_stream()
  guard keywork_gzip_init(&stream, level) == Z_OK else { return nil }
  defer { deflateEnd(&stream) }
  var output = [UInt8](repeating: 0, count: bytes.count + 64)
  var input = bytes
  let written: Int? = input.withUnsafeMutableBufferPointer { source in
    output.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      return deflate(&stream, Z_FINISH) == Z_STREAM_END ? target.count - Int(stream.avail_out) : nil
    }
  }
  guard let written, written < bytes.count else { return nil }
  output.removeLast(output.count - written)
  return output
}
