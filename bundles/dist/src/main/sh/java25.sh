# Finds a Java that is new enough, by reading its release file: starting one only to ask for its version costs a start.
# Sourced by bin/daxplane, daxplane and verify.

JAVA_NEEDED=25

# is_java DIR TOOL...: DIR is a Java of at least that version and has these tools in bin/
is_java() {
    _dir=$1; shift
    [ -r "$_dir/release" ] || return 1
    for _tool; do [ -x "$_dir/bin/$_tool" ] || return 1; done
    while IFS='="' read -r _key _empty _value _rest; do
        [ "$_key" = JAVA_VERSION ] || continue
        JAVA_FOUND=$_value
        _major=${_value%%[!0-9]*}
        [ "${_major:-0}" -ge $JAVA_NEEDED ]
        return
    done < "$_dir/release"
    return 1
}

# find_java TOOL...: sets JAVA_HOME and JAVA_FOUND, its version; false when there is none. JAVA_HOME first, then PATH, then the usual place.
find_java() {
    [ -n "${JAVA_HOME:-}" ] && is_java "$JAVA_HOME" "$@" && return
    if _java=$(command -v java); then
        _java=$(readlink -f "$_java")
        JAVA_HOME=${_java%/bin/java}
        is_java "$JAVA_HOME" "$@" && return
    fi
    for JAVA_HOME in /usr/lib/jvm/*; do
        is_java "$JAVA_HOME" "$@" && return
    done
    unset JAVA_HOME
    return 1
}
