#!/usr/bin/env bash
# Asks a server that runs with OpenAI's clients for Python and Node, as pip and npm have them today.
#
#   ./mingle serve &
#   itests/clients/run.sh http://127.0.0.1:8080/v1
#
# A key is taken from OPENAI_API_KEY. What is installed lies in a temporary folder, and goes with it. What this machine
# has no Python or Node for is skipped, and said so; the exit code is 1 if something failed, 3 if nothing could be tried.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export OPENAI_BASE_URL=${1:?Say where the server is, like http://127.0.0.1:8080/v1}
export OPENAI_API_KEY=${OPENAI_API_KEY:-none}
export PICTURE=$here/../../bundles/nano/src/main/resources/demo/read-known-fonts-1.png

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
tried=0
failed=0

skip() {
    echo "skipped: $1 ($2)"
}

# Runs a client's program, with a bound that only a hanging one meets.
ask() {
    tried=$((tried + 1))
    if timeout 300 "${@:2}"; then
        echo "passed: $1"
    else
        echo "FAILED: $1"
        failed=$((failed + 1))
    fi
}

if ! python=$(command -v python3); then
    skip "Python" "there is no python3 here"
elif ! "$python" -m venv "$folder/python" >"$folder/log" 2>&1; then
    skip "Python" "it cannot make a virtual environment; on Debian install python3-venv"
elif ! timeout 300 "$folder/python/bin/pip" install --quiet 'openai[realtime]' >"$folder/log" 2>&1; then
    skip "Python" "openai cannot be installed: $(tail -n 1 "$folder/log")"
else
    ask "Python" "$folder/python/bin/python" "$here/ask.py"
fi

if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    skip "Node" "there is no node or no npm here"
elif ! timeout 300 npm install --silent --prefix "$folder/node" openai >"$folder/log" 2>&1; then
    skip "Node" "openai cannot be installed: $(tail -n 1 "$folder/log")"
else
    # Node looks for packages beside the program.
    cp "$here/ask.mjs" "$folder/node/"
    ask "Node" node "$folder/node/ask.mjs"
fi

[ "$failed" -eq 0 ] || exit 1
[ "$tried" -gt 0 ] || exit 3
