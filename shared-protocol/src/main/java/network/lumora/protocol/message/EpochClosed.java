package network.lumora.protocol.message;

/**
 * The coordinator's word that epoch number {@code epoch} is over: its pool is split among those who
 * contributed. Epochs count from 0.
 */
public record EpochClosed(long epoch) implements LedgerStatement {
  public EpochClosed {
    Text.requireRange("epoch", epoch, 0, Long.MAX_VALUE);
  }
}
