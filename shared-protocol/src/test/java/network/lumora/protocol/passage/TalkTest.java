package network.lumora.protocol.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import network.lumora.protocol.relay.Conversation.Life;
import network.lumora.protocol.relay.Limits;
import network.lumora.protocol.relay.ResetCode;
import network.lumora.protocol.seal.FrameSecret.End;
import org.junit.jupiter.api.Test;

/** A talk that has no passage yet, or none any more. */
class TalkTest {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final AtomicLong nanos = new AtomicLong();
  private final Talk talk = new Talk(End.CALLER, Life.MANY_PASSAGES, Limits.USUAL, nanos::get);

  private TalkStream open() {
    return talk.open("shop.example:443").orElseThrow();
  }

  @Test
  void streamsMayBeOpenedBeforeThereIsAPassage() {
    var stream = open();

    assertThat(stream.target()).isEqualTo("shop.example:443");
    assertThat(stream.reset()).isEmpty();
    assertThat(talk.size()).isEqualTo(1);
  }

  @Test
  void noMoreStreamsAreOpenedThanTheLimitsSay() {
    for (int i = 0; i < Limits.USUAL.streams(); i++) {
      open();
    }

    assertThat(talk.open("one.example:443")).isEmpty();
    assertThat(talk.isClosed()).isFalse();
  }

  @Test
  void aClosedTalkOpensNothingAndEndsWhatIsOpen() {
    var stream = open();
    talk.close();

    assertThat(talk.isClosed()).isTrue();
    assertThat(talk.open("one.example:443")).isEmpty();
    assertThat(stream.reset()).contains(ResetCode.LOST);
    assertThatThrownBy(() -> stream.write(ByteBuffer.allocate(1)))
        .isInstanceOf(StreamResetException.class);
    assertThatThrownBy(() -> stream.read(ByteBuffer.allocate(1)))
        .isInstanceOf(StreamResetException.class);
  }

  @Test
  void whoWaitsForAStreamHearsThatTheTalkIsOver() throws Exception {
    var accepted = new CompletableFuture<Optional<TalkStream>>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                accepted.complete(talk.accept());
              } catch (InterruptedException e) {
                accepted.completeExceptionally(e);
              }
            });

    talk.close();

    assertThat(accepted.get(30, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void isOverWhenNoPassageComesForTooLong() {
    var stream = open();
    nanos.set(LONGEST_NANOS - 1);
    talk.tick(LONGEST_NANOS);
    assertThat(talk.isClosed()).isFalse();

    nanos.set(LONGEST_NANOS);
    talk.tick(LONGEST_NANOS);

    assertThat(talk.isClosed()).isTrue();
    assertThat(stream.reset()).contains(ResetCode.LOST);
  }
}
