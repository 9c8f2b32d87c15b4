package network.lumora.consumer.relay;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.passage.Crossing;
import network.lumora.protocol.relay.ResetCode;

/** One connection of a program to the local proxy. */
final class Proxied {
  private static final int HEAD_MILLIS = 30_000;

  private final SocketChannel channel;
  private final SiteRelays relays;
  private final byte[] head = new byte[ProxyHead.MAX_BYTES];
  private int headBytes;

  Proxied(SocketChannel channel, SiteRelays relays) {
    this.channel = channel;
    this.relays = relays;
  }

  void run() throws IOException, InterruptedException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.socket().setSoTimeout(HEAD_MILLIS);
    switch (readHead()) {
      case ProxyRequest.Connect(var target, var bytes) -> connect(target, bytes);
      case ProxyRequest.Refused refused -> say(ProxyAnswer.refused(refused));
      case ProxyRequest.NotYet() -> {}
    }
  }

  /** What it asks for; not yet, if it has gone before it asked. */
  private ProxyRequest readHead() throws IOException {
    ProxyRequest request = new ProxyRequest.NotYet();
    while (request instanceof ProxyRequest.NotYet) {
      int count = channel.socket().getInputStream().read(head, headBytes, head.length - headBytes);
      if (count < 0) {
        return request;
      }
      headBytes += count;
      request = ProxyHead.read(head, headBytes);
    }
    return request;
  }

  private void connect(String target, int bytes) throws IOException, InterruptedException {
    try {
      var host = target.substring(0, target.lastIndexOf(':'));
      if (!target.endsWith(":443")) {
        say(ProxyAnswer.reset(target, ResetCode.NOT_OPENED));
        return;
      }
      var stream = relays.connect(host, target);
      if (stream.isEmpty()) {
        say(ProxyAnswer.reset(target, ResetCode.TOO_MANY));
        return;
      }
      say(ProxyAnswer.ESTABLISHED);
      try (var program = new ProgramLine(channel)) {
        var owner = new Owner(target, relays::say);
        new Crossing(program, stream.get(), ResetCode.CANCELLED, owner, relays.threads())
            .carry(ByteBuffer.wrap(head, bytes, headBytes - bytes));
      }
    } catch (ProtocolException e) {
      relays.say(target + ": " + e.getMessage());
      say(ProxyAnswer.problem(e));
    } catch (IllegalArgumentException e) {
      say(ProxyAnswer.reset(target, ResetCode.NOT_OPENED));
    }
  }

  private void say(byte[] answer) throws IOException {
    channel.socket().getOutputStream().write(answer);
  }
}
