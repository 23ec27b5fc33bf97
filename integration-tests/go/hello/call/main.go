package main

import (
	"context"
	"fmt"

	"go-micro.dev/v5"
	"it/peer/greeter" // made by protoc-gen-go and protoc-gen-micro
)

func main() {
	service := micro.New("caller")
	hello := greeter.NewGreeterService("greeter", service.Client())
	reply, err := hello.Hello(context.Background(), &greeter.HelloRequest{Name: "Go"})
	if err != nil {
		panic(err)
	}
	fmt.Println(reply.Message)
}
