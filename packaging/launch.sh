# shellcheck shell=sh
# How Intona is started from a source tree (`./intona`) and from an installation (`bin/intona`): by which Java, with which
# options. POSIX sh, read by both with `.`; functions in parentheses run in a subshell, so that their variables stay there.

fail() {
  echo "intona: $1" >&2
  exit 1
}

# The major version of the Java home $1, from its `release` file: no JVM is started to ask.
java_major() (
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || exit 1
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=*)
        version=${line#*\"}
        version=${version#1.}
        echo "${version%%[!0-9]*}"
        exit 0
        ;;
    esac
  done <"$1/release"
  exit 1
)

# The first Java home of version 17 or newer: JAVA_HOME, the java on the path, the usual folders. With $1 = jdk it must
# have a compiler.
find_java() (
  path_java=$(command -v java || true)
  [ -z "$path_java" ] || path_java=$(readlink -f "$path_java" 2>/dev/null || echo "$path_java")
  rejected=""
  for home in "${JAVA_HOME:-}" "${path_java%/bin/java}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/*; do
    [ -n "$home" ] && major=$(java_major "$home") || continue
    if [ "$major" -lt 17 ]; then
      rejected="$rejected $home (version $major)"
    elif [ "$1" = jdk ] && [ ! -x "$home/bin/javac" ]; then
      rejected="$rejected $home (no compiler)"
    else
      echo "$home"
      exit 0
    fi
  done
  what="a Java runtime"
  [ "$1" = jre ] || what="a JDK"
  fail "needs $what of version 17 or newer and found ${rejected:-none}; install one, for example with 'apt-get install openjdk-17-jdk-headless', 'brew install openjdk@17' or from adoptium.net, or set JAVA_HOME"
)

# The first word of "$@" that is no option: what the command does.
verb() {
  for word in "$@"; do
    case $word in -*) ;; *) echo "$word" && return ;; esac
  done
}

# Whether the command "$@" computes long enough to be worth the optimising compiler and the vector module: it trains, it
# hears a corpus under many conditions, classifies many files, a folder, a pattern or over time, it listens or serves, or it was told to
# use vectors. And the doctor, to tell which kernels those will use.
is_long() (
  for word in "$@"; do
    case $word in -h | --help) exit 1 ;; esac
  done
  verb=$(verb "$@")
  case $verb in
    quickstart | train | evaluate | tune | robustness | listen | serve | doctor) exit 0 ;;
    experiment) case " $* " in *" run "*) exit 0 ;; esac ;;
    classify)
      [ $# -lt 24 ] || exit 0
      for word in "$@"; do
        case $word in --timeline | *[*?[{]*) exit 0 ;; esac
      done
      ;;
  esac
  for word in "$@"; do
    case $word in simd | --kernels=simd) exit 0 ;; esac
    [ "$verb" != classify ] || [ ! -d "$word" ] || exit 0
  done
  exit 1
)

# Whether the user has named a garbage collector, in one of the variables that reach the JVM; two would stop it.
names_collector() (
  # shellcheck disable=SC2086
  for word in ${INTONA_JAVA_OPTS:-} ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-}; do
    case $word in -XX:+Use*GC) exit 0 ;; esac
  done
  exit 1
)

# launch JARS REVISION COMMAND ARCHIVES ARGUMENT…: becomes the JVM that runs the command from the folder JARS. With a folder
# ARCHIVES short commands start faster from an archive of classes there, which the first of them makes.
launch() {
  jars=$1 revision=$2 command=$3 archives=$4
  shift 4
  java_home=$(find_java jre)
  long=no
  ! is_long "$@" || long=yes
  # Recordings that wait for a worker survive many collections: a service uses all cores for those.
  collector=-XX:+UseSerialGC
  [ "$(verb "$@")" != serve ] || collector=-XX:+UseParallelGC
  ! names_collector || collector=""
  # Which descriptors are terminals: where there is no /proc Java cannot tell.
  terminals=""
  [ ! -t 1 ] || terminals=1
  [ ! -t 2 ] || terminals=$terminals,2
  # shellcheck disable=SC2086
  set -- ${INTONA_JAVA_OPTS:-} "-Dintona.terminals=$terminals" "-Dintona.revision=$revision" "-Dintona.command=$command" \
    -cp "$jars/*" io.intona.app.cli.Main "$@"
  if [ $long = yes ]; then
    # The JVM announces the module on stderr, so short commands do without.
    ! grep -q '^MODULES=.*jdk\.incubator\.vector' "$java_home/release" || set -- --add-modules jdk.incubator.vector "$@"
  else
    set -- -XX:TieredStopAtLevel=1 "$@" # start fast
    if [ -n "$archives" ]; then
      archive=$(whole_archive "$archives/$(archive_name)")
      # An archive that this JVM does not like is passed over, and not talked about.
      if [ -n "$archive" ]; then
        set -- "-XX:SharedArchiveFile=$archive" -Xlog:disable "$@"
      else
        make_archive "$archives/$(archive_name)" >/dev/null 2>&1 </dev/null &
      fi
    fi
  fi
  # Study files are read by SQLite's own library, about which Java 24 and later would warn.
  exec "$java_home/bin/java" ${collector:+"$collector"} -Xshare:auto -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED "$@"
}

# One archive for each Java and each state of the jars.
archive_name() {
  { cat "$java_home/release" && ls -ln "$jars" && echo "$jars"; } 2>/dev/null | cksum | tr ' ' -
}

# The archive $1-SIZE.jsa if it has the size in its name: Java 17 crashes on one that was cut short.
whole_archive() (
  for archive in "$1"-*.jsa; do
    size=${archive##*-}
    [ ! -r "$archive" ] || [ "$(wc -c <"$archive")" -ne "${size%.jsa}" ] || echo "$archive"
  done
)

# In the background, beside the first command. Whatever goes wrong, no command suffers: it is tried once a day at most, and
# the archive appears whole or not at all. Those of earlier versions go after a month.
make_archive() (
  mkdir -p "$archives"
  find "$archives" \( -name '*.jsa' -mtime +30 -o -name '*.part' -mtime +0 \) -exec rm -f {} +
  set -C # the first to make the file makes the archive
  : >"$1.part" || exit 0
  rm -f "$1"-*.jsa
  "$java_home/bin/java" ${collector:+"$collector"} -XX:TieredStopAtLevel=1 -Djava.awt.headless=true --enable-native-access=ALL-UNNAMED \
    "-XX:ArchiveClassesAtExit=$1.part" -cp "$jars/*" io.intona.app.cli.WarmUp && [ -s "$1.part" ] &&
    mv "$1.part" "$1-$(($(wc -c <"$1.part"))).jsa"
)
