# shellcheck shell=bash
# flock(2) on an open descriptor, by any tool that is available. The lock belongs to the open file, not to the tool,
# so it lasts until the caller (or a process that inherits the descriptor) closes it; a killed holder leaves no stale lock.
# Sourced by ops/stack and by aft.

# lock_exclusively DESCRIPTOR SECONDS: 0 seconds tries once. Fails after the time.
lock_exclusively() {
    lock_descriptor exclusive "$1" "$2"
}

# lock_shared DESCRIPTOR SECONDS
lock_shared() {
    lock_descriptor shared "$1" "$2"
}

lock_descriptor() {
    local deadline=$((SECONDS + $3))
    until try_lock "$1" "$2"; do
        ((SECONDS < deadline)) || return 1
        sleep 0.2
    done
}

# Linux has flock, macOS has perl. Python comes last because it is the slowest to start.
try_lock() {
    if command -v flock >/dev/null; then
        if [[ $1 == shared ]]; then flock -s -n "$2"; else flock -x -n "$2"; fi
    elif command -v perl >/dev/null; then
        perl -e 'use Fcntl ":flock"; open(my $file, ">>&=", $ARGV[1]) or exit 1;
                 exit(flock($file, ($ARGV[0] eq "shared" ? LOCK_SH : LOCK_EX) | LOCK_NB) ? 0 : 1)' "$1" "$2"
    else
        "${AFT_PYTHON:-python3}" -c '
import fcntl, sys
try:
    fcntl.flock(int(sys.argv[2]), (fcntl.LOCK_SH if sys.argv[1] == "shared" else fcntl.LOCK_EX) | fcntl.LOCK_NB)
except BlockingIOError:
    sys.exit(1)' "$1" "$2"
    fi
}
