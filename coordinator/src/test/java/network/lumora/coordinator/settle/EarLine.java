package network.lumora.coordinator.settle;

import java.util.ArrayList;
import java.util.List;
import network.lumora.coordinator.registry.Line;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.ToAgent;

/** A line that remembers what was said. */
public final class EarLine implements Line {
  private final List<ToAgent> heard = new ArrayList<>();

  @Override
  public void send(ToAgent message) {
    heard.add(message);
  }

  @Override
  public String publicAddress() {
    return "203.0.113.7";
  }

  @Override
  public void close(ErrorCode reason, String detail) {}

  public <M> List<M> all(Class<M> kind) {
    return heard.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
