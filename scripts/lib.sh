# Shared by the scripts beside it; source it after setting `root`.

# Finds a JDK 25: $JAVA_HOME, the java on PATH, then the usual places. Sets and exports JAVA_HOME.
find_jdk_25() {
  local candidate on_path
  on_path=$(command -v java || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$candidate/bin/javac" ] && grep -qs '^JAVA_VERSION="25[."]' "$candidate/release"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "Lumora needs a JDK 25 and found none." >&2
  echo "Install one (Debian with the Adoptium packages: apt-get install temurin-25-jdk; others: https://adoptium.net)" >&2
  echo "or set JAVA_HOME to where it is, then run this again." >&2
  return 1
}

need() {
  command -v "$1" >/dev/null && return 0
  echo "Lumora needs $1 and found none. Install it ($2), then run this again." >&2
  return 1
}

# Builds the programs if a source is newer than the last build.
build_programs() {
  local stamp="$root/target/programs.stamp"
  if [ -f "$stamp" ] && [ -z "$(find "$root" -name target -prune -o -name .git -prune -o \
    \( -path '*/src/main/*' -o -name pom.xml \) -newer "$stamp" -print -quit)" ]; then
    return 0
  fi
  need mvn "Debian: apt-get install maven"
  echo "Building (the first time Maven fetches libraries: about a minute)..."
  mkdir -p "$root/target"
  if ! (cd "$root" && mvn -q -ntp -DskipTests -Dmaven.test.skip=true -pl agent,coordinator,consumer -am package) \
    >"$root/target/build.log" 2>&1; then
    grep -E 'ERROR|error:' "$root/target/build.log" | head -n 20 >&2
    echo "The build failed; the reason is above, all of it in target/build.log." >&2
    return 1
  fi
  train agent ' ready ' "${agent_flags[@]}" -- run --coordinator ws://127.0.0.1:9/agent
  train coordinator ' ready ' "${coordinator_flags[@]}" -- --http-port 0 --agents-port 0
  touch "$stamp"
}

# How each program runs; the cache of loaded classes holds only for the flags it was made with.
# The agent rests: fewer wake-ups to tidy unused locks and the JVM's own tables, and no code made for calls by
# reflection that happen once, at the start.
agent_flags=(-XX:+UseSerialGC -Xms8m -Xmx64m -Xss512k -XX:TieredStopAtLevel=1
  -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -Djdk.reflect.useNativeAccessorOnly=true
  -XX:+UnlockDiagnosticVMOptions -XX:AsyncDeflationInterval=10000 -XX:ServiceThreadCleanupInterval=10000)
# Ten thousand agents wait while memory is tidied, so all processors tidy.
coordinator_flags=(-XX:+UseParallelGC -XX:MaxNewSize=160m -Xmx1g -XX:+UseCompactObjectHeaders)
consumer_flags=(-XX:+UseSerialGC -Xmx512m -XX:+UseCompactObjectHeaders)
common_flags=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8)

# train MODULE PATTERN JVM_FLAGS... -- ARGUMENTS...: starts a program once, so that later starts find its classes loaded
# and linked in a cache (JEP 514). Without the cache everything works, only slower to start.
train() {
  local module=$1 pattern=$2 flags=() data pid waited=0
  shift 2
  while [ "$1" != -- ]; do flags+=("$1"); shift; done
  shift
  data=$(mktemp -d)
  : >"$data/out"
  [ "$module" != agent ] || (java_of agent "${flags[@]}" -- consent --accept --data "$data") >/dev/null 2>&1 || true
  (java_of "$module" "-XX:AOTCacheOutput=$root/$module/target/$module.aot" "${flags[@]}" -- "$@" --data "$data") \
    >"$data/out" 2>&1 &
  pid=$!
  until grep -q "$pattern" "$data/out" || [ $waited -ge 100 ]; do sleep 0.1; waited=$((waited + 1)); done
  kill "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  rm -rf "$data"
}

# java_of MODULE JVM_FLAGS... -- ARGUMENTS...: becomes the program; call it in a subshell.
java_of() {
  local module=$1 flags=()
  shift
  while [ "$1" != -- ]; do flags+=("$1"); shift; done
  shift
  exec "$JAVA_HOME/bin/java" "${common_flags[@]}" "${flags[@]}" \
    -cp "$root/$module/target/$module.jar:$root/$module/target/lib/*" "network.lumora.$module.Main" "$@"
}

# run_program MODULE ARGUMENTS...: becomes the module's program.
run_program() {
  local module=$1
  local -n flags=${module}_flags
  shift
  exec "$JAVA_HOME/bin/java" "${common_flags[@]}" "${flags[@]}" \
    "-XX:AOTCache=$root/$module/target/$module.aot" -Xlog:disable -Xlog:all=off \
    -cp "$root/$module/target/$module.jar:$root/$module/target/lib/*" "network.lumora.$module.Main" "$@"
}
