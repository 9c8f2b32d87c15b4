package network.lumora.proof.fraud;

import java.util.Optional;
import network.lumora.proof.fraud.Finding.Sameness;
import network.lumora.protocol.identity.PublicKey;

/** Nobody is paid for serving himself. */
public final class SelfDealing {
  /** Two homes are never that near: a signal needs longer to the first exchange and back. */
  public static final long HAIRPIN_MICROS = 1_000;

  /** No round trip between the two was seen. */
  public static final long NO_ROUND_TRIP = 0;

  private SelfDealing() {}

  /**
   * Who a party is, as far as it is known.
   *
   * @param account where its pay goes; its key unless it named another
   * @param linkId its line
   */
  public record Party(PublicKey key, PublicKey account, Optional<String> linkId) {
    public static Party of(PublicKey key) {
      return new Party(key, key, Optional.empty());
    }
  }

  /**
   * @param minRttMicros the smallest round trip between them, or {@link #NO_ROUND_TRIP}
   */
  public static Optional<Finding> judge(Party provider, Party other, long minRttMicros) {
    return sameness(provider, other, minRttMicros).map(Finding.SelfDealt::new);
  }

  private static Optional<Sameness> sameness(Party provider, Party other, long minRttMicros) {
    if (provider.key.equals(other.key)) {
      return Optional.of(Sameness.KEY);
    }
    if (provider.account.equals(other.account)) {
      return Optional.of(Sameness.ACCOUNT);
    }
    if (provider.linkId.isPresent() && provider.linkId.equals(other.linkId)) {
      return Optional.of(Sameness.LINK);
    }
    boolean isHairpin = minRttMicros != NO_ROUND_TRIP && minRttMicros < HAIRPIN_MICROS;
    return isHairpin ? Optional.of(Sameness.HAIRPIN) : Optional.empty();
  }
}
