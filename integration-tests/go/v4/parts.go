package main

import (
	"context"
	"flag"
	"time"

	"go-micro.dev/v4/broker"
	"go-micro.dev/v4/client"
	clientgrpc "github.com/go-micro/plugins/v4/client/grpc"
	"go-micro.dev/v4/registry"
	"go-micro.dev/v4/selector"
	"go-micro.dev/v4/server"
	servergrpc "github.com/go-micro/plugins/v4/server/grpc"
)

func newRegistry(name string) registry.Registry {
	if name == "mdns" {
		return registry.NewRegistry()
	}
	return registry.NewMemoryRegistry()
}

func newBroker(r registry.Registry) broker.Broker {
	return broker.NewBroker(broker.Registry(r))
}

func newServer(wire string, o ...server.Option) server.Server {
	if wire == "grpc" {
		return servergrpc.NewServer(o...)
	}
	return server.NewServer(o...)
}

func newClient(wire string, o ...client.Option) client.Client {
	o = append([]client.Option{client.Selector(newSelector())}, o...)
	if wire == "grpc" {
		return clientgrpc.NewClient(o...)
	}
	return client.NewClient(o...)
}

func attempt(limit time.Duration) []client.CallOption {
	return []client.CallOption{client.WithRequestTimeout(limit)} // an attempt may take 5 s, which can't be changed
}

var selectorTTL = flag.Duration("selector-ttl", time.Minute, "for how long a client believes what it found in the registry")

// The registry is set by the client's option, which comes later.
func newSelector() selector.Selector {
	return selector.NewSelector(func(o *selector.Options) {
		o.Context = context.WithValue(context.Background(), "selector_ttl", *selectorTTL) // that is how go-micro names it
	})
}
