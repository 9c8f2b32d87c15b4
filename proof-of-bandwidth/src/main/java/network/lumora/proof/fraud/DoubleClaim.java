package network.lumora.proof.fraud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.lumora.proof.receipt.WindowRules;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;

/** One service claimed under two grants at once. */
public final class DoubleClaim {
  private DoubleClaim() {}

  /** What a grant was used for, and when. */
  public record Service(
      String grantId,
      Sha256 subjectSha256,
      PublicKey provider,
      PublicKey receiver,
      Instant from,
      Instant to) {

    private boolean isSameAs(Service other) {
      return !grantId.equals(other.grantId)
          && subjectSha256.equals(other.subjectSha256)
          && provider.equals(other.provider)
          && receiver.equals(other.receiver);
    }

    /** Beyond what two readings of a clock may differ by: a session after a session is honest. */
    private boolean overlaps(Service other) {
      return from.plus(WindowRules.MAX_CLOCK_SKEW).isBefore(other.to)
          && other.from.plus(WindowRules.MAX_CLOCK_SKEW).isBefore(to);
    }
  }

  public static Optional<Finding> judge(Service service, List<Service> others) {
    return others.stream()
        .filter(service::isSameAs)
        .filter(service::overlaps)
        .findFirst()
        .map(other -> new Finding.ClaimedTwice(service.grantId(), other.grantId()));
  }
}
