#!/bin/sh
# build.sh [NAME...]: builds the Go peers into target/VERSION/peer, go-micro's own command line into target/cli/micro, and what tests gRPC, h2spec,
# grpcurl, and grpc-go's interop client and server, into target/grpctools, connectrpc's suite into target/conformance, and go-micro's side of the
# benchmark into target/bench; all of them unless told which. Leaves alone what has not changed.
# Needs Go 1.26 or newer, Maven (which brings protoc) and unzip.
set -eu
export GOTOOLCHAIN=local CGO_ENABLED=0 GOFLAGS='-mod=readonly -modcacherw -trimpath -buildvcs=false'
here=$(cd "$(dirname "$0")" && pwd)
out=$here/target
proto=$here/../src/test/protobuf
greeter=$here/../../examples/greeter/src/main/protobuf
echo=$here/../../benchmarks/src/main/protobuf
protobuf=$(sed -n 's:.*<protobuf.version>\(.*\)</protobuf.version>.*:\1:p' "$here/../../pom.xml")
mkdir -p "$out"

protoc() {
    if [ ! -x "$out/protoc-$protobuf" ]; then
        case $(uname -sm) in
            'Linux x86_64') platform=linux-x86_64 ;;
            'Linux aarch64') platform=linux-aarch_64 ;;
            'Darwin x86_64') platform=osx-x86_64 ;;
            'Darwin arm64') platform=osx-aarch_64 ;;
            *) echo "build.sh: no protoc for $(uname -sm); put one into $out/protoc-$protobuf" >&2; exit 1 ;;
        esac
        for artifact in "protoc:$protobuf:exe:$platform" "protobuf-java:$protobuf"; do
            (cd "$here/../.." && mvn -q -B -ntp -N dependency:copy -Dartifact="com.google.protobuf:$artifact" -DoutputDirectory="$out")
        done
        unzip -qo "$out/protobuf-java-$protobuf.jar" 'google/protobuf/*.proto' -d "$out/include"
        chmod +x "$out/protoc-$protobuf-$platform.exe"
        mv "$out/protoc-$protobuf-$platform.exe" "$out/protoc-$protobuf"
    fi
    "$out/protoc-$protobuf" -I "$out/include" -I "$proto" "$@"
}

# The two programs of docs/go-micro.md, on the stubs of examples/greeter; in a folder made by build.
hello() {
    mkdir greeter
    cp -r "$here"/hello/* .
    protoc -I "$greeter" --plugin="$out/$1/protoc-gen-go" --plugin="$out/$1/protoc-gen-micro" --go_out=greeter --micro_out=greeter \
        --go_opt=paths=source_relative,Mgreeter.proto=it/peer/greeter --micro_opt=paths=source_relative,Mgreeter.proto=it/peer/greeter greeter.proto
    for program in call serve; do
        go build -ldflags='-s -w' -o "$out/$1/$program" "./$program"
    done
}

# The program is written once, for v5; the older versions have other import paths, and no generator of stubs that can be had.
build() {
    source=$out/$1/source
    rm -rf "${out:?}/$1"
    mkdir -p "$source/pb"
    cp "$here/$1"/go.* "$here/$1"/*.go "$source"
    for file in "$here"/peer/*.go; do
        sed "s:go-micro.dev/v5:$2:" "$file" >"$source/$(basename "$file")"
    done
    cd "$source"
    go build -o "$out/$1/" google.golang.org/protobuf/cmd/protoc-gen-go
    protoc --plugin="$out/$1/protoc-gen-go" --go_out="$source/pb" --go_opt=paths=source_relative peer.proto
    if [ "$3" = stubs ]; then
        go build -o "$out/$1/" go-micro.dev/v5/cmd/protoc-gen-micro
        protoc --plugin="$out/$1/protoc-gen-micro" --micro_out="$source/pb" --micro_opt=paths=source_relative peer.proto
    fi
    go build -tags "$3" -ldflags='-s -w' -o "$out/$1/peer" .
    [ "$3" = plain ] || hello "$1"
    cd "$here"
}

# Programs of other modules, which a go.mod names, and those in the folder cmd beside it.
tools() {
    rm -rf "${out:?}/$1"
    mkdir -p "$out/$1"
    (cd "$here/$1" && go build -ldflags='-s -w' -o "$out/$1/" tool $([ ! -d cmd ] || echo ./cmd/...))
}

# On the module of v5, with the messages of the benchmark.
bench() {
    source=$out/bench/source
    rm -rf "${out:?}/bench"
    mkdir -p "$source/echo"
    cp "$here"/v5/go.* "$here"/bench/*.go "$source"
    cd "$source"
    go build -o "$out/bench/" google.golang.org/protobuf/cmd/protoc-gen-go
    protoc -I "$echo" --plugin="$out/bench/protoc-gen-go" --go_out=echo --go_opt=paths=source_relative,Mecho.proto=it/peer/echo echo.proto
    go build -ldflags='-s -w' -o "$out/bench/bench" .
    cd "$here"
}

for version in "${@:-v5 v4 v2 cli grpctools conformance bench}"; do for version in $version; do
    key=$({ go version; echo "$protobuf"; cat "$here/build.sh" "$here"/peer/*.go "$here"/hello/*/*.go "$proto/peer.proto" "$greeter/greeter.proto" "$echo/echo.proto" "$here"/v5/go.*; find "$here/$version" -type f -exec cat {} +; } | cksum | cut -d' ' -f1)
    [ -f "$out/$version/.$key" ] && continue
    echo "build.sh: $version ..."
    case $version in
        v5) build v5 go-micro.dev/v5 stubs ;;
        v4) build v4 go-micro.dev/v4 plain ;;
        v2) build v2 github.com/micro/go-micro/v2 plain ;;
        cli) (cd "$here/cli" && go build -ldflags='-s -w' -o "$out/cli/" go-micro.dev/v5/cmd/micro) ;;
        grpctools | conformance) tools "$version" ;;
        bench) bench ;;
        *) echo "build.sh: no such name: $version; there are v5, v4, v2, cli, grpctools, conformance and bench" >&2; exit 1 ;;
    esac
    : >"$out/$version/.$key"
done; done
