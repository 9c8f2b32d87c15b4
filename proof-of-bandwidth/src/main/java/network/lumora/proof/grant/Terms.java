package network.lumora.proof.grant;

import java.time.Instant;
import java.util.Optional;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.units.Bytes;

/**
 * What a session may be, whether a grant or a task's lease allows it: the one form that rules know.
 *
 * @param subjectSha256 digest of what is asked for
 * @param maxBytes both directions together
 * @param windowBytes how much may move before a signature is due
 * @param linkId the provider's line; a lease does not tell it
 * @param payloadSha256 digest of the statement as it was signed; the session's first receipt names
 *     it
 */
public record Terms(
    String grantId,
    PublicKey coordinator,
    PublicKey provider,
    PublicKey receiver,
    TrafficKind kind,
    Sha256 subjectSha256,
    Bytes maxBytes,
    Bytes windowBytes,
    Optional<String> linkId,
    Instant notBefore,
    Instant notAfter,
    Sha256 payloadSha256) {

  public static Terms of(Grant grant, Sha256 payloadSha256) {
    return new Terms(
        grant.grantId(),
        grant.coordinator(),
        grant.provider(),
        grant.receiver(),
        grant.kind(),
        grant.subjectSha256(),
        grant.maxBytes(),
        grant.windowBytes(),
        Optional.of(grant.linkId()),
        grant.notBefore(),
        grant.notAfter(),
        payloadSha256);
  }

  /**
   * A lease is the grant of a session with one window: the page, which the coordinator receives.
   */
  public static Terms of(Lease lease, Sha256 payloadSha256) {
    return new Terms(
        lease.leaseId(),
        lease.coordinator(),
        lease.agent(),
        lease.coordinator(),
        TrafficKind.SCRAPE,
        lease.inputSha256(),
        lease.maxDelivered(),
        lease.maxDelivered(),
        Optional.empty(),
        lease.issuedAt(),
        lease.expiresAt(),
        payloadSha256);
  }

  /**
   * A prover's consent and one slot are the grant of a session with one window: the slot's payload.
   * Its challenger, who was drawn, signs first.
   *
   * @param slot of the challenge that was agreed to
   * @param maxBytes that were agreed to, over all slots
   * @param notBefore when the agent was asked
   * @param notAfter when the challenge was over
   * @param payloadSha256 of the consent
   */
  public static Terms of(
      ProverConsent consent,
      ToAgent.ProveSlot slot,
      Bytes maxBytes,
      Instant notBefore,
      Instant notAfter,
      Sha256 payloadSha256) {
    return new Terms(
        consent.challengeId() + "/" + slot.slot(),
        consent.coordinator(),
        consent.agent(),
        slot.challenger(),
        TrafficKind.CHALLENGE,
        consent.commitment(),
        maxBytes,
        maxBytes,
        Optional.empty(),
        notBefore,
        notAfter,
        payloadSha256);
  }
}
