//go:build stubs

// Called and served through what go-micro's own generator makes.

package main

import (
	"context"

	"go-micro.dev/v5/client"
	"go-micro.dev/v5/server"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"it/peer/pb"
)

type handler struct{ unary }

func handle(s server.Server) error {
	return pb.RegisterPeerHandler(s, &handler{})
}

func (h *handler) Watch(ctx context.Context, in *pb.Ticks, stream pb.Peer_WatchStream) error {
	return watch(in, stream.Send)
}

func (h *handler) Upload(ctx context.Context, stream pb.Peer_UploadStream) error {
	return upload(stream.Recv, func(sum *pb.Tick) error { return stream.SendMsg(sum) })
}

func (h *handler) Chat(ctx context.Context, stream pb.Peer_ChatStream) error {
	return chat(stream.Recv, stream.Send)
}

func invoke(ctx context.Context, c client.Client, service, method string, in, out proto.Message, o []client.CallOption) (proto.Message, error) {
	s := pb.NewPeerService(service, c)
	switch method {
	case "Echo":
		return s.Echo(ctx, in.(*pb.Everything), o...)
	case "Fail":
		return s.Fail(ctx, in.(*pb.Failure), o...)
	case "Wait":
		return s.Wait(ctx, in.(*pb.Pause), o...)
	case "Headers":
		return s.Headers(ctx, in.(*emptypb.Empty), o...)
	case "Count":
		return s.Count(ctx, in.(*pb.Tick), o...)
	default:
		return out, c.Call(ctx, c.NewRequest(service, endpoint(method), in), out, o...)
	}
}

// Returns the stream, and the requests that it has not sent yet.
func open(ctx context.Context, c client.Client, service, method string, in []proto.Message, o []client.CallOption) (talk, []proto.Message, error) {
	s := pb.NewPeerService(service, c)
	switch method {
	case "Watch":
		stream, err := s.Watch(ctx, in[0].(*pb.Ticks), o...)
		if err != nil {
			return talk{}, nil, err
		}
		return talk{nil, func() (proto.Message, error) { return stream.Recv() }, stream.Close}, nil, nil
	case "Upload":
		stream, err := s.Upload(ctx, o...)
		if err != nil {
			return talk{}, nil, err
		}
		send := func(m proto.Message) error { return stream.Send(m.(*pb.Tick)) }
		recv := func() (proto.Message, error) {
			sum := &pb.Tick{}
			return sum, stream.RecvMsg(sum)
		}
		return talk{send, recv, stream.Close}, in, nil
	default:
		stream, err := s.Chat(ctx, o...)
		if err != nil {
			return talk{}, nil, err
		}
		send := func(m proto.Message) error { return stream.Send(m.(*pb.Tick)) }
		return talk{send, func() (proto.Message, error) { return stream.Recv() }, stream.Close}, in, nil
	}
}
