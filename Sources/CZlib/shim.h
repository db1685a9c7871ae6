#include <zlib.h>

// deflateInit2 is a macro, which Swift does not import. 15 + 16: a gzip header and trailer around the stream.
static inline int keywork_gzip_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
