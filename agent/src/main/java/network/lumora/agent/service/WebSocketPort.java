package network.lumora.agent.service;

import java.net.InetAddress;
import java.util.function.Consumer;
import network.lumora.agent.challenge.ChallengerEnd;
import network.lumora.agent.challenge.SlotResult;
import network.lumora.agent.challenge.SlotToken;
import network.lumora.agent.trial.ChallengerPort;
import network.lumora.agent.websocket.WebSocketChallenger;

/** A challenger's TCP port as its trials see it. */
record WebSocketPort(WebSocketChallenger webSocket) implements ChallengerPort {
  @Override
  public int number() {
    return webSocket.port();
  }

  @Override
  public void expect(SlotToken token, InetAddress prover, Runnable opened) {
    webSocket.expect(token, prover, opened);
  }

  @Override
  public void begin(SlotToken token, ChallengerEnd end, Consumer<SlotResult> done) {
    webSocket.begin(token, end, done);
  }

  @Override
  public void forget(SlotToken token) {
    webSocket.forget(token);
  }
}
