package main

import (
	"context"
	"flag"
	"time"

	"go-micro.dev/v5/broker"
	"go-micro.dev/v5/client"
	clientgrpc "go-micro.dev/v5/client/grpc"
	"go-micro.dev/v5/registry"
	"go-micro.dev/v5/selector"
	"go-micro.dev/v5/server"
	servergrpc "go-micro.dev/v5/server/grpc"
)

func newRegistry(name string) registry.Registry {
	if name == "mdns" {
		return registry.NewMDNSRegistry()
	}
	return registry.NewMemoryRegistry()
}

func newBroker(r registry.Registry) broker.Broker {
	return broker.NewHttpBroker(broker.Registry(r))
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
	return []client.CallOption{client.WithRequestTimeout(limit), client.WithConnectionTimeout(limit)}
}

var selectorTTL = flag.Duration("selector-ttl", time.Minute, "for how long a client believes what it found in the registry")

// The registry is set by the client's option, which comes later.
func newSelector() selector.Selector {
	return selector.NewSelector(func(o *selector.Options) {
		o.Context = context.WithValue(context.Background(), "selector_ttl", *selectorTTL) // that is how go-micro names it
	})
}
