# shellcheck shell=sh
# Finds a JDK for the launcher and the checks: the caller sets root and calls find_jdk.
# shellcheck disable=SC2154,SC2034
# A version is read from the JDK's release file; asking java itself costs 40 ms a try.

oldest_jdk=25

# find_jdk [TOOL]: sets jdk to the folder of a JDK that has bin/TOOL (java, or javac to build) and jdk_build to the
# name of its build; or says what was found and how to get one, and returns 69.
find_jdk() {
    tool=${1-java}
    looked_at=''
    if [ -n "${STEELYARD_JAVA_HOME-}" ]; then
        try_jdk "$STEELYARD_JAVA_HOME" && return
        printf 'steelyard: STEELYARD_JAVA_HOME must be a JDK %s or newer; it is %s.\n' "$oldest_jdk" "$looked_at" >&2
        printf 'Point it at one, or unset it and one is looked for.\n' >&2
        return 69
    fi
    if [ -d "$root/jre" ]; then try_jdk "$root/jre" && return; fi
    if [ -n "${JAVA_HOME-}" ]; then try_jdk "$JAVA_HOME" && return; fi
    on_path=$(command -v java) && on_path=$(readlink -f -- "$on_path") && try_jdk "${on_path%/bin/java}" && return
    newest_installed_jdk && return
    say_how_to_get_a_jdk >&2
    return 69
}

# The newest in the folders where systems and version managers put them.
newest_installed_jdk() {
    newest='' newest_rank=0
    system=${STEELYARD_SYSROOT-}
    user=${HOME-/nonexistent}
    for home in "$system"/usr/lib/jvm/* "$system"/usr/java/* "$system"/opt/* "$system"/opt/java/* \
        "${SDKMAN_DIR:-$user/.sdkman}"/candidates/java/* "$user"/.jdks/* "$user"/.gradle/jdks/* \
        "${MISE_DATA_DIR:-$user/.local/share/mise}"/installs/java/* "${ASDF_DATA_DIR:-$user/.asdf}"/installs/java/* \
        "$system"/Library/Java/JavaVirtualMachines/*/Contents/Home "$user"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$system"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "$system"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -f "$home/release" ] || continue
        if try_jdk "$home" && [ "$rank" -gt "$newest_rank" ]; then newest=$home newest_rank=$rank; fi
    done
    [ -n "$newest" ] && try_jdk "$newest"
}

# try_jdk FOLDER: does it suit? Sets jdk, jdk_build and rank if so, and notes in looked_at what was found either way.
try_jdk() {
    read_release "$1"
    set_rank "$version"
    if [ -z "$version" ]; then
        finding='no JDK: no release file names its version'
    elif [ "$rank" -lt "${oldest_jdk}000000" ]; then
        finding="Java $version"
    elif [ ! -x "$1/bin/$tool" ]; then
        finding="Java $version without bin/$tool"
    else
        jdk=$1
        return 0
    fi
    looked_at="${looked_at:+$looked_at
}$1 ($finding)"
    return 1
}

read_release() {
    version='' jdk_build=''
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        value=${value#\"}
        value=${value%\"}
        case $key in
        IMPLEMENTOR_VERSION | JAVA_RUNTIME_VERSION) jdk_build=$jdk_build$value- ;;
        JAVA_VERSION)
            version=$value
            jdk_build=$jdk_build$value
            break
            ;;
        esac
    done <"$1/release"
    case $jdk_build in */*) jdk_build=$version ;; esac
}

# set_rank VERSION: 25.0.3 becomes 25000003, 26-ea 26000000, and what is no version 0.
set_rank() {
    IFS='.-+_'
    # shellcheck disable=SC2086 # split into its numbers
    set -- $1
    unset IFS
    rank=0
    for part in "${1-0}" "${2-0}" "${3-0}"; do
        case $part in '' | *[!0-9]* | 0?*) part=0 ;; esac
        rank=$((rank * 1000 + part))
    done
}

say_how_to_get_a_jdk() {
    printf 'steelyard: no JDK %s or newer was found.\n' "$oldest_jdk"
    if [ -n "$looked_at" ]; then
        printf '\nFound, but of no use:\n'
        printf '%s\n' "$looked_at" | sort -u | sed 's/^/  /'
    fi
    cat <<'TEXT'

Looked at STEELYARD_JAVA_HOME, JAVA_HOME, java on the PATH, and in /usr/lib/jvm, /usr/java, /opt, SDKMAN, mise, asdf,
~/.jdks, ~/.gradle/jdks, /Library/Java/JavaVirtualMachines and Homebrew.

TEXT
    case $(uname -s) in
    Darwin)
        printf 'To get one:\n  brew install --cask temurin@25\n'
        ;;
    *)
        if apt-cache policy openjdk-25-jdk-headless 2>/dev/null | grep -q 'Candidate: [0-9]'; then
            printf 'To get one:\n  sudo apt-get install -y openjdk-25-jdk-headless\n'
        elif command -v apt-get >/dev/null; then
            cat <<'TEXT'
To get one (Eclipse Temurin, for Debian and Ubuntu):
  sudo apt-get install -y wget gpg ca-certificates
  wget -qO- https://packages.adoptium.net/artifactory/api/gpg/key/public | gpg --dearmor | sudo tee /usr/share/keyrings/adoptium.gpg >/dev/null
  echo "deb [signed-by=/usr/share/keyrings/adoptium.gpg] https://packages.adoptium.net/artifactory/deb $(. /etc/os-release; echo "$VERSION_CODENAME") main" | sudo tee /etc/apt/sources.list.d/adoptium.list
  sudo apt-get update && sudo apt-get install -y temurin-25-jdk
TEXT
        fi
        ;;
    esac
    cat <<'TEXT'
Or, on any system and without root, with SDKMAN:
  curl -s https://get.sdkman.io | bash && . ~/.sdkman/bin/sdkman-init.sh && sdk install java 25-tem
Or unpack one from https://adoptium.net/temurin/releases/?version=25 into ~/.jdks/.
It is found there by itself; for another folder set STEELYARD_JAVA_HOME.
TEXT
}
