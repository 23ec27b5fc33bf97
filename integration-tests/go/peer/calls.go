package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"go-micro.dev/v5/client"
	"go-micro.dev/v5/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/emptypb"
	"it/peer/pb"
)

var messages = map[string]func() (proto.Message, proto.Message){
	"Echo":    func() (proto.Message, proto.Message) { return &pb.Everything{}, &pb.Everything{} },
	"Fail":    func() (proto.Message, proto.Message) { return &pb.Failure{}, &emptypb.Empty{} },
	"Wait":    func() (proto.Message, proto.Message) { return &pb.Pause{}, &pb.Waited{} },
	"Headers": func() (proto.Message, proto.Message) { return &emptypb.Empty{}, &pb.HeaderMap{} },
	"Count":   func() (proto.Message, proto.Message) { return &pb.Tick{}, &pb.Tick{} },
	"Watch":   func() (proto.Message, proto.Message) { return &pb.Ticks{}, &pb.Tick{} },
	"Upload":  func() (proto.Message, proto.Message) { return &pb.Tick{}, &pb.Tick{} },
	"Chat":    func() (proto.Message, proto.Message) { return &pb.Tick{}, &pb.Tick{} },
}

// A method that is not in the service takes nothing.
func messagesOf(method string) (proto.Message, proto.Message) {
	if of, ok := messages[method]; ok {
		return of()
	}
	return &emptypb.Empty{}, &emptypb.Empty{}
}

func endpoint(method string) string {
	if strings.Contains(method, ".") {
		return method
	}
	return "Peer." + method
}

// One client a content type: that is how generated stubs are told.
func (p *peer) client(contentType string) client.Client {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	c, ok := p.clients[contentType]
	if !ok {
		c = newClient(p.wire, client.Registry(p.registry), client.Broker(p.broker), client.ContentType(contentType),
			client.PoolTTL(p.poolTTL), client.Retries(0))
		p.clients[contentType] = c
	}
	return c
}

func (c command) context() (context.Context, context.CancelFunc) {
	ctx := metadata.NewContext(context.Background(), metadata.Metadata(c.Metadata))
	if c.Cancel > 0 {
		return context.WithTimeout(ctx, time.Duration(c.Cancel)*time.Millisecond)
	}
	return context.WithCancel(ctx)
}

func (c command) options() []client.CallOption {
	options := []client.CallOption{client.WithRetries(0)}
	if c.Address != "" {
		options = append(options, client.WithAddress(c.Address))
	}
	if c.Timeout > 0 {
		options = append(options, attempt(time.Duration(c.Timeout)*time.Millisecond)...)
	}
	return options
}

func (p *peer) call(c command) answer {
	ctx, done := c.context()
	defer done()
	request, reply := messagesOf(c.Method)
	if err := proto.Unmarshal(c.Request, request); err != nil {
		return said(err)
	}
	reply, err := invoke(ctx, p.client(c.Type), c.Service, c.Method, request, reply, c.options())
	if err != nil {
		return said(err)
	}
	bytes, err := proto.Marshal(reply)
	if err != nil {
		return said(err)
	}
	return answer{Reply: bytes}
}

// Counts calls that nobody else makes: each reply must say that it is the first.
func (p *peer) repeat(c command) answer {
	a := answer{Failures: map[string]int{}}
	var mutex sync.Mutex
	var all sync.WaitGroup
	next := make(chan int)
	for i := 0; i < c.Parallel; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			for n := range next {
				text := string(c.Request) + strconv.Itoa(n)
				err := p.count(c, text)
				mutex.Lock()
				if err == nil {
					a.Good++
				} else {
					a.Failures[err.Error()]++
				}
				mutex.Unlock()
				if err != nil {
					time.Sleep(10 * time.Millisecond) // so that a server which is away is not asked a million times
				}
			}
		}()
	}
	for n := 0; n < c.Calls; n++ {
		next <- n
	}
	close(next)
	all.Wait()
	return a
}

func (p *peer) count(c command, text string) error {
	reply, err := invoke(context.Background(), p.client(c.Type), c.Service, "Count", &pb.Tick{Text: text}, &pb.Tick{}, c.options())
	if err != nil {
		return err
	}
	tick := reply.(*pb.Tick)
	if tick.Text != text || tick.Number != 1 {
		return fmt.Errorf("asked for %s, and was told %d of %s", text, tick.Number, tick.Text)
	}
	return nil
}

// What client streams of go-micro and of its stubs have in common.
type talk struct {
	send  func(proto.Message) error
	recv  func() (proto.Message, error)
	close func() error
}

func (p *peer) stream(c command) answer {
	ctx, done := c.context()
	defer done()
	a := answer{}
	requests := make([]proto.Message, len(c.Requests))
	for i, bytes := range c.Requests {
		requests[i], _ = messagesOf(c.Method)
		if err := proto.Unmarshal(bytes, requests[i]); err != nil {
			return said(err)
		}
	}
	t, rest, err := open(ctx, p.client(c.Type), c.Service, c.Method, requests, c.options())
	if err != nil {
		return said(err)
	}
	defer t.close()
	go func() {
		for _, request := range rest {
			if t.send(request) != nil {
				return // the reader learns why
			}
			time.Sleep(time.Duration(c.Pause) * time.Millisecond)
		}
	}()
	replied := make(chan error, 1)
	var mutex sync.Mutex
	go func() {
		for {
			reply, err := t.recv()
			if err != nil {
				replied <- err
				return
			}
			bytes, err := proto.Marshal(reply)
			if err != nil {
				replied <- err
				return
			}
			mutex.Lock()
			a.Replies = append(a.Replies, bytes)
			enough := c.Expect > 0 && len(a.Replies) == c.Expect
			mutex.Unlock()
			if enough {
				replied <- io.EOF
				return
			}
		}
	}()
	// A Recv of go-micro does not end at its context's deadline.
	limit := time.Duration(max(c.Timeout, 1)) * time.Millisecond
	var failure error
	select {
	case failure = <-replied:
	case <-time.After(limit):
		failure = fmt.Errorf("nothing more came within %s", limit)
	}
	mutex.Lock()
	defer mutex.Unlock()
	copied := answer{Replies: append([][]byte{}, a.Replies...)}
	if failure != nil && failure != io.EOF && failure.Error() != "EOF" {
		copied.Error = failure.Error()
	}
	return copied
}
