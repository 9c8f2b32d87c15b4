package network.lumora.proof.fraud;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Claim;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.proof.receipt.WindowRules;
import network.lumora.proof.receipt.WindowVerdict;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.WindowReceipt;

/** All rules on one window's receipt, in order, against what is known. Keeps nothing itself. */
public final class Examination {
  /** Claims that end or begin this near could share the line with it. */
  private static final Duration NEAR = Duration.ofSeconds(10);

  private final Known known;
  private final Lines lines;

  public Examination(Known known, Lines lines) {
    this.known = known;
    this.lines = lines;
  }

  /**
   * @param arrived by the coordinator's clock
   */
  public Ruling of(Terms terms, SignedWindow window, Instant arrived) throws IOException {
    var head = known.head(terms);
    if (window.receipt().sequence() <= head.sequence()) {
      return earlier(head, window);
    }
    return switch (WindowRules.judge(terms, head, window.receipt(), window.payloadSha256())) {
      case WindowVerdict.Breaks(var fault, var detail) -> new Ruling.Broken(fault, detail);
      case WindowVerdict.Follows(var next) -> next(terms, head, window, next, arrived);
    };
  }

  private Ruling earlier(Head head, SignedWindow window) throws IOException {
    var receipt = window.receipt();
    var there = known.at(receipt.grantId(), receipt.sequence());
    boolean isSuperseded =
        there.isEmpty()
            && receipt.up().compareTo(head.up()) <= 0
            && receipt.down().compareTo(head.down()) <= 0;
    if (isSuperseded) {
      return new Ruling.KnownAlready();
    }
    var contradicted = there.isPresent() ? there : known.at(receipt.grantId(), head.sequence());
    return contradicted
        .flatMap(envelope -> Fork.judge(envelope, window.envelope()))
        .<Ruling>map(Ruling.Found::new)
        .orElseGet(Ruling.KnownAlready::new);
  }

  private Ruling next(Terms terms, Head head, SignedWindow window, Head next, Instant arrived)
      throws IOException {
    var claim = Claim.of(terms, head, window.receipt()).on(lines.party(terms.provider()).linkId());
    var finding = find(terms, head, window, claim, arrived);
    return finding.isPresent() ? new Ruling.Found(finding.get()) : new Ruling.Counts(claim, next);
  }

  /** What one rule says; the next is asked only if it says nothing. */
  private interface Question {
    Optional<Finding> ask() throws IOException;
  }

  private Optional<Finding> find(
      Terms terms, Head head, SignedWindow window, Claim claim, Instant arrived)
      throws IOException {
    var receipt = window.receipt();
    return first(
        () -> Times.judge(receipt, head, arrived),
        () -> replay(terms, receipt),
        () -> selfDealing(terms, receipt),
        () -> doubleClaim(terms, head, claim),
        () -> rate(claim));
  }

  private static Optional<Finding> first(Question... questions) throws IOException {
    for (var question : questions) {
      var finding = question.ask();
      if (finding.isPresent()) {
        return finding;
      }
    }
    return Optional.empty();
  }

  private Optional<Finding> replay(Terms terms, WindowReceipt receipt) throws IOException {
    return Replay.judge(
        receipt.nonce(),
        new Replay.Use(receipt.grantId(), receipt.sequence()),
        known.nonce(terms.receiver(), receipt.nonce()));
  }

  private Optional<Finding> selfDealing(Terms terms, WindowReceipt receipt) throws IOException {
    return SelfDealing.judge(
        lines.party(terms.provider()), lines.party(terms.receiver()), receipt.minRttMicros());
  }

  /** A relay is asked for and given each time anew: two at once carry different bytes. */
  private Optional<Finding> doubleClaim(Terms terms, Head head, Claim claim) throws IOException {
    return terms.kind() == TrafficKind.RELAY
        ? Optional.empty()
        : DoubleClaim.judge(service(terms, head, claim), known.sameService(terms));
  }

  private static DoubleClaim.Service service(Terms terms, Head head, Claim claim) {
    return new DoubleClaim.Service(
        terms.grantId(),
        terms.subjectSha256(),
        terms.provider(),
        terms.receiver(),
        head.sequence() == 0 ? claim.from() : head.endedAt(),
        claim.to());
  }

  private Optional<Finding> rate(Claim claim) throws IOException {
    if (claim.linkId().isEmpty()) {
      return Optional.empty();
    }
    var linkId = claim.linkId().get();
    var capacity = lines.capacity(linkId);
    return capacity.isEmpty()
        ? Optional.empty()
        : LineRate.judge(
            linkId,
            claim,
            known.near(linkId, claim.from().minus(NEAR), claim.to().plus(NEAR)),
            capacity.get());
  }
}
