# shellcheck shell=bash
# Progress goes to standard output, trouble to standard error. Sourced by ops/stack.

say() {
    printf 'stack: %s\n' "$*"
}

die() {
    printf 'stack: %s\n' "$*" >&2
    exit 1
}
