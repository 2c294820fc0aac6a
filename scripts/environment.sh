# Sourced by the other scripts: makes a virtual environment from a pinned,
# hashed list of requirements, or reuses it while neither the list nor what
# pyproject.toml says of the package has changed. Sets $python to its interpreter. The list is whole (uv compiled
# it), so pip resolves nothing: its resolver fails on lists with extras and hashes.
#   make_environment FOLDER REQUIREMENTS

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    [ -n "$candidate" ] || continue
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  echo "Contrecoup needs Python 3.11 or later with venv and pip." >&2
  echo "Next: install it (Debian: apt-get install python3 python3-venv python3-pip), or set PYTHON=/path/to/python." >&2
  return 2
}

make_environment() {
  local folder=$1 requirements=$2 base stamp
  base=$(find_python) || exit 2
  stamp=$("$base" - "$requirements" <<'END'
import hashlib, json, sys, tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
installed = json.dumps([project["build-system"], project["project"]]).encode()
print(hashlib.sha256(Path(sys.argv[1]).read_bytes() + installed).hexdigest(), sys.version)
END
  )
  python=$folder/bin/python
  if [ ! -x "$python" ] || [ "$(cat "$folder/made-from" 2>/dev/null)" != "$stamp" ]; then
    echo "Making $folder with the pinned packages of $requirements …" >&2
    "$base" -m venv --clear "$folder" || exit 2
    "$python" -m pip install --quiet --disable-pip-version-check --no-compile --no-deps --require-hashes -r "$requirements" || exit 2
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e . || exit 2
    # pip compiles file by file; this takes all cores. What cannot be compiled is no module (as for pip). Compiled
    # when first used instead, a package's old spelling would be a warning, which ends the tests.
    "$python" -W ignore -m compileall -qq -j 0 "$folder"/lib*/python*/site-packages || true
    printf '%s' "$stamp" > "$folder/made-from"
  fi
}

# Makes .venv-spark, for the tests that run on Spark, or reuses it; ends with 1, saying why, where there is
# no Java or it cannot be installed (430 MB, a minute or two, once). It may run beside the rest.
make_spark() {
  command -v java >/dev/null 2>&1 || [ -x "${JAVA_HOME:-}/bin/java" ] || {
    echo "No Java: the tests on Spark will be skipped. Next: install Java 17 (apt-get install openjdk-17-jre-headless)." >&2
    return 1
  }
  (export -f find_python make_environment; timeout 600 bash -c 'set -euo pipefail; make_environment .venv-spark requirements/spark.txt') >.venv-spark.log 2>&1 || {
    echo "Spark could not be installed (see .venv-spark.log): its tests will be skipped." >&2
    return 1
  }
}

# Installs the servers of tests/loopback into .loopback, or reuses them while the list stays.
# What is missing (node, npm, the registry) is said, and the tests of those servers are skipped.
make_loopback() {
  local folder=.loopback stamp headers
  command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 || {
    echo "No node and npm: the tests against a real Bluesky server will be skipped." >&2
    return 0
  }
  stamp=$(cat tests/loopback/package-lock.json | cksum; node --version)
  [ "$(cat "$folder/made-from" 2>/dev/null)" != "$stamp" ] || return 0
  echo "Installing the loopback servers of the tests (some minutes, once) …" >&2
  rm -rf "$folder" && mkdir -p "$folder"
  cp tests/loopback/package.json tests/loopback/package-lock.json "$folder"
  headers=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
  [ ! -d "$headers/include/node" ] || export npm_config_nodedir=$headers
  if (cd "$folder" && timeout 600 npm ci --no-audit --no-fund) >"$folder/install.log" 2>&1; then
    printf '%s' "$stamp" > "$folder/made-from"
  else
    echo "They could not be installed (see $folder/install.log): their tests will be skipped." >&2
  fi
}
