# shellcheck shell=bash
# The virtual environment with the servers' programs: exactly those of stack.lock, with verified digests.
# It counts as installed once its stamp exists, which is written last. Sourced by ops/stack.

VENV=$STACK/venv
# The versions for which every package in stack.lock has a wheel.
PYTHON_VERSIONS="3.10 to 3.14"

# The first suitable Python of AFT_PYTHON, or of python3 and the names with a version.
find_python() {
    local names=(python3 python3.14 python3.13 python3.12 python3.11 python3.10) name lack found=
    [[ -z ${AFT_PYTHON:-} ]] || names=("$AFT_PYTHON")
    for name in "${names[@]}"; do
        PYTHON=$(command -v "$name") || continue
        lack=$(python_lack)
        [[ -n $lack ]] || return 0
        found="${found:+$found, }$PYTHON ($lack)"
    done
    die "needs Python $PYTHON_VERSIONS with its venv module: install it (Debian, Ubuntu: apt install python3 python3-venv; Fedora: dnf install python3; macOS: brew install python), or set AFT_PYTHON. Found: ${found:-none}"
}

# Prints why $PYTHON is not suitable, or nothing.
python_lack() {
    "$PYTHON" -c '
import sys
if not (3, 10) <= sys.version_info[:2] <= (3, 14):
    print("version %d.%d" % sys.version_info[:2])
    sys.exit()
try:
    import ensurepip, venv
except ImportError:
    print("no venv module")' 2>&1 || printf 'does not run\n'
}

# The stamp repeats the lock file; programs are started once, since a copied or half-deleted folder has a stamp too.
install_is_current() {
    cmp -s "$OPS/stack.lock" "$VENV/installed.lock" &&
        "$VENV/bin/temporal" --version >/dev/null 2>&1 &&
        "$VENV/bin/python" -c 'import uvicorn, importlib.util as known; assert known.find_spec("mlflow")' >/dev/null 2>&1
}

# After a kill here pip may still run: it keeps the lock until it ends. Compiling everything would take
# longer than the rest; the servers compile what they use when they first start.
install_packages() {
    local log=$STACK/install.log
    say "installing the servers' programs into $VENV (about 800 MB, once)"
    rm -rf "$VENV"
    if ! { "$PYTHON" -m venv "$VENV" &&
        "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --no-compile --no-deps \
            --only-binary :all: --require-hashes -r "$OPS/stack.lock"; } >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "the installation failed; the log is $log (no network, or no wheel for $("$PYTHON" -V 2>&1) on $(uname -sm)?)"
    fi
    cp "$OPS/stack.lock" "$VENV/installed.lock.new"
    mv "$VENV/installed.lock.new" "$VENV/installed.lock"
}
