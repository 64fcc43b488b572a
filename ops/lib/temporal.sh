# shellcheck shell=bash
# A Temporal server of one process on a SQLite file. Loopback only: it has neither TLS nor authentication.
#
# Invariant: the folder `data` exists only when its database is complete. The first start uses
# `data.new`, because a server killed in the first moments of a database leaves one that never starts again; after a
# clean stop the folder is renamed, with the write-ahead log that SQLite keeps beside the file.

TEMPORAL=$STACK/temporal
TEMPORAL_RECORD=$TEMPORAL/server.pid
TEMPORAL_LOG=$TEMPORAL/server.log
TEMPORAL_RETENTION=365d
# The search attributes of workflows, besides Temporal's own; all of them keywords.
TEMPORAL_ATTRIBUTES=(AftExperiment AftRun AftState AftPlan)

temporal_up() {
    mkdir -p "$TEMPORAL"
    if temporal_runs_well; then
        temporal_keep_ports
        return 0
    fi
    # From here on the old address, if any, is or becomes invalid.
    rm -f "$STACK/env"
    temporal_clear_wreck
    temporal_choose_ports
    [[ -d $TEMPORAL/data ]] || temporal_make_database
    say "starting Temporal on port $(temporal_port)"
    temporal_launch "$TEMPORAL/data"
}

temporal_wait() {
    temporal_wait_answer "$WAIT_SECONDS" || temporal_start_failed "$TEMPORAL/data"
    temporal_add_attributes
}

temporal_down() {
    stop_recorded "$TEMPORAL_RECORD"
    rm -rf "$TEMPORAL/data.new" "$TEMPORAL/data.old"
}

temporal_status() {
    local pid
    if ! pid=$(recorded_pid "$TEMPORAL_RECORD"); then
        say "temporal  down"
        return 3
    fi
    if ! temporal_answers; then
        say "temporal  process $pid runs but does not respond on $(temporal_address) (log: $TEMPORAL_LOG)"
        return 3
    fi
    say "temporal  up    $(temporal_address)    web UI http://127.0.0.1:$(temporal_ui_port)    pid $pid"
}

temporal_env() {
    printf 'TEMPORAL_ADDRESS=%s\n' "$(temporal_address)"
    printf 'TEMPORAL_NAMESPACE=default\n'
    printf 'AFT_TEMPORAL_UI=http://127.0.0.1:%s\n' "$(temporal_ui_port)"
}

# A server that is slow for a moment is not restarted: it gets 10 seconds to respond.
temporal_runs_well() {
    [[ -d $TEMPORAL/data ]] && recorded_pid "$TEMPORAL_RECORD" >/dev/null && temporal_wait_answer 10
}

temporal_keep_ports() {
    local wanted=${AFT_TEMPORAL_PORT:-} ui=${AFT_TEMPORAL_UI_PORT:-}
    PORTS_GIVEN+="$(temporal_port) $(temporal_ui_port) "
    if [[ (-n $wanted && $wanted != auto && $wanted != "$(temporal_port)") ||
        (-n $ui && $ui != auto && $ui != "$(temporal_ui_port)") ]]; then
        say "Temporal already runs on port $(temporal_port), web UI $(temporal_ui_port); other ports need ops/stack down first"
    fi
}

# After a crash: a process without a complete database, one that does not respond, an incomplete database.
temporal_clear_wreck() {
    local pid
    if pid=$(recorded_pid "$TEMPORAL_RECORD"); then
        say "Temporal (pid $pid) does not respond or never finished its first start: stopping it"
    elif [[ -e $TEMPORAL_RECORD ]]; then
        say "Temporal exited unexpectedly (last lines of the log: $TEMPORAL_LOG.1): restarting it"
    fi
    stop_recorded "$TEMPORAL_RECORD"
    rm -rf "$TEMPORAL/data.new"
}

temporal_make_database() {
    say "creating Temporal's database"
    mkdir -p "$TEMPORAL/data.new"
    temporal_launch "$TEMPORAL/data.new"
    temporal_wait_answer "$WAIT_SECONDS" || temporal_start_failed "$TEMPORAL/data.new"
    temporal_client operator namespace update -n default --retention "$TEMPORAL_RETENTION" >>"$TEMPORAL_LOG" 2>&1 ||
        die "Temporal rejected a retention of $TEMPORAL_RETENTION; its log is $TEMPORAL_LOG"
    stop_recorded "$TEMPORAL_RECORD"
    mv "$TEMPORAL/data.new" "$TEMPORAL/data"
}

temporal_add_attributes() {
    local known name
    known=$(temporal_client operator search-attribute list -n default) ||
        die "Temporal does not list its search attributes; its log is $TEMPORAL_LOG"
    for name in "${TEMPORAL_ATTRIBUTES[@]}"; do
        [[ $known == *"$name"* ]] ||
            temporal_client operator search-attribute create -n default --name "$name" --type Keyword >>"$TEMPORAL_LOG" 2>&1 ||
            die "Temporal rejected the search attribute $name; its log is $TEMPORAL_LOG"
    done
}

# temporal_launch FOLDER: does not wait for a response. The WAL settings give three to four times the throughput of
# the defaults.
temporal_launch() {
    [[ ! -s $TEMPORAL_LOG ]] || mv -f "$TEMPORAL_LOG" "$TEMPORAL_LOG.1"
    start_detached "$TEMPORAL_RECORD" "$TEMPORAL_LOG" \
        "${TEMPORAL_CLEAN[@]}" "$VENV/bin/temporal" server start-dev --ip 127.0.0.1 \
        --port "$(temporal_port)" --ui-port "$(temporal_ui_port)" \
        --db-filename "$1/temporal.db" --sqlite-pragma journal_mode=wal --sqlite-pragma synchronous=normal \
        --log-level warn "${TEMPORAL_OWN_CONFIG[@]}"
}

temporal_start_failed() {
    local how="does not answer after $WAIT_SECONDS s (AFT_STACK_WAIT_SECONDS)"
    recorded_pid "$TEMPORAL_RECORD" >/dev/null || how="ended at once"
    stop_recorded "$TEMPORAL_RECORD"
    tail -n 15 "$TEMPORAL_LOG" >&2
    die "Temporal $how; its log is $TEMPORAL_LOG. Try ops/stack up again; if the log blames the database, first move $1 to another place: that loses workflow histories, not results"
}

# Responding means that the server serves the namespace, not just that its port is open. Ends early when the process does.
temporal_wait_answer() {
    local deadline=$((SECONDS + $1))
    until temporal_answers; do
        ((SECONDS < deadline)) && recorded_pid "$TEMPORAL_RECORD" >/dev/null || return 1
        sleep 0.1
    done
}

temporal_answers() {
    temporal_client operator namespace describe -n default >/dev/null 2>&1
}

# The caller's Temporal settings (a cloud address, a key, a profile) must not reach this server or its client.
# The server does not check for newer versions.
TEMPORAL_CLEAN=(env -u TEMPORAL_ADDRESS -u TEMPORAL_NAMESPACE -u TEMPORAL_API_KEY -u TEMPORAL_PROFILE -u TEMPORAL_CONFIG_FILE -u TEMPORAL_TLS
    TEMPORAL_VERSION_CHECK_DISABLED=1)
TEMPORAL_OWN_CONFIG=(--disable-config-file --disable-config-env)

temporal_client() {
    "${TEMPORAL_CLEAN[@]}" "$VENV/bin/temporal" "$@" --address "$(temporal_address)" --command-timeout 3s "${TEMPORAL_OWN_CONFIG[@]}" </dev/null 9>&-
}

# The file `ports` contains "PORT UI_PORT" of the latest start; status and repair read it.
temporal_choose_ports() {
    local port ui
    port=$(choose_port AFT_TEMPORAL_PORT 7233 "$(temporal_port)")
    PORTS_GIVEN+="$port "
    ui=$(choose_port AFT_TEMPORAL_UI_PORT 8233 "$(temporal_ui_port)")
    PORTS_GIVEN+="$ui "
    tell_moved Temporal AFT_TEMPORAL_PORT "$(temporal_port)" "$port"
    printf '%s %s\n' "$port" "$ui" >"$TEMPORAL/ports.new"
    mv -f "$TEMPORAL/ports.new" "$TEMPORAL/ports"
}

temporal_address() {
    printf '127.0.0.1:%s\n' "$(temporal_port)"
}

temporal_port() {
    [[ ! -s $TEMPORAL/ports ]] || cut -d ' ' -f 1 "$TEMPORAL/ports"
}

temporal_ui_port() {
    [[ ! -s $TEMPORAL/ports ]] || cut -d ' ' -f 2 "$TEMPORAL/ports"
}
