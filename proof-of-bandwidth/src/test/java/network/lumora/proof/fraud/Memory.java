package network.lumora.proof.fraud;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;

/** What counted, in memory. */
final class Memory implements Known, Lines {
  private final Map<String, Head> heads = new HashMap<>();
  private final Map<Replay.Use, Envelope> receipts = new HashMap<>();
  private final Map<String, Replay.Use> nonces = new HashMap<>();
  private final List<Claim> claims = new ArrayList<>();
  private final Map<String, LineRate.Capacity> capacities = new HashMap<>();
  private final Map<PublicKey, SelfDealing.Party> parties = new HashMap<>();
  private final List<DoubleClaim.Service> services = new ArrayList<>();

  void add(Terms terms, SignedWindow window, Ruling.Counts counted) {
    var use = new Replay.Use(terms.grantId(), window.receipt().sequence());
    heads.put(terms.grantId(), counted.head());
    receipts.put(use, window.envelope());
    nonces.put(terms.receiver() + window.receipt().nonce(), use);
    claims.add(counted.claim());
    services.add(
        new DoubleClaim.Service(
            terms.grantId(),
            terms.subjectSha256(),
            terms.provider(),
            terms.receiver(),
            counted.claim().from(),
            counted.claim().to()));
  }

  void setCapacity(String linkId, LineRate.Capacity capacity) {
    capacities.put(linkId, capacity);
  }

  void setParty(SelfDealing.Party party) {
    parties.put(party.key(), party);
  }

  @Override
  public Head head(Terms terms) {
    return heads.getOrDefault(terms.grantId(), Head.of(terms));
  }

  @Override
  public Optional<Envelope> at(String grantId, long sequence) {
    return Optional.ofNullable(receipts.get(new Replay.Use(grantId, sequence)));
  }

  @Override
  public Optional<Replay.Use> nonce(PublicKey receiver, String nonce) {
    return Optional.ofNullable(nonces.get(receiver + nonce));
  }

  @Override
  public List<Claim> near(String linkId, Instant from, Instant to) {
    return claims.stream()
        .filter(claim -> claim.linkId().equals(Optional.of(linkId)))
        .filter(claim -> !claim.to().isBefore(from) && !claim.from().isAfter(to))
        .toList();
  }

  @Override
  public List<DoubleClaim.Service> sameService(Terms terms) {
    return services;
  }

  @Override
  public Optional<LineRate.Capacity> capacity(String linkId) {
    return Optional.ofNullable(capacities.get(linkId));
  }

  @Override
  public SelfDealing.Party party(PublicKey key) {
    return parties.getOrDefault(key, SelfDealing.Party.of(key));
  }
}
