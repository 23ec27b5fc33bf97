//go:build !stubs

// Called and served through go-micro's API, where its generator can't be had.

package main

import (
	"context"

	"go-micro.dev/v5/client"
	"go-micro.dev/v5/server"
	"google.golang.org/protobuf/proto"
	"it/peer/pb"
)

// Peer is what go-micro calls the service.
type Peer struct{ unary }

func handle(s server.Server) error {
	return s.Handle(s.NewHandler(&Peer{}))
}

func (p *Peer) Watch(ctx context.Context, stream server.Stream) error {
	in := &pb.Ticks{}
	if err := stream.Recv(in); err != nil {
		return err
	}
	return watch(in, sender(stream))
}

func (p *Peer) Upload(ctx context.Context, stream server.Stream) error {
	return upload(receiver(stream), sender(stream))
}

func (p *Peer) Chat(ctx context.Context, stream server.Stream) error {
	return chat(receiver(stream), sender(stream))
}

func sender(stream server.Stream) func(*pb.Tick) error {
	return func(tick *pb.Tick) error { return stream.Send(tick) }
}

func receiver(stream server.Stream) func() (*pb.Tick, error) {
	return func() (*pb.Tick, error) {
		tick := &pb.Tick{}
		return tick, stream.Recv(tick)
	}
}

func invoke(ctx context.Context, c client.Client, service, method string, in, out proto.Message, o []client.CallOption) (proto.Message, error) {
	return out, c.Call(ctx, c.NewRequest(service, endpoint(method), in), out, o...)
}

// Returns the stream, and the requests that it has not sent yet.
func open(ctx context.Context, c client.Client, service, method string, in []proto.Message, o []client.CallOption) (talk, []proto.Message, error) {
	opening, _ := messagesOf(method)
	stream, err := c.Stream(ctx, c.NewRequest(service, endpoint(method), opening), o...)
	if err != nil {
		return talk{}, nil, err
	}
	send := func(m proto.Message) error { return stream.Send(m) }
	recv := func() (proto.Message, error) {
		_, tick := messagesOf(method)
		return tick, stream.Recv(tick)
	}
	return talk{send, recv, stream.Close}, in, nil
}
