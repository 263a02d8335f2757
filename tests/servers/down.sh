#!/usr/bin/env bash
# Stops what up.sh started, and leaves mail and logs to look at: down.sh [FOLDER/] [SERVER...]. See README.md.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

take_down() (
    name=$1
    home=$state/$name
    . "$servers_dir/$name.sh"
    stop_server
    rm -f "$home/stamp" "$home/server.env"
    say "$name is down"
)

read_arguments "$@"
require_root
[ -e "$state/.smtplog-servers" ] || { say "nothing is up in $state"; exit 0; }
open_state
if [ ${#names[@]} -eq 0 ]; then
    for home in "$state"/*/; do
        name=$(basename "$home")
        [ ! -f "$servers_dir/$name.sh" ] || names+=("$name")
    done
fi
for name in "${names[@]}"; do
    [ ! -d "$state/$name" ] || take_down "$name"
done

if [ -e "$state/servers.env" ]; then
    cat "$state"/*/server.env >"$state/servers.env.new" 2>/dev/null || rm -f "$state/servers.env" "$state/servers.env.new"
    [ ! -e "$state/servers.env.new" ] || mv "$state/servers.env.new" "$state/servers.env"
fi
