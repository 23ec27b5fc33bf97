//go:build tools

// Programs that the build needs, so that go.sum pins them.

package main

import (
	_ "google.golang.org/protobuf/cmd/protoc-gen-go"
)
