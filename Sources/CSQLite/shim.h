#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast in a macro, which Swift does not import.
static inline sqlite3_destructor_type keywork_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// A function of any number of arguments, which Swift does not import either. Without statistics no lock is taken for
// each piece of memory.
static inline int keywork_sqlite_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
