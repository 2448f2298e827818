#!/usr/bin/env bash
# Alerts durably accepted per second (new ones, ten a request, 16 connections), beside Alertmanager in the same run.
# Usage: ingest.sh [path of warroom] [seconds a round] [rounds]. Needs wrk and prometheus-alertmanager (Debian).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
warroom=${1:-$here/../../.build/release/warroom}
seconds=${2:-5}
rounds=${3:-3}
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT

cat >"$work/alertmanager.yml" <<'YAML'
route: { receiver: none }
receivers: [ { name: none } ]
YAML

wait_for() { for _ in $(seq 200); do curl -sf "$1" >/dev/null && return; sleep 0.05; done; echo "no answer at $1" >&2; exit 1; }
# Processor time of a process so far, in hundredths of a second.
ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }
each() { awk -v t="$1" -v n="$2" 'BEGIN {printf "%.1f", t * 10000 / n}'; }
load() { wrk -t1 -c16 -d"${seconds}s" -s "$here/new-alerts.lua" "$1" | tail -n 1; }

for round in $(seq "$rounds"); do
    prometheus-alertmanager --config.file="$work/alertmanager.yml" --storage.path="$work/am$round" \
        --web.listen-address=127.0.0.1:9093 --cluster.listen-address= --log.level=error >"$work/am.log" 2>&1 &
    peer=$!
    wait_for http://127.0.0.1:9093/-/ready
    theirs=$(load http://127.0.0.1:9093)
    their_cost=$(each "$(ticks $peer)" "$(awk -v r="${theirs%% *}" -v s="$seconds" 'BEGIN {print r * s}')")
    kill $peer; wait $peer 2>/dev/null || true

    "$warroom" serve --home "$work/room$round" --listen 127.0.0.1:9912 >"$work/room.log" 2>&1 &
    room=$!
    wait_for http://127.0.0.1:9912/-/ready
    ours=$(load http://127.0.0.1:9912)
    stored=$("$warroom" log stat --home "$work/room$round" --json | grep -o '"alert.fired":[0-9]*' | cut -d: -f2)
    our_cost=$(each "$(ticks $room)" "$stored")
    memory=$(awk '/VmHWM/ {print $2/1024}' /proc/$room/status)
    kill $room; wait $room 2>/dev/null || true
    rm -rf "$work/room$round" "$work/am$round"

    echo "round $round: alertmanager ${theirs% *} | warroom ${ours% *} (alerts/s, p50 ms, p99 ms); refused ${ours##* }; in the log: $stored; peak MB: $memory; processor µs an alert: theirs $their_cost, ours $our_cost; ratio $(awk -v a="${ours%% *}" -v b="${theirs%% *}" 'BEGIN {printf "%.2f", a/b}')"
done
