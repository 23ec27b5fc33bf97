// Command bench is a client or a server on go-micro that the Java benchmark starts. It does what the lines on its standard input say, answers each
// with one line, and ends with its input; io.micro4j.benchmarks.Worker is the same in Java.
package main

import (
	"bufio"
	"context"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"go-micro.dev/v5/client"
	clientgrpc "go-micro.dev/v5/client/grpc"
	"go-micro.dev/v5/logger"
	"go-micro.dev/v5/registry"
	"go-micro.dev/v5/server"
	servergrpc "go-micro.dev/v5/server/grpc"
	"it/peer/echo" // made by protoc-gen-go
)

// Echo is the service; go-micro takes the names of the calls from the methods'.
type Echo struct{}

// Say sends the request back.
func (*Echo) Say(ctx context.Context, in *echo.EchoRequest, out *echo.EchoReply) error {
	out.Text = in.Text
	out.Number = in.Number
	return nil
}

// Takes "server WIRE" or "client WIRE ADDRESS"; the wire is mucp or grpc.
func main() {
	logger.DefaultLogger.Init(logger.WithLevel(logger.ErrorLevel))
	registry.DefaultRegistry = registry.NewMemoryRegistry()
	if os.Args[1] == "server" {
		serve(os.Args[2])
		obey(func([]string) string { return used().line() })
		return
	}
	say := caller(os.Args[2], os.Args[3])
	fmt.Println("connected")
	obey(func(order []string) string {
		if order[0] == "first" {
			must(say(&echo.EchoRequest{Text: "first", Number: 1}))
			return "answered"
		}
		return measure(say, order)
	})
}

func serve(wire string) {
	options := []server.Option{server.Name("echo"), server.Address("127.0.0.1:0"), server.Registry(registry.DefaultRegistry)}
	s := server.NewServer(options...)
	if wire == "grpc" {
		s = servergrpc.NewServer(options...)
	}
	must(s.Handle(s.NewHandler(new(Echo))))
	must(s.Start())
	fmt.Println(s.Options().Address)
}

func caller(wire, address string) func(*echo.EchoRequest) error {
	c := client.NewClient(client.Registry(registry.DefaultRegistry))
	if wire == "grpc" {
		c = clientgrpc.NewClient(client.Registry(registry.DefaultRegistry))
	}
	return func(in *echo.EchoRequest) error {
		out := new(echo.EchoReply)
		request := c.NewRequest("echo", "Echo.Say", in, client.WithContentType("application/protobuf"))
		if err := c.Call(context.Background(), request, out, client.WithAddress(address)); err != nil {
			return err
		}
		if out.Number != in.Number || out.Text != in.Text {
			return fmt.Errorf("the request was %v and the reply is %v", in, out)
		}
		return nil
	}
}

func obey(answer func([]string) string) {
	orders := bufio.NewScanner(os.Stdin)
	for orders.Scan() {
		fmt.Println(answer(strings.Fields(orders.Text())))
	}
}

// Takes how calls are made, which is blocking, how many are under way, the length of the text, and milliseconds.
func measure(say func(*echo.EchoRequest) error, order []string) string {
	text := strings.Repeat("x", number(order[2]))
	callers := make([][]int64, number(order[1]))
	before, start := used(), time.Now()
	end := start.Add(time.Duration(number(order[3])) * time.Millisecond)
	var group sync.WaitGroup
	for i := range callers {
		group.Add(1)
		go func() {
			defer group.Done()
			for n := int64(0); ; n++ {
				began := time.Now()
				if !began.Before(end) {
					return
				}
				must(say(&echo.EchoRequest{Text: text, Number: n}))
				callers[i] = append(callers[i], time.Since(began).Nanoseconds())
			}
		}()
	}
	group.Wait()
	nanos, after := time.Since(start).Nanoseconds(), used()
	calls := slices.Concat(callers...)
	slices.Sort(calls)
	return fmt.Sprintf("%d %d %d %d %d %s", len(calls), nanos, percentile(calls, 50), percentile(calls, 99), percentile(calls, 99.9),
		usage{after.cpu - before.cpu, after.bytes - before.bytes}.line())
}

func percentile(sorted []int64, percent float64) int64 {
	return sorted[max(int(math.Ceil(float64(len(sorted))*percent/100))-1, 0)]
}

// What this process has used: nanoseconds of CPU time, and bytes that it allocated.
type usage struct{ cpu, bytes int64 }

func used() usage {
	var times syscall.Rusage
	must(syscall.Getrusage(syscall.RUSAGE_SELF, &times))
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return usage{times.Utime.Nano() + times.Stime.Nano(), int64(memory.TotalAlloc)}
}

// The third number is the time of a compiler, and Go has none at run time.
func (u usage) line() string { return fmt.Sprintf("%d %d 0", u.cpu, u.bytes) }

func number(text string) int {
	n, err := strconv.Atoi(text)
	must(err)
	return n
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
