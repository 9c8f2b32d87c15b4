package network.lumora.agent.work;

import java.time.Instant;
import java.util.List;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.units.Bytes;
import network.lumora.scraper.guard.HostRules;

/**
 * One page to fetch.
 *
 * @param url a stranger's text
 * @param until when the lease ends
 * @param hostRules asked for each host on the way
 */
public record PageTask(
    String url,
    List<Field> fields,
    Bytes maxSource,
    Policy policy,
    Instant until,
    HostRules hostRules) {
  /** Names no address: it may be private to the one who asked. */
  @Override
  public String toString() {
    return "PageTask[" + fields.size() + " fields]";
  }
}
