/** The runtime of Micro4J: the eight interfaces, their embedded defaults, client, server and service. */
module io.micro4j {
    requires transitive com.google.protobuf;
    requires static transitive org.jspecify;
    requires static com.google.auto.service;
    requires com.google.gson;
    requires com.google.protobuf.util;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires java.management;
    requires okhttp3;

    exports io.micro4j;
    exports io.micro4j.broker;
    exports io.micro4j.broker.http;
    exports io.micro4j.broker.memory;
    exports io.micro4j.call;
    exports io.micro4j.client;
    exports io.micro4j.codec;
    exports io.micro4j.codec.bytes;
    exports io.micro4j.codec.json;
    exports io.micro4j.codec.protobuf;
    exports io.micro4j.registry;
    exports io.micro4j.registry.local;
    exports io.micro4j.registry.mdns;
    exports io.micro4j.registry.memory;
    exports io.micro4j.registry.merged;
    exports io.micro4j.selector;
    exports io.micro4j.server;
    exports io.micro4j.service;
    exports io.micro4j.stub;
    exports io.micro4j.transport;
    exports io.micro4j.transport.memory;

    uses io.micro4j.broker.BrokerProvider;
    uses io.micro4j.codec.Codec;
    uses io.micro4j.registry.RegistryProvider;
    uses io.micro4j.selector.SelectorProvider;
    uses io.micro4j.transport.TransportProvider;

    provides io.micro4j.broker.BrokerProvider with
            io.micro4j.broker.memory.MemoryBroker.Provider,
            io.micro4j.broker.http.HttpBroker.Provider;
    provides io.micro4j.codec.Codec with
            io.micro4j.codec.protobuf.ProtobufCodec,
            io.micro4j.codec.protobuf.ProtoRpcCodec,
            io.micro4j.codec.json.JsonCodec,
            io.micro4j.codec.json.JsonRpcCodec,
            io.micro4j.codec.bytes.BytesCodec;
    provides io.micro4j.transport.TransportProvider with
            io.micro4j.transport.memory.MemoryTransport.Provider,
            io.micro4j.transport.wires.WiresTransport.Provider,
            io.micro4j.transport.grpc.GrpcTransport.Provider,
            io.micro4j.transport.tcp.TcpTransport.Provider;
    provides io.micro4j.selector.SelectorProvider with
            io.micro4j.selector.RandomSelector.Provider,
            io.micro4j.selector.RoundRobinSelector.Provider,
            io.micro4j.selector.LeastLoadedSelector.Provider,
            io.micro4j.selector.AddressSelector.NamedProvider,
            io.micro4j.selector.AddressSelector.StaticProvider;
    provides io.micro4j.registry.RegistryProvider with
            io.micro4j.registry.memory.MemoryRegistry.Provider,
            io.micro4j.registry.local.LocalRegistry.Provider,
            io.micro4j.registry.mdns.MdnsRegistry.Provider;
}
