package main

import (
	"context"

	"go-micro.dev/v5"
	"it/peer/greeter" // made by protoc-gen-go
)

type Greeter struct{}

func (g *Greeter) Hello(ctx context.Context, in *greeter.HelloRequest, out *greeter.HelloReply) error {
	out.Message = "Hello " + in.Name
	return nil
}

func main() {
	service := micro.New("greeter")
	service.Handle(new(Greeter))
	service.Run()
}
