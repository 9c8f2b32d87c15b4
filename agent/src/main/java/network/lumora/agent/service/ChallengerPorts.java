package network.lumora.agent.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import network.lumora.agent.datagram.Strangers;
import network.lumora.agent.datagram.UdpChallenger;
import network.lumora.agent.websocket.WebSocketChallenger;

/** A challenger's UDP port, and its TCP port of the same number. */
record ChallengerPorts(UdpChallenger udp, WebSocketChallenger webSocket) implements AutoCloseable {
  /** When any number will do, one that is free over UDP may be taken over TCP. */
  private static final int TRIES = 10;

  static ChallengerPorts open(ChallengerSetup setup, World world, Strangers strangers)
      throws IOException {
    var listen = setup.listen();
    for (int tries = 1; ; tries++) {
      try {
        return openOnce(setup, world, strangers);
      } catch (IOException e) {
        if (listen.getPort() != 0 || tries == TRIES) {
          throw new IOException(
              "cannot listen on UDP and TCP %s:%d (%s); stop what uses the port, or choose another"
                  .formatted(
                      listen.getAddress().getHostAddress(), listen.getPort(), e.getMessage()),
              e);
        }
      }
    }
  }

  private static ChallengerPorts openOnce(ChallengerSetup setup, World world, Strangers strangers)
      throws IOException {
    var threads = Thread.ofPlatform().daemon().name("challenger").factory();
    var udp = new UdpChallenger(setup.listen(), world.nanos(), world.random(), threads, strangers);
    try {
      var tcp =
          new WebSocketChallenger(
              new InetSocketAddress(setup.listen().getAddress(), udp.port()),
              setup.certificate(),
              world.nanos(),
              world.random(),
              threads);
      return new ChallengerPorts(udp, tcp);
    } catch (IOException e) {
      udp.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    webSocket.close();
    udp.close();
  }
}
