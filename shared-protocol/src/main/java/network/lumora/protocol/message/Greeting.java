package network.lumora.protocol.message;

import java.util.List;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What an agent signs to open a session: its answer to the coordinator's challenge.
 *
 * @param nonce the challenge's, so that no greeting serves twice
 * @param coordinator who is greeted, so that no greeting serves elsewhere
 * @param sealTo the key to which the coordinator seals task inputs
 * @param capabilities the kinds of work it can do; {@link #SCRAPE}, {@link #PROVE}, {@link
 *     #CHALLENGE}, {@link #RELAY}; others are passed over
 * @param slots how many tasks it works on at once
 * @param acknowledgedThrough every delivery up to this sequence is settled at the agent's
 * @param holding leases it still works on after a lost connection
 * @param place where its host says it is; null if it does not say
 */
public record Greeting(
    String nonce,
    PublicKey coordinator,
    PublicKey agent,
    SealPublicKey sealTo,
    String agentVersion,
    List<String> capabilities,
    int slots,
    long acknowledgedThrough,
    List<String> holding,
    @Nullable Place place)
    implements Statement {
  /** Fetches pages. */
  public static final String SCRAPE = "scrape";

  /** Lets its line be challenged. */
  public static final String PROVE = "prove";

  /** Challenges the lines of others. */
  public static final String CHALLENGE = "challenge";

  /** Carries bytes between others, as far as its host agrees. */
  public static final String RELAY = "relay";

  public static final int MAX_SLOTS = 64;

  public Greeting {
    Text.requireId("nonce", nonce);
    Text.requireLength("agentVersion", agentVersion, 1, 40);
    Text.requireRange("slots", slots, 1, MAX_SLOTS);
    Text.requireRange("acknowledgedThrough", acknowledgedThrough, 0, Long.MAX_VALUE);
    Text.requireRange("number of capabilities", capabilities.size(), 1, 16);
    Text.requireRange("number of leases held", holding.size(), 0, MAX_SLOTS);
    capabilities.forEach(name -> Text.requireLength("capability", name, 1, 40));
    holding.forEach(id -> Text.requireId("lease held", id));
    capabilities = List.copyOf(capabilities);
    holding = List.copyOf(holding);
  }

  /** Without a place. */
  public Greeting(
      String nonce,
      PublicKey coordinator,
      PublicKey agent,
      SealPublicKey sealTo,
      String agentVersion,
      List<String> capabilities,
      int slots,
      long acknowledgedThrough,
      List<String> holding) {
    this(
        nonce,
        coordinator,
        agent,
        sealTo,
        agentVersion,
        capabilities,
        slots,
        acknowledgedThrough,
        holding,
        null);
  }
}
