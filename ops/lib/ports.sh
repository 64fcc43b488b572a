# shellcheck shell=bash
# Which port a server gets. Sourced by ops/stack.

# choose_port VARIABLE DEFAULT LAST: prints the port; LAST is the one used before, or empty.
# A number is taken or refused; `auto` (the default where CI=true, since several jobs may share a machine) prefers the
# last one, so that clients find a repaired server again, and else takes any that is free.
choose_port() {
    local variable=$1 default=$2 last=$3 wanted
    [[ ${CI:-} != true ]] || default=auto
    wanted=${!variable:-$default}
    if [[ $wanted == auto ]]; then
        if [[ -n $last ]] && port_is_free "$last"; then
            printf '%s\n' "$last"
        else
            any_free_port
        fi
        return
    fi
    [[ $wanted =~ ^[1-9][0-9]{0,4}$ && $wanted -le 65535 ]] ||
        die "$variable=$wanted is no port: give a number from 1 to 65535, or auto"
    port_is_free "$wanted" ||
        die "port $wanted on 127.0.0.1 is taken by another program: end that program, or choose another port, for instance $variable=auto ops/stack up"
    printf '%s\n' "$wanted"
}

# Free means: nobody answers there, and we may listen there.
port_is_free() {
    "$PYTHON" - "$1" <<'PYTHON'
import socket, sys
address = ("127.0.0.1", int(sys.argv[1]))
with socket.socket() as client:
    client.settimeout(1)
    if client.connect_ex(address) == 0:
        sys.exit(1)
with socket.socket() as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind(address)
    except OSError:
        sys.exit(1)
PYTHON
}

any_free_port() {
    "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}
