# shellcheck shell=bash
# Assigns ports to servers, and checks whether a port responds. Sourced by ops/stack.

# Ports given to servers of this stack by the running command; a server that was just started may not listen yet.
PORTS_GIVEN=" "

# choose_port VARIABLE DEFAULT LAST: prints the port; LAST is the one used before, or empty.
# A given number is used, or an error. Without one it is the last port, at which runs and workers wait for a server
# that crashed; the first time it is the default. `auto` (the default where CI=true, since several jobs may share a
# machine) prefers the last one too, and otherwise any free one.
choose_port() {
    local variable=$1 default=$2 last=$3 wanted
    default=${last:-$default}
    [[ ${CI:-} != true ]] || default=auto
    wanted=${!variable:-$default}
    if [[ $wanted == auto ]]; then
        if [[ -n $last && $PORTS_GIVEN != *" $last "* ]] && port_is_free "$last"; then
            printf '%s\n' "$last"
        else
            any_free_port
        fi
        return
    fi
    [[ $wanted =~ ^[1-9][0-9]{0,4}$ && $wanted -le 65535 ]] ||
        die "$variable=$wanted is not a port: set a number from 1 to 65535, or auto"
    [[ $PORTS_GIVEN != *" $wanted "* ]] ||
        die "$variable=$wanted is the port of another server of this stack: set different ports"
    port_is_free "$wanted" ||
        die "port $wanted on 127.0.0.1 is used by another program, perhaps by the servers of another AFT_HOME (this stack is $STACK): end that program, or set another port, for instance $variable=auto ops/stack up"
    printf '%s\n' "$wanted"
}

# tell_moved NAME VARIABLE LAST NOW: called before a server is started on NOW.
tell_moved() {
    if [[ -n $3 && $3 != "$4" ]]; then
        say "$1 was on port $3 and starts on port $4 now: runs, workers and shells with the old address wait there in vain. Restart them after eval \"\$(ops/stack env)\", or revert: ops/stack down, then $2=$3 ops/stack up"
    fi
}

# Free means: no server responds there, and this process may listen there.
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
    "$PYTHON" - "$PORTS_GIVEN" <<'PYTHON'
import socket, sys
port = None
while port is None or str(port) in sys.argv[1].split():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
print(port)
PYTHON
}

# http_answers PORT PATH: a GET gets 200 within 3 s. Without a program, since not every machine has curl.
http_answers() {
    (
        exec 7<>"/dev/tcp/127.0.0.1/$1" &&
            printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\n\r\n' "$2" "$1" >&7 &&
            IFS= read -r -t 3 line <&7 &&
            [[ $line == HTTP/*" 200 "* ]]
    ) 2>/dev/null
}
