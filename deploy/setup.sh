#!/bin/sh
# Puts onto the Prefect server that PREFECT_API_URL names: the work pool, its queues, the deployments of prefect.yaml and
# what is to happen when a run crashes. May be run again at any time, and is to be after every update.
#
#   PREFECT_API_URL=http://server:4200/api deploy/setup.sh
set -eu
: "${PREFECT_API_URL:?请设置 PREFECT_API_URL，例如 http://127.0.0.1:4200/api}"
export DO_NOT_TRACK=1
cd "$(dirname "$0")/.."
bin=${BEIAN_BIN:-$PWD/.venv/bin}

"$bin/prefect" work-pool create beian --type process --overwrite >/dev/null
"$bin/python" -P deploy/queues_and_automations.py
"$bin/prefect" --no-prompt deploy --all
