package network.lumora.protocol.message;

import java.time.Instant;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.units.Bytes;

/**
 * What a coordinator signs to give one agent one task for a while; without it an agent does
 * nothing.
 *
 * @param orderSha256 digest of the payload of the order's head
 * @param policySha256 digest of the policy in force, see {@link Policy}
 * @param inputSha256 digest of the sealed {@link TaskInput} that comes with it
 * @param maxSource the most bytes the agent may fetch for it
 * @param maxDelivered the most bytes of sealed result the coordinator will take
 */
public record Lease(
    String leaseId,
    TaskId taskId,
    PublicKey agent,
    PublicKey coordinator,
    Sha256 orderSha256,
    Sha256 policySha256,
    Sha256 inputSha256,
    Bytes maxSource,
    Bytes maxDelivered,
    Instant issuedAt,
    Instant expiresAt)
    implements Statement {
  public Lease {
    Text.requireId("leaseId", leaseId);
    if (!expiresAt.isAfter(issuedAt)) {
      throw new IllegalArgumentException("expires before it was issued");
    }
  }
}
