#!/usr/bin/env bash
# ClickHouse's own engine as a Python library, for the tests that load events into ClickHouse: no package of the server can be
# had by Debian's, Python's or npm's registry that is not years old. Installed once, under .data/clickhouse; wants python3 with
# venv, on Linux or macOS.
set -euo pipefail

package=chdb-core-lite==26.5.0
home="$(cd "$(dirname "$0")/.." && pwd)/.data/clickhouse"

[ -f "$home/.complete" ] && exit 0
rm -rf "$home"
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check "$package"
"$home/bin/python" -c 'import chdb'
touch "$home/.complete"
