package network.lumora.ledger.sqlite;

import java.util.Optional;
import network.lumora.ledger.log.SignedCheckpoint;
import network.lumora.ledger.state.LedgerState;
import network.lumora.protocol.message.StatedBalances;

/** What a log may be asked without waiting for its writer. Immutable. */
record Standing(Optional<SignedCheckpoint> checkpoint, StatedBalances balances) {

  /** With the balances as they were, unless an epoch was paid since. */
  Standing next(SignedCheckpoint newest, LedgerState state) {
    if (state.epoch() != balances.epoch()) {
      return of(Optional.of(newest), state);
    }
    long size = newest.checkpoint().size();
    return new Standing(
        Optional.of(newest), new StatedBalances(size, state.epoch(), balances.balances()));
  }

  static Standing of(Optional<SignedCheckpoint> checkpoint, LedgerState state) {
    long size = checkpoint.map(signed -> signed.checkpoint().size()).orElse(0L);
    var balances =
        state.balances().all().entrySet().stream()
            .map(entry -> new StatedBalances.Balance(entry.getKey(), entry.getValue()))
            .toList();
    return new Standing(checkpoint, new StatedBalances(size, state.epoch(), balances));
  }
}
