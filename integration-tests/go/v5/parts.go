package main

import (
	"time"

	"go-micro.dev/v5/broker"
	"go-micro.dev/v5/client"
	clientgrpc "go-micro.dev/v5/client/grpc"
	"go-micro.dev/v5/registry"
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
	if wire == "grpc" {
		return clientgrpc.NewClient(o...)
	}
	return client.NewClient(o...)
}

func attempt(limit time.Duration) []client.CallOption {
	return []client.CallOption{client.WithRequestTimeout(limit), client.WithConnectionTimeout(limit)}
}
