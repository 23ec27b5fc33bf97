package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"go-micro.dev/v5/errors"
	"go-micro.dev/v5/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"it/peer/pb"
)

// Whether each call of Count is written to standard output before it is answered.
var tellCounts bool

// The calls with one request and one reply; go-micro takes their names from the methods'.
type unary struct {
	mutex     sync.Mutex
	seen      map[string]int64
	cancelled atomic.Int64
}

func (u *unary) Echo(ctx context.Context, in *pb.Everything, out *pb.Everything) error {
	proto.Merge(out, in)
	return nil
}

func (u *unary) Fail(ctx context.Context, in *pb.Failure, out *emptypb.Empty) error {
	switch in.Kind {
	case "error":
		return errors.New(in.Id, in.Detail, in.Code)
	case "panic":
		panic(in.Detail)
	default:
		return plain(in.Detail)
	}
}

type plain string

func (p plain) Error() string { return string(p) }

func (u *unary) Wait(ctx context.Context, in *pb.Pause, out *pb.Waited) error {
	out.Cancelled = u.cancelled.Load()
	if deadline, ok := ctx.Deadline(); ok {
		out.RemainingMillis = time.Until(deadline).Milliseconds()
	}
	select {
	case <-ctx.Done():
		u.cancelled.Add(1)
		time.Sleep(300 * time.Millisecond) // or the reply might still come before its caller's limit
	case <-time.After(time.Duration(in.Millis) * time.Millisecond):
	}
	return nil
}

func (u *unary) Headers(ctx context.Context, in *emptypb.Empty, out *pb.HeaderMap) error {
	out.Headers = map[string]string{}
	md, _ := metadata.FromContext(ctx)
	for name, value := range md {
		out.Headers[name] = value
	}
	return nil
}

func (u *unary) Count(ctx context.Context, in *pb.Tick, out *pb.Tick) error {
	u.mutex.Lock()
	defer u.mutex.Unlock()
	if u.seen == nil {
		u.seen = map[string]int64{}
	}
	u.seen[in.Text]++
	out.Number = u.seen[in.Text]
	if tellCounts {
		fmt.Printf("> counted %s\n", in.Text)
	}
	out.Text = in.Text
	return nil
}

// The other three shapes, whatever go-micro calls their streams.

func watch(in *pb.Ticks, send func(*pb.Tick) error) error {
	for n := int64(1); n <= int64(in.Count); n++ {
		if err := send(&pb.Tick{Number: n, Text: "tick"}); err != nil {
			return err
		}
		time.Sleep(time.Duration(in.PauseMillis) * time.Millisecond)
	}
	if in.Fails {
		return errors.New("peer.watch", "no more ticks", 409)
	}
	return nil
}

func upload(recv func() (*pb.Tick, error), send func(*pb.Tick) error) error {
	sum := &pb.Tick{Text: "sum"}
	for {
		tick, err := recv()
		if err != nil && !ended(err) {
			return err
		}
		if err != nil || tick.Number == 0 {
			return send(sum)
		}
		sum.Number += tick.Number
	}
}

func chat(recv func() (*pb.Tick, error), send func(*pb.Tick) error) error {
	for {
		tick, err := recv()
		if err != nil && ended(err) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := send(tick); err != nil || tick.Number == 0 {
			return err
		}
	}
}

func ended(err error) bool {
	return err == io.EOF || err.Error() == "EOF"
}
