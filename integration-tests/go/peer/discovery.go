package main

import (
	"fmt"

	"go-micro.dev/v5/broker"
	"go-micro.dev/v5/registry"
	"google.golang.org/protobuf/proto"
	"it/peer/pb"
)

func (p *peer) look(c command) answer {
	if c.Do == "list" {
		all, err := p.registry.ListServices()
		if err != nil {
			return said(err)
		}
		return answer{Found: all}
	}
	found, err := p.registry.GetService(c.Service)
	if err != nil {
		return said(err)
	}
	return answer{Found: found}
}

// Answers at once; each event is a line of its own.
func (p *peer) watch(c command) answer {
	watcher, err := p.registry.Watch(registry.WatchService(c.Service))
	if err != nil {
		return said(err)
	}
	go func() {
		for {
			event, err := watcher.Next()
			if err != nil {
				return
			}
			for _, node := range event.Service.Nodes {
				fmt.Printf("> event %s %s %s\n", event.Action, event.Service.Name, node.Id)
			}
		}
	}()
	return answer{}
}

// Makes known a node of somebody else's, which says nothing of itself.
func (p *peer) register(c command) answer {
	node := &registry.Node{Id: c.Service + "-1", Address: c.Address}
	return said(p.registry.Register(&registry.Service{Name: c.Service, Version: "latest", Nodes: []*registry.Node{node}}))
}

func (p *peer) publish(c command) answer {
	event := &pb.Event{}
	if err := proto.Unmarshal(c.Request, event); err != nil {
		return said(err)
	}
	ctx, done := c.context()
	defer done()
	from := p.client(c.Type)
	return said(from.Publish(ctx, from.NewMessage(c.Topic, event)))
}

// Answers once subscribed; each event is a line of its own.
func (p *peer) subscribe(c command) answer {
	options := []broker.SubscribeOption{}
	if c.Queue != "" {
		options = append(options, broker.Queue(c.Queue))
	}
	if err := p.broker.Connect(); err != nil {
		return said(err)
	}
	_, err := p.broker.Subscribe(c.Topic, func(e broker.Event) error {
		fmt.Printf("> received %s %q %s\n", e.Topic(), e.Message().Body, e.Message().Header["Content-Type"])
		return nil
	}, options...)
	return said(err)
}
