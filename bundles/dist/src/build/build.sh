# Building from a checkout. Sourced by daxplane and verify, which set `top` to the top of it.
. "$top/bundles/dist/src/main/sh/java25.sh"

dist=$top/bundles/dist/target/daxplane
stamp=$top/bundles/dist/target/built

# need_tools NAME: finds a JDK and Maven, or says in one line what to install
need_tools() {
    find_java java javac || {
        echo "$1: no JDK $JAVA_NEEDED or newer found (JAVA_HOME, PATH, /usr/lib/jvm); install one, e.g. temurin-25-jdk, or set JAVA_HOME" >&2
        exit 1
    }
    command -v mvn >/dev/null || {
        echo "$1: Maven (mvn) not found; install it, e.g. apt-get install maven" >&2
        exit 1
    }
    export JAVA_HOME # bnd runs inside Maven's own JVM
}

# maven ARGUMENT...: runs Maven on the whole checkout. The two options silence warnings about Maven's own libraries.
maven() {
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED" \
        mvn -B -ntp -f "$top/pom.xml" "$@"
}

# is_fresh: the distribution is there, and nothing that it is made of was touched since its build began
is_fresh() {
    [ -e "$stamp" ] && [ -x "$dist/bin/daxplane" ] || return 1
    _changed=$(cd "$top" && find pom.xml bnd.bnd LICENSE README.md config docs journal shell bundles \
        \( -name target -o -name '.*' -o -path '*/src/test' -o -path 'bundles/it*' -o -path 'bundles/benchmarks' -o -path 'bundles/fuzz' \) -prune \
        -o \( -type f -o -path '*/src/*' -o -path 'config/*' -o -path 'docs/*' \) -newer "$stamp" -print -quit 2>/dev/null)
    [ -z "$_changed" ]
}

# begin_build, end_build: what is edited while the build runs makes the next start build again
begin_build() {
    mkdir -p "$top/bundles/dist/target" && rm -f "$stamp" && : > "$stamp.begun"
}
end_build() {
    mv "$stamp.begun" "$stamp"
}
