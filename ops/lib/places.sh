# shellcheck shell=bash
# Where the state lives, by the same rules as in aft. Sourced by ops/stack.

# state_folder NAMED DEFAULT: prints the absolute path of the folder that AFT_HOME names; a blank name is none.
state_folder() {
    local folder=$1
    case $folder in
        \~ | \~/*) folder=$(home_folder)${folder#\~} ;;
        \~*) die "AFT_HOME is '$folder'; only ~ and ~/ are replaced by your home folder: write the whole path, or ./$folder" ;;
        *[![:space:]]*) ;;
        *) folder=$2 ;;
    esac
    case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
    while [[ $folder == *?/ ]]; do
        folder=${folder%/}
    done
    printf '%s\n' "$folder"
}

# HOME, or where that is not set (cron, systemd) what the system says of the user.
home_folder() {
    if [[ -n ${HOME:-} ]]; then
        printf '%s\n' "$HOME"
    else
        (unset HOME && echo ~)
    fi
}
