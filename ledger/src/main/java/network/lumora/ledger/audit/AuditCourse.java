package network.lumora.ledger.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import network.lumora.ledger.log.Checkpoint;
import network.lumora.ledger.log.EntryBundle;
import network.lumora.ledger.log.Frontier;
import network.lumora.ledger.log.Hash;
import network.lumora.ledger.log.NoteKey;
import network.lumora.ledger.state.Effect;
import network.lumora.ledger.state.EntryReader;
import network.lumora.ledger.state.LedgerState;
import network.lumora.ledger.state.Rule;
import network.lumora.ledger.state.Ruling;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.units.MicroLmr;

/** One audit on its way through the entries. For one thread. */
final class AuditCourse {
  /** A log that is wrong everywhere is known to be so by then. */
  static final int MAX_FINDINGS = 1_000;

  private final NoteKey log;
  private final List<Checkpoint> seenBefore;
  private final Optional<StatedBalances> stated;
  private final EntryReader reader = new EntryReader();
  private final LedgerState state;
  private final List<Effect.EpochPaid> epochs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private Frontier frontier = Frontier.EMPTY;

  AuditCourse(NoteKey log, List<Checkpoint> seenBefore, Optional<StatedBalances> stated) {
    this.log = log;
    this.seenBefore = seenBefore;
    this.stated = stated;
    this.state = new LedgerState(log.key());
  }

  long size() {
    return frontier.size();
  }

  void find(Finding finding) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(finding);
    }
  }

  /** Compares what was stated or seen of the log before its first entry. */
  void begin() {
    compareAtThisSize();
  }

  /** Takes the next entry. One that is bad has its place in the tree, but no effect. */
  void take(byte[] entry) {
    examine(entry);
    frontier = frontier.append(Hash.ofEntry(entry));
    compareAtThisSize();
  }

  private void examine(byte[] entry) {
    switch (ruling(entry)) {
      case Ruling.Rejected(var rule, var detail) ->
          find(new Finding.BadEntry(frontier.size(), rule, detail));
      case Ruling.Accepted(var effect) -> apply(effect);
    }
  }

  private Ruling ruling(byte[] entry) {
    if (entry.length > EntryBundle.MAX_ENTRY_BYTES) {
      return new Ruling.Rejected(Rule.ENTRY_TOO_LARGE, "it has " + entry.length + " bytes");
    }
    try {
      var signed = reader.read(entry);
      Optional<Ruling.Rejected> refused = signed.refusedSignature(log.key());
      return refused.isPresent() ? refused.get() : state.decide(signed.statement());
    } catch (ProtocolException e) {
      return new Ruling.Rejected(Rule.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  private void apply(Effect effect) {
    if (effect instanceof Effect.Started(var genesis) && !genesis.origin().equals(log.name())) {
      find(new Finding.OtherOrigin(log.name(), genesis.origin()));
    }
    if (effect instanceof Effect.EpochPaid paid) {
      epochs.add(paid);
    }
    state.apply(effect);
  }

  private void compareAtThisSize() {
    for (var before : seenBefore) {
      if (before.size() == frontier.size() && !before.root().equals(frontier.root())) {
        find(new Finding.Forked(before.size(), before.root(), frontier.root()));
      }
    }
    stated.filter(balances -> balances.treeSize() == frontier.size()).ifPresent(this::compare);
  }

  private void compare(StatedBalances claim) {
    var claimed = new TreeMap<PublicKey, MicroLmr>();
    claim.balances().forEach(balance -> claimed.put(balance.account(), balance.amount()));
    var recomputed = state.balances().all();
    var accounts = new TreeSet<>(claimed.keySet());
    accounts.addAll(recomputed.keySet());
    for (var account : accounts) {
      var says = claimed.getOrDefault(account, MicroLmr.NONE);
      var holds = recomputed.getOrDefault(account, MicroLmr.NONE);
      if (!says.equals(holds)) {
        find(new Finding.BalanceDiffers(account, says, holds));
      }
    }
    if (claim.epoch() != state.epoch()) {
      find(new Finding.EpochDiffers(claim.epoch(), state.epoch()));
    }
  }

  void compareCheckpoint(Checkpoint checkpoint) {
    if (checkpoint.size() > frontier.size()) {
      find(new Finding.MissingEntries(checkpoint.size(), frontier.size()));
    } else if (!checkpoint.root().equals(frontier.root())) {
      find(new Finding.RootDiffers(checkpoint.size(), checkpoint.root(), frontier.root()));
    }
  }

  AuditReport report() {
    for (var before : seenBefore) {
      if (before.size() > frontier.size()) {
        find(new Finding.ShorterThanBefore(before.size(), frontier.size()));
      }
    }
    stated
        .map(StatedBalances::treeSize)
        .filter(size -> size > frontier.size())
        .ifPresent(size -> find(new Finding.BalancesBeyondLog(size, frontier.size())));
    return new AuditReport(
        frontier.size(), frontier.root(), state.digest(), epochs, state.balances().all(), findings);
  }
}
