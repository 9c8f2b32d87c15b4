package network.lumora.consumer.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RefusedReceipt;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import org.junit.jupiter.api.Test;

class ReceiptPostTest {
  private static final String GRANT = "7".repeat(32);

  private final List<String> said = new ArrayList<>();
  private final List<Envelope> sent = new ArrayList<>();
  private final Office office = new Office();
  private final ReceiptPost post = new ReceiptPost(office, said::add);
  private final Envelope receipt = new Envelope("test", new byte[] {1}, List.of());

  private final class Office implements RelayOffice {
    ReceiptsTaken answer = new ReceiptsTaken(1, List.of());
    boolean isDown;

    @Override
    public RelayPlace open(RelayRequest request) {
      throw new AssertionError("nothing is opened here");
    }

    @Override
    public ReceiptsTaken receipts(SessionReceipts receipts) throws IOException {
      if (isDown) {
        throw new IOException("no answer");
      }
      sent.addAll(receipts.receipts());
      return answer;
    }

    void refuses(String fault, String detail) {
      answer = new ReceiptsTaken(0, List.of(new RefusedReceipt(GRANT, 3, fault, detail)));
    }
  }

  private void send() {
    post.accept(receipt);
    post.send();
  }

  @Test
  void whatCountsIsNotSpokenOf() {
    send();
    post.send();

    assertThat(sent).containsExactly(receipt);
    assertThat(said).isEmpty();
  }

  @Test
  void whatDoesNotCountIsSaidOnceForEachFaultWithWhatToDo() {
    office.refuses("OUTSIDE_TIME", "an hour\u001b[2J ahead");
    send();
    send();
    office.refuses("SIGNATURE", "by another key");
    send();
    office.refuses(RefusedReceipt.OVER, "the session is EXPIRED");
    send();

    assertThat(said).hasSize(3);
    assertThat(said.get(0))
        .isEqualTo(
            "the coordinator does not count window 3 of grant "
                + GRANT
                + ": OUTSIDE_TIME (an hour [2J ahead); check the clock of this computer");
    assertThat(said.get(1))
        .contains("by another key")
        .endsWith("operator of the coordinator, with the grant");
    assertThat(said.get(2)).contains("EXPIRED").endsWith("the next grant begins anew");
  }

  @Test
  void whatDidNotArriveIsSentAgain() {
    office.isDown = true;
    send();
    assertThat(said).containsExactly("a receipt did not reach the coordinator: no answer");

    office.isDown = false;
    post.send();

    assertThat(sent).containsExactly(receipt);
  }
}
