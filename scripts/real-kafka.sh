#!/usr/bin/env bash
# A real Apache Kafka (one KRaft broker) on loopback, for the tests that otherwise meet kcat's mock cluster.
#   scripts/real-kafka.sh start   fetches the jars with Maven, starts the broker, prints host:port
#   scripts/real-kafka.sh stop    stops it and deletes its data
# Wants Java 17 or later and Maven. Jars are kept in .data/kafka/libs, so a second start is quick.
set -euo pipefail

version=4.1.1
root=$(cd "$(dirname "$0")/.." && pwd)
home="$root/.data/kafka"
libs="$home/libs-$version"
data="$home/data"

say() { echo "real-kafka: $*" >&2; }

free_port() {
  node -e 'const s = require("node:net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })'
}

fetch_jars() {
  [ -f "$libs/.complete" ] && return
  local project
  project=$(mktemp -d)
  cat >"$project/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>casino</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
POM
  say "fetching Apache Kafka $version with Maven"
  mvn --quiet --batch-mode --file "$project/pom.xml" \
    dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$libs" >&2
  rm -rf "$project"
  touch "$libs/.complete"
}

configure() {
  local port=$1
  mkdir -p "$data"
  cat >"$home/server.properties" <<PROPERTIES
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$2
listeners=PLAINTEXT://127.0.0.1:$port,CONTROLLER://127.0.0.1:$2
advertised.listeners=PLAINTEXT://127.0.0.1:$port
controller.listener.names=CONTROLLER
log.dirs=$data
num.partitions=6
offsets.topic.num.partitions=4
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=true
PROPERTIES
}

kafka() {
  java -Xmx512m -Xms256m -cp "$libs/*" "$@"
}

answers() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

start() {
  fetch_jars
  stop
  local port controller pid
  port=$(free_port)
  controller=$(free_port)
  configure "$port" "$controller"
  kafka kafka.tools.StorageTool format -t 4L6g3nShT-eMCtK--X86sw -c "$home/server.properties" >"$home/kafka.log" 2>&1
  # Away from this shell, whose end must not end it.
  setsid java -Xmx512m -Xms256m -cp "$libs/*" kafka.Kafka "$home/server.properties" >>"$home/kafka.log" 2>&1 </dev/null &
  pid=$!
  echo "$pid" >"$home/kafka.pid"
  for _ in $(seq 300); do
    if answers "$port"; then echo "127.0.0.1:$port"; return; fi
    kill -0 "$pid" 2>/dev/null || { say "the broker ended:"; tail -20 "$home/kafka.log" >&2; exit 1; }
    sleep 0.2
  done
  say "the broker does not answer; its log is $home/kafka.log"
  exit 1
}

stop() {
  local pid
  if [ -f "$home/kafka.pid" ]; then
    pid=$(cat "$home/kafka.pid")
    # The number may belong to somebody else by now.
    if tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q "kafka.Kafka $home"; then
      kill "$pid"
      for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
      kill -9 "$pid" 2>/dev/null || true
    fi
    rm -f "$home/kafka.pid"
  fi
  rm -rf "$data"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  *) say "start or stop?"; exit 1 ;;
esac
