package network.lumora.agent.service;

import java.io.IOException;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.ActivityListener;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.ConsentState;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.Earnings;
import network.lumora.bridge.agent.Footprint;
import network.lumora.bridge.agent.Keys;
import network.lumora.bridge.agent.LiveFeed;
import network.lumora.bridge.agent.LiveSnapshot;
import network.lumora.bridge.agent.NetworkState;
import network.lumora.bridge.agent.Preview;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.ReceiptPage;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.agent.WorldReader;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the parts of the agent that this version does not have; each answer is UNAVAILABLE.
 */
final class Unready
    implements SettingsControl,
        RulesControl,
        ReceiptReader,
        ConsentControl,
        ActivityListener,
        WorldReader,
        LiveFeed {

  private static IOException unready() {
    return new IOException("this version of the agent cannot do that");
  }

  @Override
  public Settings settings() throws IOException {
    throw unready();
  }

  @Override
  public Settings change(Settings settings) throws IOException {
    throw unready();
  }

  @Override
  public Preview preview(PreviewRequest request) throws IOException {
    throw unready();
  }

  @Override
  public Rules rules() throws IOException {
    throw unready();
  }

  @Override
  public Rules change(Rules rules) throws IOException {
    throw unready();
  }

  @Override
  public RuleTest test(RuleQuestion question) throws IOException {
    throw unready();
  }

  @Override
  public Rules deny(Denial denial) throws IOException {
    throw unready();
  }

  @Override
  public ReceiptPage receipts(@Nullable String before, int limit) throws IOException {
    throw unready();
  }

  @Override
  public Keys keys() throws IOException {
    throw unready();
  }

  @Override
  public Earnings earnings() throws IOException {
    throw unready();
  }

  @Override
  public ConsentState consent() throws IOException {
    throw unready();
  }

  @Override
  public ConsentState give(ConsentGiven given) throws IOException {
    throw unready();
  }

  @Override
  public void told(ActivityHint hint) {}

  @Override
  public NetworkState network() throws IOException {
    throw unready();
  }

  @Override
  public Footprint footprint() throws IOException {
    throw unready();
  }

  @Override
  public Listening listen(Listener listener) {
    return () -> {};
  }

  @Override
  public LiveSnapshot snapshot() throws IOException {
    throw unready();
  }
}
