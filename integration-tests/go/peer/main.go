// Command peer is a service and a client on go-micro that a test drives: it reads one command a line from standard input, as JSON, and answers each
// with one line that begins with "> ". It ends when its input does.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"sync"
	"time"

	"go-micro.dev/v5/broker"
	"go-micro.dev/v5/client"
	"go-micro.dev/v5/logger"
	"go-micro.dev/v5/registry"
	"go-micro.dev/v5/server"
)

// A command says what to do. Which fields count depends on Do.
type command struct {
	Id       int
	Do       string
	Service  string
	Address  string
	Type     string // content type
	Method   string
	Request  []byte   // a message in protobuf
	Requests [][]byte // those of a stream
	Metadata map[string]string
	Timeout  int64 // of one attempt and of the whole call, milliseconds
	Cancel   int64 // gives up after so many milliseconds
	Pause    int64 // between two messages of a stream, milliseconds
	Expect   int   // replies of a stream, after which it is closed; 0 for all
	Calls    int
	Parallel int
	Topic    string
	Queue    string
}

type answer struct {
	Id       int
	Reply    []byte         `json:",omitempty"`
	Replies  [][]byte       `json:",omitempty"`
	Error    string         `json:",omitempty"`
	Millis   int64          `json:",omitempty"`
	Good     int            `json:",omitempty"`
	Failures map[string]int `json:",omitempty"`
	Found    any            `json:",omitempty"`
}

type peer struct {
	registry registry.Registry
	broker   broker.Broker
	server   server.Server
	wire     string
	poolTTL  time.Duration
	out      sync.Mutex
	mutex    sync.Mutex
	clients  map[string]client.Client
}

func main() {
	name := flag.String("name", "", "serve under this name; otherwise only call")
	address := flag.String("address", "127.0.0.1:0", "where to listen")
	wire := flag.String("wire", "mucp", "mucp or grpc")
	where := flag.String("registry", "memory", "memory or mdns")
	poolTTL := flag.Duration("pool-ttl", time.Minute, "how old a connection may be")
	flag.BoolVar(&tellCounts, "tell-counts", false, "print what Count was called with")
	flag.Parse()
	logger.DefaultLogger.Init(logger.WithLevel(logger.ErrorLevel))

	p := &peer{wire: *wire, poolTTL: *poolTTL, clients: map[string]client.Client{}}
	p.registry = newRegistry(*where)
	p.broker = newBroker(p.registry)
	registry.DefaultRegistry = p.registry
	broker.DefaultBroker = p.broker
	if *name != "" {
		p.serve(*name, *address)
	}
	p.say(answer{Id: -1})
	p.obey()
}

func (p *peer) serve(name, address string) {
	p.server = newServer(p.wire, server.Name(name), server.Address(address), server.Registry(p.registry), server.Broker(p.broker),
		server.RegisterTTL(time.Minute), server.RegisterInterval(30*time.Second))
	if err := handle(p.server); err != nil {
		panic(err)
	}
	if err := p.server.Start(); err != nil {
		panic(err)
	}
	fmt.Printf("> listening on %s\n", p.server.Options().Address)
}

func (p *peer) obey() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	decoder := json.NewDecoder(in)
	for {
		var c command
		if err := decoder.Decode(&c); err != nil {
			return
		}
		go func() {
			a := p.do(c)
			a.Id = c.Id
			p.say(a)
		}()
	}
}

func (p *peer) do(c command) answer {
	start := time.Now()
	var a answer
	switch c.Do {
	case "call":
		a = p.call(c)
	case "repeat":
		a = p.repeat(c)
	case "stream":
		a = p.stream(c)
	case "find", "list":
		a = p.look(c)
	case "watch":
		a = p.watch(c)
	case "register":
		a = p.register(c)
	case "publish":
		a = p.publish(c)
	case "subscribe":
		a = p.subscribe(c)
	case "stop":
		a = said(p.server.Stop())
	default:
		a.Error = "no such command: " + c.Do
	}
	a.Millis = time.Since(start).Milliseconds()
	return a
}

func (p *peer) say(a answer) {
	line, err := json.Marshal(a)
	if err != nil {
		panic(err)
	}
	p.out.Lock()
	defer p.out.Unlock()
	fmt.Printf("> %s\n", line)
}

func said(err error) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{}
}
