# shellcheck shell=bash
# The folder of the state, by the same rules as in aft. Sourced by ops/stack.

# state_folder NAMED DEFAULT: prints the absolute path of the folder of AFT_HOME; a blank value counts as unset.
state_folder() {
    local folder=$1
    case $folder in
        \~ | \~/*) folder=$(home_folder)${folder#\~} ;;
        \~*) die "AFT_HOME is '$folder'; only ~ and ~/ are expanded: write the whole path, or ./$folder" ;;
        *[![:space:]]*) ;;
        *) folder=$2 ;;
    esac
    case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
    while [[ $folder == *?/ ]]; do
        folder=${folder%/}
    done
    printf '%s\n' "$folder"
}

# HOME, or if that is not set (cron, systemd) the system's home folder of the user.
home_folder() {
    if [[ -n ${HOME:-} ]]; then
        printf '%s\n' "$HOME"
    else
        (unset HOME && echo ~)
    fi
}
