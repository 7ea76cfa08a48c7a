#!/usr/bin/env bash
# Prints the path of a Node 24 under which uWebSockets.js loads. Its Linux binary needs glibc 2.38; where the system has
# that, it is the project's own Node. On an older Debian a copy of that Node is made in .data/uws-node that uses the C
# library of Debian 13, unpacked beside it; nothing is installed. Wants apt-get, dpkg-deb and patchelf. Safe to repeat.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
node=$(readlink -f "$root/node_modules/node/bin/node")
target="$root/.data/uws-node"
release=trixie
packages=(libc6 libstdc++6 libgcc-s1 libatomic1)

say() { echo "uws-node: $*" >&2; }
fail() { say "$*"; exit 1; }

# Whether uWebSockets.js, as the server finds it, loads under the given Node.
loads() {
  (cd "$root/server" && "$1" -e "require('uWebSockets.js')") >/dev/null 2>&1
}

# The address of the Debian archive that this machine's own apt sources name.
debian_archive() {
  local codename
  codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --format '$(ORIGIN) $(CODENAME) $(REPO_URI)' 'Identifier: Packages' |
    awk -v codename="$codename" '$1 == "Debian" && $2 == codename { print $3; exit }'
}

# Fetches the packages of the newer release with apt lists of its own, so that the machine's are left as they are.
fetch_packages() {
  local archive=$1 apt_dir=$2
  mkdir -p "$apt_dir/lists/partial" "$apt_dir/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $archive $release main" >"$apt_dir/sources.list"
  local options=(
    -o "Dir::Etc::sourcelist=$apt_dir/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$apt_dir/lists" -o "Dir::Cache=$apt_dir"
    -o APT::Get::List-Cleanup=0 -o Acquire::Languages=none -o "APT::Sandbox::User=$(id -un)"
  )
  apt-get "${options[@]}" -qq update >&2
  (cd "$apt_dir" && apt-get "${options[@]}" -qq download "${packages[@]}" >&2)
}

make_node() {
  local archive=$1 work=$2
  fetch_packages "$archive" "$work/apt"
  mkdir -p "$work/root"
  for package in "$work"/apt/*.deb; do dpkg-deb -x "$package" "$work/root"; done
  rm -rf "$target"
  mkdir -p "$target"
  mv "$work/root" "$target/root"
  local libraries interpreter
  libraries=$(dirname "$(find "$target/root" -name libc.so.6 | head -1)")
  interpreter=$(find "$libraries" -maxdepth 1 -name 'ld-linux-*.so.*' | head -1)
  cp "$node" "$target/node.new"
  patchelf --set-interpreter "$interpreter" --set-rpath "$libraries" "$target/node.new"
  mv "$target/node.new" "$target/node"
}

main() {
  [ -x "$node" ] || fail 'the project is not installed yet: run "npm run build" first'
  if loads "$node"; then echo "$node"; return; fi
  if [ -x "$target/node" ] && [ "$("$target/node" --version)" = "$("$node" --version)" ] && loads "$target/node"; then
    echo "$target/node"
    return
  fi
  local tool archive
  for tool in apt-get dpkg-deb patchelf; do
    command -v "$tool" >/dev/null || fail "$tool is missing"
  done
  archive=$(debian_archive)
  [ -n "$archive" ] || fail "this system has no Debian archive in its apt sources to take a newer C library from"
  say "making a Node that uses the C library of Debian $release"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  make_node "$archive" "$work"
  loads "$target/node" || fail "uWebSockets.js does not load under $target/node"
  echo "$target/node"
}

main
