# shellcheck shell=bash
# Progress is printed to standard output, errors to standard error. Sourced by ops/stack.

say() {
    printf 'stack: %s\n' "$*"
}

die() {
    printf 'stack: %s\n' "$*" >&2
    exit 1
}
