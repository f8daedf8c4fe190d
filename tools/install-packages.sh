#!/bin/sh
# Installs those of the named Debian packages that are missing; does nothing when none is.
# An argument is a package, or package:file: it is not missing, either, when TeX finds the file.
set -eu

if ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian: please see to it that the likes of these are installed: $*"
    exit 0
fi

missing=
for item in "$@"; do
    package=${item%%:*}
    case $item in
    *:*) if kpsewhich "${item#*:}" >/dev/null 2>&1; then continue; fi ;;
    esac
    case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true) in
    *' installed') ;;
    *) missing="$missing $package" ;;
    esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    sudo=
    echo "Installing with apt:$missing"
elif command -v sudo >/dev/null; then
    sudo=sudo
    echo "Installing with sudo and apt:$missing"
else
    echo "Packages are missing, and there is neither root nor sudo to install them. Let root run" >&2
    echo "    apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
