#!/usr/bin/env bash
# Proves the two commands of the README on a machine that has nothing: Debian 12 minbase, Node.js 20, npm 11, an empty
# environment. Once as root in a folder that nobody else may enter, once as a plain user. Only `npm ci` has a network.
#
#   test/bare/run.sh [root|user]...      BARE_TEST_ARGS="pattern" narrows npm test, BARE_SKIP_START=1 leaves npm start out
#
# Needs root, debootstrap, git, ip and unshare on the machine that runs it. Keeps the base system in /var/tmp/sauda-bare.
set -euo pipefail

readonly repository="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
readonly workshop=/var/tmp/sauda-bare
readonly base="$workshop/base"
readonly mirror="${BARE_MIRROR:-http://deb.debian.org/debian}"

fail() {
  echo "bare: $*" >&2
  exit 1
}

check_machine() {
  [[ $EUID -eq 0 ]] || fail "run as root"
  for program in debootstrap git ip unshare chroot node npm; do
    command -v "$program" >/dev/null || fail "$program is missing on this machine"
  done
  [[ "$(npm --version)" == 11.* ]] || fail "npm 11 is wanted, found $(npm --version)"
}

# The Node.js of this machine when it is 20, as a user of an older project would have it; never the project's own.
find_node() {
  local candidate
  for candidate in /usr/bin/node /usr/local/bin/node "$(command -v node)"; do
    if [[ -x "$candidate" && "$("$candidate" --version)" == v20.* ]]; then
      readlink -f "$candidate"
      return
    fi
  done
  fail "no Node.js 20 on this machine"
}

build_base() {
  [[ -e "$base/.complete" ]] && return
  rm -rf "$base"
  mkdir -p "$workshop"
  echo "bare: debootstrap from $mirror"
  debootstrap --variant=minbase bookworm "$base" "$mirror" >"$workshop/debootstrap.log" 2>&1 ||
    fail "debootstrap failed, see $workshop/debootstrap.log"
  install -m 0755 "$(find_node)" "$base/usr/bin/node"
  mkdir -p "$base/usr/lib/node_modules"
  cp -a "$(npm root --global)/npm" "$base/usr/lib/node_modules/npm"
  ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$base/usr/bin/npm"
  ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$base/usr/bin/npx"
  echo 'seller:x:1000:1000::/home/seller:/bin/bash' >>"$base/etc/passwd"
  echo 'seller:x:1000:' >>"$base/etc/group"
  install -d -o 1000 -g 1000 "$base/home/seller"
  touch "$base/.complete"
}

# What this machine's network asks of everybody on it: name servers, and its own certificates where it has some.
lend_network() {
  local root=$1 home=$2 owner=$3
  cp -L /etc/resolv.conf "$root/etc/resolv.conf"
  cp /etc/hosts "$root/etc/hosts"
  if [[ -n "${NODE_EXTRA_CA_CERTS:-}" ]]; then
    install -D -m 0644 "$NODE_EXTRA_CA_CERTS" "$root/etc/ssl/certs/machine.crt"
    echo "cafile=/etc/ssl/certs/machine.crt" >"$root$home/.npmrc"
    chown "$owner" "$root$home/.npmrc"
  fi
}

# Runs a line of shell inside, as the owner, in an empty environment and in process and mount spaces of its own: when
# it ends, nothing of it is left. Arguments: root folder, owner, home, project, network (shared|none), line.
inside() {
  local root=$1 owner=$2 home=$3 project=$4 network=$5 line=$6
  local spaces=(--mount --pid --fork --kill-child)
  [[ "$network" == none ]] && spaces+=(--net)
  unshare "${spaces[@]}" bash -c '
    set -euo pipefail
    root=$1 owner=$2 home=$3 project=$4 network=$5 line=$6
    mount -t proc proc "$root/proc"
    mkdir -p "$root/dev/shm"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    if [[ "$network" == none ]]; then ip link set lo up; fi
    exec chroot --userspec="$owner" "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$home" \
      /bin/bash -c "cd \"$project\" || exit 1; $line"
  ' bare "$root" "$owner" "$home" "$project" "$network" "$line"
}

# npm start must become ready, end on a SIGTERM to npm, and leave no process; runs inside.
readonly start_line='
npm start >/tmp/start.log 2>&1 & npm=$!
for second in $(seq 180); do
  if ! kill -0 $npm 2>/dev/null; then echo "npm start ended early"; tail -40 /tmp/start.log; exit 1; fi
  if node -e "fetch(\"http://127.0.0.1:\" + (process.argv[1]) + \"/ready\").then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))" "${BARE_PORT:-3000}"; then
    echo "ready after $second s"; break
  fi
  if [ $second = 180 ]; then echo "not ready after 180 s"; tail -40 /tmp/start.log; exit 1; fi
  sleep 1
done
kill -TERM $npm
wait $npm || true
left=""
for status in /proc/[0-9]*/status; do
  pid=${status#/proc/}; pid=${pid%/status}
  [ "$pid" = 1 ] || [ "$pid" = $$ ] || grep -q "^State:.Z" $status 2>/dev/null || [ ! -e $status ] || left="$left $pid:$(tr "\0" " " </proc/$pid/cmdline)"
done
if [ -n "$left" ]; then echo "left behind:$left"; exit 1; fi
echo "npm start ended and left nothing"
'

try_as() {
  local name=$1 owner=$2 home=$3
  local root="$workshop/$name" project="$home/sauda"
  rm -rf --one-file-system "$root"
  cp -a "$base" "$root"
  lend_network "$root" "$home" "$owner"
  mkdir -p "$root$project"
  git -C "$repository" archive HEAD | tar -x -C "$root$project"
  chown -R "$owner" "$root$project"
  chmod 0700 "$root$home" "$root$project"

  local began=$SECONDS
  echo "bare: $name: npm ci"
  inside "$root" "$owner" "$home" "$project" shared 'npm ci' || fail "$name: npm ci failed"
  echo "bare: $name: npm ci took $((SECONDS - began)) s"

  if [[ -z "${BARE_SKIP_START:-}" ]]; then
    echo "bare: $name: npm start"
    inside "$root" "$owner" "$home" "$project" none "$start_line" || fail "$name: npm start failed"
  fi

  began=$SECONDS
  echo "bare: $name: npm test"
  inside "$root" "$owner" "$home" "$project" none "npm test -- ${BARE_TEST_ARGS:-}" | tee "$workshop/$name-test.log" ||
    fail "$name: npm test failed"
  [[ "$(tail -1 "$workshop/$name-test.log")" =~ ^[1-9][0-9]*\ passed,\ 0\ failed ]] ||
    fail "$name: npm test did not end with its count"
  echo "bare: $name: npm test took $((SECONDS - began)) s"
  rm -rf --one-file-system "$root"
}

check_machine
build_base
for name in "${@:-root user}"; do
  for one in $name; do
    case "$one" in
      root) try_as root 0:0 /root ;;
      user) try_as user 1000:1000 /home/seller ;;
      *) fail "unknown: $one" ;;
    esac
  done
done
echo "bare: ok"
