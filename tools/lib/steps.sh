# Sourced by the commands in tools/: runs a step quietly, shows that it is alive, and shows its output only if it fails.
# shellcheck shell=bash

log_dir=${STUTICKET_LOGS:-build/logs}
mkdir -p "$log_dir"

# build_progress LOG: " 40%" where the log is Ninja's, else a dot.
build_progress() {
  tail -c 4000 "$1" | awk -F '[][/]' '/^\[[0-9]+\/[0-9]+\]/ { done = int(100 * $2 / $3) } END { if (done) printf " %d%%", done; else printf "." }'
}

# step TITLE COMMAND [ARG…]: output goes to build/logs (the file's name is left in $step_log); every 5 s a dot, or how far
# a build has come; on failure the last 60 lines and exit status.
step() {
  local title=$1; shift
  local slug; slug=$(printf '%s' "$title" | tr -c 'A-Za-z0-9' '-' | cut -c1-60)
  local started=$SECONDS status=0
  step_log=$log_dir/$slug.log
  printf '%s ' "$title"
  "$@" >"$step_log" 2>&1 </dev/null &
  local pid=$! waited=0
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.1; waited=$((waited + 1))
    if [ $((waited % 50)) = 0 ]; then printf '%s' "$(build_progress "$step_log")"; fi
  done
  wait "$pid" || status=$?
  if [ "$status" != 0 ]; then
    printf ' failed (%s s); the end of %s:\n' "$((SECONDS - started))" "$step_log"
    tail -n 60 "$step_log"
    return "$status"
  fi
  printf ' %s s\n' "$((SECONDS - started))"
}
