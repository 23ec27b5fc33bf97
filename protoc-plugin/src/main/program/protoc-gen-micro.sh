#!/bin/sh
# protoc-gen-micro: this script, with the jar that it starts behind it.
java=java
if [ -n "$JAVA_HOME" ]; then java="$JAVA_HOME/bin/java"; fi
if ! command -v "$java" >/dev/null 2>&1; then
    echo "protoc-gen-micro needs Java 17 or newer, but there is no $java. Set JAVA_HOME, or put java on the PATH." >&2
    exit 127
fi
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$0" "$@"
