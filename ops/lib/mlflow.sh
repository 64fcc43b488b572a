# shellcheck shell=bash
# An MLflow server on a SQLite file, which also stores and serves the artifacts. Loopback only: it has no authentication.
#
# Two processes, a leader and its worker, in one session: a worker whose leader is killed continues, so they are always
# stopped together. Invariant: the folder `data` exists only when its tables are complete; they are created
# in `data.new`, because a kill during creation leaves a database that MLflow rejects (about every second time).

MLFLOW=$STACK/mlflow
MLFLOW_RECORD=$MLFLOW/server.pid
MLFLOW_LOG=$MLFLOW/server.log

mlflow_up() {
    mkdir -p "$MLFLOW"
    if mlflow_runs_well; then
        mlflow_keep_port
        return 0
    fi
    # From here on the old address, if any, is or becomes invalid.
    rm -f "$STACK/env"
    mlflow_clear_wreck
    mlflow_choose_port
    [[ ! -s $MLFLOW_LOG ]] || mv -f "$MLFLOW_LOG" "$MLFLOW_LOG.1"
    [[ -d $MLFLOW/data ]] || mlflow_make_database
    say "starting MLflow on port $(mlflow_port)"
    mlflow_launch
}

mlflow_wait() {
    mlflow_wait_answer "$WAIT_SECONDS" || mlflow_start_failed
}

mlflow_down() {
    stop_recorded "$MLFLOW_RECORD"
    rm -rf "$MLFLOW/data.new" "$MLFLOW/data.old"
}

mlflow_status() {
    local pid
    if ! pid=$(recorded_pid "$MLFLOW_RECORD"); then
        say "mlflow    down"
        return 3
    fi
    if ! mlflow_answers; then
        say "mlflow    process $pid runs but does not respond on $(mlflow_address) (log: $MLFLOW_LOG)"
        return 3
    fi
    say "mlflow    up    $(mlflow_address)    pid $pid"
}

mlflow_env() {
    printf 'MLFLOW_TRACKING_URI=%s\n' "$(mlflow_address)"
}

# A server that is slow for a moment is not restarted: it gets 10 seconds to respond.
mlflow_runs_well() {
    [[ -d $MLFLOW/data ]] && recorded_pid "$MLFLOW_RECORD" >/dev/null && mlflow_wait_answer 10
}

mlflow_keep_port() {
    local wanted=${AFT_MLFLOW_PORT:-}
    PORTS_GIVEN+="$(mlflow_port) "
    if [[ -n $wanted && $wanted != auto && $wanted != "$(mlflow_port)" ]]; then
        say "MLflow already runs on port $(mlflow_port); another port needs ops/stack down first"
    fi
}

# After a crash: a server that does not respond, one of its two processes, an incomplete database.
mlflow_clear_wreck() {
    local pid
    if pid=$(recorded_pid "$MLFLOW_RECORD"); then
        say "MLflow (pid $pid) does not respond: stopping it"
    elif [[ -e $MLFLOW_RECORD ]]; then
        say "MLflow exited unexpectedly (last lines of the log: $MLFLOW_LOG.1): restarting it"
    fi
    stop_recorded "$MLFLOW_RECORD"
    rm -rf "$MLFLOW/data.new"
}

# After a kill here the program may still run: it keeps the lock until it ends.
mlflow_make_database() {
    say "creating MLflow's database"
    mkdir -p "$MLFLOW/data.new/artifacts"
    if ! (cd "$MLFLOW/data.new" && mlflow_program db upgrade sqlite:///mlflow.db) </dev/null >>"$MLFLOW_LOG" 2>&1; then
        tail -n 15 "$MLFLOW_LOG" >&2
        die "MLflow could not create its database; its log is $MLFLOW_LOG"
    fi
    mv "$MLFLOW/data.new" "$MLFLOW/data"
}

# Does not wait for a response. It starts in its data folder, with paths relative to that: no character of a folder's name
# can then have a special meaning in a URL.
mlflow_launch() (
    cd "$MLFLOW/data" || die "no folder $MLFLOW/data"
    mlflow_environment
    start_detached "$MLFLOW_RECORD" "$MLFLOW_LOG" \
        "$VENV/bin/python" -m mlflow server --host 127.0.0.1 --port "$(mlflow_port)" --workers 1 \
        --backend-store-uri sqlite:///mlflow.db --serve-artifacts --artifacts-destination ./artifacts
)

mlflow_start_failed() {
    local how="does not answer after $WAIT_SECONDS s (AFT_STACK_WAIT_SECONDS)"
    recorded_pid "$MLFLOW_RECORD" >/dev/null || how="ended at once"
    stop_recorded "$MLFLOW_RECORD"
    tail -n 15 "$MLFLOW_LOG" >&2
    die "MLflow $how; its log is $MLFLOW_LOG. Try ops/stack up again; if the log blames the database, first move $MLFLOW/data to another place: that loses curves and uploaded artifacts, not results"
}

# Ends early when the process does.
mlflow_wait_answer() {
    local deadline=$((SECONDS + $1))
    until mlflow_answers; do
        ((SECONDS < deadline)) && recorded_pid "$MLFLOW_RECORD" >/dev/null || return 1
        sleep 0.2
    done
}

# Responding means that the server reads its database, not just that its port is open. Experiment 0 always exists.
mlflow_answers() {
    http_answers "$(mlflow_port)" "/api/2.0/mlflow/experiments/get?experiment_id=0"
}

mlflow_program() (
    mlflow_environment
    exec "$VENV/bin/python" -m mlflow "$@"
)

# The caller's environment variables of MLflow and Python must not reach this server. No telemetry; no job
# runner, which would be a dozen more processes.
mlflow_environment() {
    local name
    for name in $(compgen -e | grep -E '^_?MLFLOW_|^PYTHON[A-Z]'); do
        unset "$name"
    done
    export MLFLOW_DISABLE_TELEMETRY=true DO_NOT_TRACK=true MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false
    export PYTHONUNBUFFERED=1 PYTHONSAFEPATH=1 PYTHONNOUSERSITE=1 GIT_PYTHON_REFRESH=quiet
}

# The file `ports` contains the port of the latest start; status and repair read it.
mlflow_choose_port() {
    local port
    port=$(choose_port AFT_MLFLOW_PORT 5000 "$(mlflow_port)")
    PORTS_GIVEN+="$port "
    tell_moved MLflow AFT_MLFLOW_PORT "$(mlflow_port)" "$port"
    printf '%s\n' "$port" >"$MLFLOW/ports.new"
    mv -f "$MLFLOW/ports.new" "$MLFLOW/ports"
}

mlflow_address() {
    printf 'http://127.0.0.1:%s\n' "$(mlflow_port)"
}

mlflow_port() {
    [[ ! -s $MLFLOW/ports ]] || cat "$MLFLOW/ports"
}
