package io.micro4j.benchmarks;

import com.alipay.remoting.DefaultCustomSerializer;
import com.alipay.remoting.InvokeContext;
import com.alipay.remoting.exception.DeserializationException;
import com.alipay.remoting.rpc.RequestCommand;
import com.alipay.remoting.rpc.ResponseCommand;
import com.alipay.remoting.rpc.protocol.RpcRequestCommand;
import com.alipay.remoting.rpc.protocol.RpcResponseCommand;
import com.google.protobuf.InvalidProtocolBufferException;
import io.micro4j.benchmarks.echo.EchoReply;
import io.micro4j.benchmarks.echo.EchoRequest;

/** Writes SOFABolt's messages as protobuf. */
final class BoltProtobuf extends DefaultCustomSerializer {
    @Override
    public <T extends RequestCommand> boolean serializeContent(T request, InvokeContext context) {
        RpcRequestCommand command = (RpcRequestCommand) request;
        command.setContent(((EchoRequest) command.getRequestObject()).toByteArray());
        return true;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeContent(T request) throws DeserializationException {
        RpcRequestCommand command = (RpcRequestCommand) request;
        try {
            command.setRequestObject(EchoRequest.parseFrom(command.getContent()));
        } catch (InvalidProtocolBufferException e) {
            throw new DeserializationException("not an EchoRequest", e);
        }
        return true;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeContent(T response) {
        RpcResponseCommand command = (RpcResponseCommand) response;
        if (command.getResponseObject() instanceof EchoReply reply) {
            command.setContent(reply.toByteArray());
            return true;
        }
        return false;
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeContent(T response, InvokeContext context)
            throws DeserializationException {
        RpcResponseCommand command = (RpcResponseCommand) response;
        try {
            command.setResponseObject(EchoReply.parseFrom(command.getContent()));
        } catch (InvalidProtocolBufferException e) {
            throw new DeserializationException("not an EchoReply", e);
        }
        return true;
    }
}
