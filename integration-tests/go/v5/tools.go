//go:build tools

// Programs that the build needs, so that go.sum pins them.

package main

import (
	_ "go-micro.dev/v5/cmd/protoc-gen-micro"
	_ "google.golang.org/protobuf/cmd/protoc-gen-go"
)
