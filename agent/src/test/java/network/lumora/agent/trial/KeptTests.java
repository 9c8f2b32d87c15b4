package network.lumora.agent.trial;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.units.Bytes;

/** Remembers what the host would read. */
public final class KeptTests implements LineKeeping {
  public final List<LineProven> verdicts = new CopyOnWriteArrayList<>();
  public final List<Row> rows = new CopyOnWriteArrayList<>();

  /** A row of the journal. */
  public record Row(String challengeId, Bytes up, Bytes down, boolean stopped) {}

  @Override
  public void proved(LineProven verdict) {
    verdicts.add(verdict);
  }

  @Override
  public void tested(
      PublicKey coordinator, String challengeId, Bytes up, Bytes down, boolean stopped) {
    rows.add(new Row(challengeId, up, down, stopped));
  }
}
