# shellcheck shell=sh
# The launcher's slow half: builds the jars with Maven, copies them to where they are started from, and makes the JVM's
# start-up cache. Sourced by ../steelyard; needs root, built, launches, image, jdk, training.
# shellcheck disable=SC2154

# build_image: sets image; returns the exit code after saying why it could not.
build_image() {
    if ! can_write_launches; then
        sources_changed || { image=$built && return; }
        say "steelyard: must build, but cannot write to $launches."
        say "Start it once as a user who can; after that it runs from a read-only folder."
        return 1
    fi
    lock_launches
    # Another one may have built it while we waited.
    if sources_changed; then build_jars; fi && { image_is_launched || copy_jars; }
    code=$?
    unlock_launches
    return "$code"
}

can_write_launches() { mkdir -p "$launches" 2>/dev/null && [ -w "$launches" ]; }

# One at a time in a checkout. The kernel frees a flock with its last holder, and Maven holds it too: where the launcher
# alone is killed, the next one waits for the Maven it left behind.
lock_launches() {
    if command -v flock >/dev/null; then
        exec 9>"$launches/lock"
        flock -n 9 && return
        say "Waiting for another steelyard that is building here…"
        flock 9
    else
        mkdir "$launches/locked" 2>/dev/null && return
        say "Waiting for another steelyard that is building here… (If none is, remove $launches/locked.)"
        until mkdir "$launches/locked" 2>/dev/null; do sleep 1; done
    fi
}

unlock_launches() {
    if command -v flock >/dev/null; then exec 9>&-; else rmdir "$launches/locked"; fi
}

build_jars() {
    build_jdk=$(find_jdk javac && printf %s "$jdk") || return
    log=$root/steelyard-cli/target/build.log
    begun=$launches/begun
    # What changes from here on is newer than the jars.
    : >"$begun"
    seconds_at_start=$(date +%s)
    if [ -e "$built/class-path" ]; then
        say "Building Steelyard (its sources changed)…"
    else
        say "Building Steelyard (first use: about a minute, longer over a slow network)…"
    fi
    {
        cd "$root" && JAVA_HOME=$build_jdk MAVEN_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${MAVEN_OPTS-}" MVNW_VERBOSE=true ./mvnw -B -Dquick -Dmaven.test.skip=true \
            -pl steelyard-cli -am package </dev/null
        printf 'exit %s\n' $?
    } 2>&1 | show_progress
    if [ "$(tail -n 1 "$log")" != 'exit 0' ]; then
        say "steelyard: the build failed. The end of $log:"
        { grep '^\[ERROR\]' "$log" || tail -n 21 "$log" | sed '$d'; } | head -n 20 | sed 's/^/  /' >&2
        return 1
    fi
    touch -r "$begun" "$built/class-path"
    say "Built in $(seconds_since_start) s."
}

seconds_since_start() { echo $(($(date +%s) - seconds_at_start)); }

# Maven's output goes to the log; what is shown is each module as it begins, and that downloads go on.
show_progress() {
    files=0
    while IFS= read -r line; do
        printf '%s\n' "$line"
        case $line in
        'Downloading from: '*) say '  downloading Maven' ;;
        '[INFO] Building '*']')
            name=${line#'[INFO] Building '}
            say "  [${line##*\[} ${name%% *}"
            ;;
        *'Downloaded from '*)
            files=$((files + 1))
            [ $((files % 50)) -ne 0 ] || say "  $files files downloaded, $(seconds_since_start) s"
            ;;
        esac
    done >"$log"
}

copy_jars() {
    read_jars "$built" || return
    new=$launches/new
    rm -rf "$new"
    mkdir -p "$new/lib"
    IFS=:
    # shellcheck disable=SC2086 # split into its jars
    content=$(cd "$built" && cp -p $jars "$new/lib/" && cp class-path "$new/" && cat class-path $jars | cksum | tr ' ' -)
    unset IFS
    if [ -z "$content" ]; then
        say "steelyard: cannot copy the jars to $launches."
        return 1
    fi
    before=''
    [ ! -e "$launches/current" ] || read -r before <"$launches/current"
    image=$launches/$content
    if [ ! -e "$image/class-path" ]; then rm -rf "$image" && mv "$new" "$image"; else rm -rf "$new"; fi
    printf '%s\n' "$content" >"$launches/current.new" && mv "$launches/current.new" "$launches/current" || return
    forget_old_copies
}

# All but the current one, the one before (a start may be under way) and those that something runs from.
forget_old_copies() {
    for old in "$launches"/*/; do
        old=${old%/}
        case ${old##*/} in "$content" | "$before" | locked) continue ;; esac
        runs_from "$old/" || rm -rf "$old"
    done
}

runs_from() {
    if [ -r /proc/self/cmdline ]; then
        grep -qsF -- "$1" /proc/[0-9]*/cmdline
    else
        # shellcheck disable=SC2009 # pgrep takes no fixed strings
        ps -A -ww -o args= | grep -F -- "$1" | grep -qvF 'grep -F'
    fi
}

# The cache speeds up what the training run did. Where none can be made an empty one stands for it: not tried again.
make_cache() {
    say "Preparing fast starts (a few seconds, once)…"
    (start "-XX:AOTCacheOutput=$cache.$$" "$training") </dev/null >/dev/null 2>&1
    [ -s "$cache.$$" ] || : >"$cache.$$"
    mv -f "$cache.$$" "$cache"
}
