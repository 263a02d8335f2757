#!/usr/bin/env bash
# Starts servers to test against, on loopback only: up.sh [FOLDER/] [SERVER...]. See README.md.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

give_up() {
    trap '' EXIT HUP INT TERM
    say "$name did not start"
    local log
    for log in "$home/start.log" $(server_logs); do
        [ ! -s "$log" ] || { echo "--- $log"; tail -n 60 "$log"; } >&2
    done
    stop_server
    exit 1
}

bring_up() (
    name=$1
    home=$state/$name
    . "$servers_dir/$name.sh"
    # A server started by other scripts than these is started anew.
    stamp=$(find "$servers_dir" -type f -exec cksum {} + | sort | cksum)
    if [ -e "$home/stamp" ] && [ "$(<"$home/stamp")" = "$stamp" ] && server_runs; then
        say "$name is up already"
        exit 0
    fi
    ensure_packages "${packages[@]}"
    stop_server
    rm -rf -- "$home"
    mkdir "$home"
    trap give_up EXIT
    trap 'exit 1' HUP INT TERM
    server_start </dev/null >"$home/start.log" 2>&1 9>&-
    await 30 server_runs 9>&- || exit 1
    trap - EXIT
    echo "$stamp" >"$home/stamp"
    say "$name is up"
)

read_arguments "$@"
[ ${#names[@]} -gt 0 ] || names=(postfix)
require_root
open_state
rm -f "$state/servers.env"
for name in "${names[@]}"; do
    bring_up "$name"
done

# With those that an earlier run started.
for stamp in "$state"/*/stamp; do
    cat "${stamp%stamp}server.env"
done >"$state/servers.env.new"
mv "$state/servers.env.new" "$state/servers.env"
echo "$state/servers.env"
