# shellcheck shell=bash
# Processes by pid *and* start time: a pid alone may belong to another process by the time it is stopped.
# A record is a file with one line "PID START"; the process writes it itself, just before it becomes the server, and
# holds the stack's lock until then, so that no server ever runs unrecorded.
# Each server leads a separate session, which is stopped as a whole. Sourced by ops/stack and ops/lib/recorded.

# process_start PID: prints what distinguishes this process from others with its pid; fails when there is none.
process_start() {
    if [[ -r /proc/self/stat ]]; then
        linux_process_start "$1"
    else
        LC_ALL=C TZ=UTC ps -o lstart= -p "$1" 2>/dev/null | tr -s ' ' '_'
    fi
}

# Field 22 of stat is the start in clock ticks since boot; the second field may hold spaces, so it is cut off first.
# A zombie (its parent has not read its exit status yet) has ended.
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

# recorded_session RECORD: prints the pids of the processes in the recorded process's session. Workers outlive a leader that
# is killed; by then the session's number may be reused, so a session without leader must also run one of our programs.
recorded_session() {
    local leader pid
    [[ -s $1 ]] || return 0
    read -r leader _ <"$1" || return 0
    if recorded_pid "$1" >/dev/null; then
        session_members "$leader"
        return
    fi
    for pid in $(session_members "$leader"); do
        if [[ $(process_command "$pid") == *"$VENV/"* ]]; then
            printf '%s\n' "$pid"
        fi
    done
}

# The ps of macOS shows no sessions, but our servers create no process groups.
session_members() {
    if [[ -r /proc/self/stat ]]; then
        linux_session_members "$1"
    else
        ps -A -o pid=,pgid=,stat= | awk -v session="$1" '$2 == session && $3 !~ /^Z/ { print $1 }'
    fi
}

# After the name in stat: state, parent, group, session.
linux_session_members() {
    local folder stat
    for folder in /proc/[0-9]*; do
        stat=
        { IFS= read -r -d '' stat <"$folder/stat" || true; } 2>/dev/null
        if [[ ${stat##*) } =~ ^[^ZX]\ [0-9]+\ [0-9]+\ "$1"\  ]]; then
            printf '%s\n' "${folder#/proc/}"
        fi
    done
}

process_command() {
    if [[ -r /proc/self/cmdline ]]; then
        tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline" || true
    else
        ps -ww -o args= -p "$1" || true
    fi
}

# start_detached RECORD LOG COMMAND...: runs the command in a separate session (a closed terminal or Ctrl-C does not
# reach it), without the files that the caller has open; `recorded` releases the lock, descriptor 9. Python creates the
# session, because macOS has no setsid command.
start_detached() {
    local record=$1 log=$2 by
    shift 2
    rm -f "$record"
    "$PYTHON" -c 'import os, sys; os.setsid(); os.closerange(3, 9); os.closerange(10, 1024); os.execvp(sys.argv[1], sys.argv[1:])' \
        "$BASH" "$OPS/lib/recorded" "$record" "$@" </dev/null >>"$log" 2>&1 &
    by=$!
    # The same process: the calls above replace one another. It may end at once, which the caller's wait detects.
    until [[ -s $record ]] || ! kill -0 "$by" 2>/dev/null; do
        sleep 0.02
    done
    disown "$by" 2>/dev/null || true
}

# stop_recorded RECORD: TERM, then after 20 s KILL, to the whole session; returns when it has ended.
stop_recorded() {
    local pid
    if pid=$(recorded_pid "$1"); then
        kill -TERM "$pid" 2>/dev/null || true
    else
        signal_session "$1" TERM
    fi
    # A stopped (frozen) process receives the signal only once it resumes.
    signal_session "$1" CONT
    if ! wait_gone "$1" 20; then
        signal_session "$1" KILL
        wait_gone "$1" 10 || die "processes $(recorded_session "$1" | tr '\n' ' ')do not end, not even by KILL (is their disk unavailable?)"
    fi
    rm -f "$1"
}

signal_session() {
    local pid
    for pid in $(recorded_session "$1"); do
        kill "-$2" "$pid" 2>/dev/null || true
    done
}

wait_gone() {
    local deadline=$((SECONDS + $2))
    while [[ -n $(recorded_session "$1") ]]; do
        ((SECONDS < deadline)) || return 1
        sleep 0.1
    done
}
