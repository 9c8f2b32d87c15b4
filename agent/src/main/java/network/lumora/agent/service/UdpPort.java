package network.lumora.agent.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.function.Consumer;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.datagram.UdpChallenger;
import network.lumora.agent.trial.ChallengerPort;

/** A challenger's UDP port as its trials see it. */
record UdpPort(UdpChallenger udp) implements ChallengerPort {
  @Override
  public int number() {
    try {
      return udp.port();
    } catch (IOException e) {
      throw new UncheckedIOException("the challenger's port is closed", e);
    }
  }

  @Override
  public void expect(SlotToken token, InetAddress prover, Runnable opened) {
    udp.expect(token, prover, opened);
  }

  @Override
  public void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done) {
    udp.begin(token, end, done);
  }

  @Override
  public void forget(SlotToken token) {
    udp.forget(token);
  }
}
