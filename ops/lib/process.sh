# shellcheck shell=bash
# Processes by pid *and* start: a pid alone may belong to somebody else by the time we want to stop it.
# A record is a file with one line "PID START"; the process writes it itself, just before it becomes the server,
# so that there is no moment in which a server runs unrecorded. Sourced by ops/stack and ops/lib/recorded.

# process_start PID: prints what tells this process from any other that had or will have its pid; fails when there is none.
process_start() {
    if [[ -r /proc/self/stat ]]; then
        linux_process_start "$1"
    else
        LC_ALL=C TZ=UTC ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_'
    fi
}

# Field 22 of stat is the start in clock ticks since boot; the second field may hold spaces, so it is cut off first.
# A zombie (its parent has not asked for its exit status yet) has ended.
linux_process_start() {
    local stat fields boot=unknown
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    read -r -a fields <<<"${stat##*) }"
    [[ ${fields[0]} != Z && ${fields[0]} != X ]] || return 1
    if [[ -r /proc/sys/kernel/random/boot_id ]]; then
        boot=$(cat /proc/sys/kernel/random/boot_id)
    fi
    printf '%s:%s\n' "$boot" "${fields[19]}"
}

# recorded_pid RECORD: prints the pid when the recorded process still runs; fails otherwise.
recorded_pid() {
    local pid start now
    [[ -s $1 ]] || return 1
    read -r pid start <"$1" || return 1
    now=$(process_start "$pid") || return 1
    [[ -n $now && $now == "$start" ]] || return 1
    printf '%s\n' "$pid"
}

# start_detached RECORD LOG COMMAND...: runs the command in a session of its own (a closed terminal or Ctrl-C does not
# reach it) without our lock. Python makes the session, because macOS has no setsid command.
start_detached() {
    local record=$1 log=$2 by
    shift 2
    rm -f "$record"
    "$PYTHON" -c 'import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])' \
        "$BASH" "$OPS/lib/recorded" "$record" "$@" </dev/null >>"$log" 2>&1 9>&- &
    by=$!
    # The same process: the calls above replace one another. It may end at once, which the caller's own wait finds out.
    until [[ -s $record ]] || ! kill -0 "$by" 2>/dev/null; do
        sleep 0.02
    done
    disown "$by" 2>/dev/null || true
}

# stop_recorded RECORD: TERM, then after 20 s KILL, to the whole session; returns when it is gone.
stop_recorded() {
    local pid
    if pid=$(recorded_pid "$1"); then
        kill -TERM "$pid" 2>/dev/null || true
        # A stopped (frozen) process takes the signal only once it goes on.
        kill -CONT "$pid" 2>/dev/null || true
        if ! wait_gone "$1" 20; then
            kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
            wait_gone "$1" 10 || die "process $pid does not end, not even by KILL (is its disk gone?)"
        fi
    fi
    rm -f "$1"
}

wait_gone() {
    local deadline=$((SECONDS + $2))
    while recorded_pid "$1" >/dev/null; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}
