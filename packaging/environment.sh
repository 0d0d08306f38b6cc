# shellcheck shell=sh disable=SC2154 # $top comes from the script that sources this
# What run and test share: the environment in .venv, made of the lock file, and Qt's libraries.
# Sourced, with $top set. Speaks on standard error only, so that it never gets into a pipe.
#
# Below .venv/set-up stands what the environment was made of: copies of uv.lock and pyproject.toml
# for each level, `made` with the place and the interpreter, and `unfinished` while work goes on.

venv=$top/.venv
python=$venv/bin/python
marks=$venv/set-up

TEST_LIBRARIES="libEGL.so.1 libGL.so.1 libglib-2.0.so.0 libxkbcommon.so.0 libfontconfig.so.1
    libdbus-1.so.3"
WINDOW_LIBRARIES="$TEST_LIBRARIES libxcb-cursor.so.0 libxkbcommon-x11.so.0 libxcb-icccm.so.4
    libxcb-keysyms.so.1 libxcb-shape.so.0 libwayland-cursor.so.0"

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 1
}

# set_up run|test: for `test` come the tools of the developer on top.
set_up() {
    if ! fresh "$1"; then
        # In a subshell, so that the lock ends here and no program of ours ever inherits it.
        (make_fresh "$1") 9<"$top" >&2
    fi
}

fresh() {
    sound && [ ! -e "$marks/unfinished" ] &&
        cmp -s -- "$top/uv.lock" "$marks/$1/uv.lock" &&
        cmp -s -- "$top/pyproject.toml" "$marks/$1/pyproject.toml"
}

# Whether .venv was made in this place, with an interpreter that is still the same.
sound() {
    [ -x "$python" ] && [ -f "$marks/made" ] &&
        { IFS= read -r place && IFS= read -r interpreter; } <"$marks/made" &&
        [ "$place" = "$top" ] && [ "$interpreter" = "$(readlink -f -- "$python")" ]
}

make_fresh() {
    lock
    if fresh "$1"; then return; fi
    [ -w "$top" ] || fail "Stickwright can't be set up: $top can't be written to."
    discard_broken
    [ -x "$python" ] || make_empty
    find_uv || install_uv
    # Asked before anything is touched, so that a half-edited pyproject.toml costs nothing.
    run_uv lock --quiet --check ||
        fail "The set-up failed. If pyproject.toml was changed, uv.lock must follow: uv lock"
    mkdir -p -- "$marks/next"
    : >"$marks/unfinished"
    cp -- "$top/uv.lock" "$top/pyproject.toml" "$marks/next/"
    [ "$1" = test ] || set -- "$1" --no-dev
    level=$1
    shift
    [ -t 2 ] || set -- "$@" --quiet # what goes wrong is said all the same
    run_uv sync --locked --inexact --python "$python" "$@" ||
        fail "The set-up failed; the reason stands above. It starts anew the next time."
    for fits in "$level" run; do
        rm -rf -- "${marks:?}/$fits"
        cp -R -- "$marks/next" "$marks/$fits"
    done
    printf '%s\n' "$top" "$(readlink -f -- "$python")" >"$marks/made"
    rm -rf -- "$marks/next" "$marks/unfinished"
}

# The folder itself is locked: nothing is left behind, and the lock ends with its process.
lock() {
    flock -n 9 2>/dev/null && return
    say "Another set-up is under way here; waiting for it."
    flock 9 || say "This file system has no locks; going on without."
}

discard_broken() {
    if [ -e "$marks/unfinished" ]; then
        say "The last set-up was interrupted; starting anew."
    elif [ -e "$marks/made" ]; then
        if sound; then return; fi
        say "The environment was made in another place or for another Python; making it anew."
    elif ! [ -e "$venv" ] || works "$python"; then
        return # none, or one that somebody made with uv
    fi
    rm -rf -- "$venv"
}

works() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

make_empty() {
    say "Setting up Stickwright in $venv: done once, about 100 MB to download."
    mkdir -p -- "$marks"
    : >"$marks/unfinished"
    if ! find_uv || ! base=$(run_uv python find --system '>=3.11' 2>/dev/null); then
        find_python || install_python
    fi
    if find_uv; then
        run_uv venv --quiet --allow-existing --python "$base" "$venv"
    else
        "$base" -m venv -- "$venv"
    fi
}

# One on the PATH, or the one that an earlier set-up brought.
find_uv() {
    for uv in uv "$venv/bin/uv"; do
        if "$uv" --version >/dev/null 2>&1; then return; fi
    done
    return 1
}

run_uv() {
    env -u VIRTUAL_ENV UV_PROJECT_ENVIRONMENT="$venv" UV_PYTHON_DOWNLOADS=never \
        "$uv" --project "$top" "$@"
}

# The version and the hashes of uv itself come from the lock file, too.
install_uv() {
    say "There is no uv here; pip installs it into the environment."
    "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null
    mkdir -p -- "$marks"
    "$python" - "$top/uv.lock" >"$marks/uv.txt" <<'END'
import sys
import tomllib

with open(sys.argv[1], "rb") as file:
    packages = tomllib.load(file)["package"]
(uv,) = (package for package in packages if package["name"] == "uv")
print(f"uv=={uv['version']}", *(f"--hash={file['hash']}" for file in (*uv["wheels"], uv["sdist"])))
END
    "$python" -m pip install --quiet --disable-pip-version-check --force-reinstall --require-hashes \
        -r "$marks/uv.txt" || fail "The set-up failed: pip could not install uv."
    find_uv || fail "The set-up failed: uv does not run on this computer."
}

find_python() {
    for base in python3 python3.14 python3.13 python3.12 python3.11; do
        if works "$base" && "$base" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
    done
    return 1
}

install_python() {
    if version=$(python3 -c 'import sys; print(*sys.version_info[:2], sep=".")' 2>/dev/null); then
        works python3 || fail "Stickwright needs Python 3.11 or newer; here is Python $version."
    fi
    [ -f /etc/debian_version ] ||
        fail "Stickwright needs Python 3.11 or newer, with its modules venv and ensurepip."
    "$top/packaging/setup-debian.sh" python 9<&-
    find_python || fail "Stickwright needs Python 3.11 or newer, and this system has none."
}

# need_libraries tests|window: what Qt loads, asked of the loader itself.
need_libraries() {
    case $1 in
    tests) wanted=$TEST_LIBRARIES ;;
    window) wanted=$WINDOW_LIBRARIES ;;
    esac
    missing=$(missing_libraries)
    [ -n "$missing" ] || return 0
    [ -f /etc/debian_version ] || fail "Qt needs libraries that are not here: $missing." \
        "Please install the packages that hold them, then start again."
    "$top/packaging/setup-debian.sh" "$1"
    missing=$(missing_libraries)
    [ -z "$missing" ] || fail "Qt needs libraries that are still not here: $missing."
}

missing_libraries() {
    # shellcheck disable=SC2086 # a list of words
    "$python" -I -S -c '
import ctypes, sys
def missing(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
print(*filter(missing, sys.argv[1:]))' $wanted
}

# need_programs system|bench
need_programs() {
    if [ -f /etc/debian_version ]; then
        "$top/packaging/setup-debian.sh" "$1"
    else
        say "The programs that these tests need are listed in packaging/setup-debian.sh."
    fi
}
