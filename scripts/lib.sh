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
  touch "$stamp"
}

# run_program MODULE JVM_FLAGS... -- ARGUMENTS...: becomes the module's program.
run_program() {
  local module=$1 flags=()
  shift
  while [ "$1" != -- ]; do flags+=("$1"); shift; done
  shift
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dfile.encoding=UTF-8 \
    -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=$root/$module/target/classes.jsa" -Xlog:cds=off -Xlog:cds+dynamic=off \
    "${flags[@]}" -cp "$root/$module/target/lib/*:$root/$module/target/$module.jar" "network.lumora.$module.Main" "$@"
}
