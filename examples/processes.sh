# What the run scripts of the examples have in common: a build, and a server and a client as two processes. To be sourced from the folder of an
# example, whose name is that of its service too. Ends what it started; fails if anything did.
set -euo pipefail
example=$(basename "$PWD")

say() {
    echo "$example: $*"
}

fail() {
    echo "$example: $*" >&2
    exit 1
}

# alive PID: whether it still runs
alive() {
    kill -0 "$1" 2>/dev/null
}

# stop PID: ends a process of ours, the hard way if it has not ended within 15 s
stop() {
    local pid=$1 deadline=$((SECONDS + 15))
    kill -TERM "$pid" 2>/dev/null || return 0
    while alive "$pid" && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
    if alive "$pid"; then
        kill -KILL "$pid"
        return 1
    fi
}

server='' client='' scratch=''
cleanup() {
    [ -z "$client" ] || stop "$client" || true
    [ -z "$server" ] || stop "$server" || true
    [ -z "$scratch" ] || rm -rf "$scratch"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# build: the example and what it needs
build() {
    java=${JAVA_HOME:+$JAVA_HOME/bin/}java
    command -v mvn >/dev/null || fail "mvn is not on the PATH; install Maven 3.8.7 or newer"
    command -v "$java" >/dev/null || fail "there is no $java; install a JDK, 17 or newer, and let JAVA_HOME name its folder"
    scratch=$(mktemp -d)
    say "building the runtime, the code generator and this example; the first time, Maven also downloads what it needs ..."
    mvn -q -B -ntp -f ../../pom.xml -pl "examples/$example" -am -DskipTests compile \
        || fail "the build failed after $SECONDS s; what Maven says is above"
    say "built in $SECONDS s"

    # Nothing has to be configured; these two only keep the example off your network. Left out, the server listens on
    # every interface, and hosts of the same network find it too.
    export MICRO_SERVER_ADDRESS=127.0.0.1:0 MICRO_MDNS_INTERFACES=lo
    say "MICRO_SERVER_ADDRESS=$MICRO_SERVER_ADDRESS MICRO_MDNS_INTERFACES=$MICRO_MDNS_INTERFACES keep it all on this host"
    say "(unset, the server listens on every interface, and mDNS tells the whole network)"
}

# start CLASS: runs a class of the example, to be waited for or stopped by $!
start() {
    exec "$java" -cp "target/classes:$(cat target/classpath)" "com.example.$example.$1"
}

# serve CLASS: starts the server, and returns once it is up
serve() {
    start "$1" >"$scratch/server" 2>&1 &
    server=$!
    local deadline=$((SECONDS + 20))
    until grep -q "$example at " "$scratch/server"; do
        if ! alive "$server" || [ $SECONDS -ge $deadline ]; then
            cat "$scratch/server" >&2
            alive "$server" && fail "the server did not say within 20 s that it is up; what it said is above"
            fail "the server ended; what it said is above"
        fi
        sleep 0.1
    done
    say "server, process $server: $(grep -o "$example at .*" "$scratch/server")"
}

# call CLASS: runs the client to its end, and shows what it says
call() {
    start "$1" >"$scratch/client" 2>&1 &
    client=$!
    say "client, process $client: finds the server by its name and calls it, once in each shape"
    local deadline=$((SECONDS + 20))
    while alive "$client" && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
    cat "$scratch/client"
    if alive "$client"; then
        fail "the client did not end within 20 s; what it said is above"
    fi
    wait "$client" || { client=''; cat "$scratch/server" >&2; fail "the client failed; what it said is above, and below it the server"; }
    client=''
}

# finish: stops the server
finish() {
    stop "$server" || fail "the server did not stop within 15 s of SIGTERM; it was killed"
    server=''
    say "all calls were answered, both processes have stopped; $SECONDS s in all"
}
