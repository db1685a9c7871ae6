# What the scripts beside this file share. Sourced, never run.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PYTHON=$ROOT/.venv/bin/python
BUILD=$ROOT/build
STARTED=$SECONDS

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
stop() { printf 'Stopped: %s\n' "$*" >&2; exit 1; }
took() { printf '%d min %02d s' $(((SECONDS - STARTED) / 60)) $(((SECONDS - STARTED) % 60)); }

# The comment at the head of a script is its help.
help() { sed -n '2,/^[^#]/{/^# \{0,1\}/s///p}' "$0"; exit 0; }

free_port() { "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# A folder for what is thrown away: in memory where there is plenty of it, for thousands of databases are made and dropped.
# Others may pass through it: PostgreSQL runs as a user of its own.
throw_away_folder() {
  local memory room=0 folder
  memory=$(awk '/^MemAvailable/ { print int($2 / 1048576) }' /proc/meminfo)
  [ ! -w /dev/shm ] || room=$(df --output=avail -BG /dev/shm | tr -dc '0-9\n' | tail -n 1)
  if [ "$memory" -ge 12 ] && [ "$room" -ge 8 ]; then folder=$(mktemp -d -p /dev/shm); else folder=$(mktemp -d); fi
  chmod 711 "$folder"
  printf '%s' "$folder"
}

# Debian keeps PostgreSQL's own programs out of the path.
postgres_program() {
  local found
  found=$(ls -d /usr/lib/postgresql/*/bin/"$1" 2>/dev/null | sort -V | tail -n 1)
  [ -n "$found" ] || found=$(command -v "$1") || stop "no $1 here; bin/setup installs PostgreSQL"
  printf '%s' "$found"
}
# PostgreSQL will not run as root, so root runs it as the user that Debian's package makes.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# postgres_start DIR [durable]: a throw-away server with its data in DIR (new, empty), on loopback only.
# Prints its URL, by the socket in DIR: on one machine nobody goes over the network. It syncs nothing to disk unless it is
# asked to be durable.
postgres_start() {
  local dir=$1 port sync=off
  [ "${2:-}" = durable ] && sync=on
  port=$(free_port)
  if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; fi
  (
    cd "$dir"
    as_postgres "$(postgres_program initdb)" -D "$dir/data" -U keywork -A trust -E UTF8 --locale=C.UTF-8 --no-sync
    as_postgres "$(postgres_program pg_ctl)" -D "$dir/data" -w -t 60 -l "$dir/log" start -o "-p $port \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories=$dir -c max_connections=800 \
      -c fsync=$sync -c synchronous_commit=$sync -c full_page_writes=$sync"
  ) >"$dir.start" 2>&1 || { cat "$dir.start" "$dir/log" >&2 || true; stop "PostgreSQL did not start"; }
  printf 'postgres://keywork@%s:%s/postgres' "${dir//\//%2F}" "$port"
}
# postgres_stop DIR: stops the server of that folder, if one runs there, and throws the folder away.
postgres_stop() {
  if [ -f "$1/data/postmaster.pid" ]; then
    (cd "$1" && as_postgres "$(postgres_program pg_ctl)" -D "$1/data" -m immediate -w stop) >/dev/null || true
  fi
  rm -rf "$1" "$1.start"
}
