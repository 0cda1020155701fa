#!/bin/sh
# How long a warm ./steelyard takes to start, against its bars. Usage: etc/bench-start-up.sh [STARTS]
# Exits 1 where a bar is missed or a command fails.
set -u

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
starts=${1:-15}
failed=0
cd "$root" || exit

case $(date +%N) in
*[!0-9]*) now() { perl -MTime::HiRes=time -e 'printf "%d\n", time * 1e6'; } ;;
*) now() { echo $(($(date +%s%N) / 1000)); } ;;
esac

# bench NAME BAR_MS COMMAND...: the median of some starts counts; the shortest tells how far other load disturbed it.
bench() {
    name=$1 bar=$2
    shift 2
    if ! "$@" >/dev/null 2>&1; then
        printf '%-32s fails: %s\n' "$name" "$*"
        failed=1
        return
    fi
    times=$(
        start=0
        while [ "$start" -lt "$starts" ]; do
            before=$(now)
            "$@" >/dev/null 2>&1
            echo $(($(now) - before))
            start=$((start + 1))
        done | sort -n | awk '{ t[NR] = $1 } END { print int((t[int((NR + 1) / 2)] + t[int(NR / 2) + 1]) / 2), t[1] }'
    )
    median=${times% *} shortest=${times#* }
    verdict=within
    if [ "$median" -gt $((bar * 1000)) ]; then verdict=OVER failed=1; fi
    memory=''
    if [ "$1" = ./steelyard ] && rss=$(/usr/bin/time -f %M "$@" 2>&1 >/dev/null); then memory=", peak $(($(printf '%s\n' "$rss" | tail -n 1) / 1024)) MiB"; fi
    printf '%-27s median %4d.%d ms, shortest %4d.%d, of %d starts; bar %d ms: %s%s\n' "$name" \
        $((median / 1000)) $((median / 100 % 10)) $((shortest / 1000)) $((shortest / 100 % 10)) "$starts" "$bar" "$verdict" "$memory"
}

# The launcher alone: with a java that does nothing, under the name of the real one.
# shellcheck source=etc/find-jdk.sh
. "$root/etc/find-jdk.sh"
find_jdk java || exit
nothing=$(mktemp -d) || exit
trap 'rm -rf "$nothing"' EXIT
mkdir "$nothing/bin"
cp "$jdk/release" "$nothing/"
cp /usr/bin/true "$nothing/bin/java"
# shellcheck disable=SC2317 # called by bench
start_nothing() { (unset JAVA_HOME STEELYARD_JAVA_HOME && PATH=$nothing/bin:$PATH && exec ./steelyard --help); }

./steelyard --help >/dev/null || exit
bench 'the launcher alone' 15 start_nothing
bench '--help' 350 ./steelyard --help
bench 'validate experiments/pilot' 600 ./steelyard validate experiments/pilot
exit "$failed"
