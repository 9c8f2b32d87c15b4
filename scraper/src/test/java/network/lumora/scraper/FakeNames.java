package network.lumora.scraper;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.lumora.scraper.guard.Resolver;

/** A name service that answers as scripted: each look-up takes the next answer, the last stays. */
final class FakeNames implements Resolver {
  private final Map<String, Deque<List<InetAddress>>> answers = new HashMap<>();

  FakeNames put(String host, String... addresses) {
    answers
        .computeIfAbsent(host, _ -> new ArrayDeque<>())
        .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
    return this;
  }

  @Override
  public synchronized List<InetAddress> resolve(String host, int timeoutMillis)
      throws UnknownHostException {
    var left = answers.get(host);
    if (left == null && host.matches("[0-9.]+|localhost")) {
      return List.of(InetAddress.ofLiteral(host.equals("localhost") ? "127.0.0.1" : host));
    }
    if (left == null) {
      throw new UnknownHostException(host);
    }
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }
}
