package network.lumora.agent.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.Test;

class LogCheckTest {
  private final IdentityKey coordinator = IdentityKey.generate();
  private final DocumentCodec documents = new DocumentCodec();
  private final PaperLog log = new PaperLog(coordinator);

  @Test
  void aLogThatHoldsEveryReceiptIsFine() throws Exception {
    var check = check(log, receipts(log, 600));

    assertThat(check.expected()).isEqualTo(60);
    assertThat(check.findings()).isEmpty();
  }

  @Test
  void aReceiptThatWasTakenOutIsFound() throws Exception {
    var receipts = receipts(log, 300);
    var other = new PaperLog(coordinator);
    receipts(other, 300);

    assertThat(check(other, receipts).findings())
        .anySatisfy(found -> assertThat(found.detail()).contains("another entry"))
        .anySatisfy(found -> assertThat(found.detail()).contains("not the one whose checkpoint"));
  }

  @Test
  void aLogThatWasCutShortIsFound() throws Exception {
    var receipts = receipts(log, 300);
    var shorter = new PaperLog(coordinator);
    receipts(shorter, 290);

    assertThat(check(shorter, receipts.subList(receipts.size() - 1, receipts.size())).findings())
        .singleElement()
        .satisfies(found -> assertThat(found.detail()).contains("shorter"));
  }

  @Test
  void entriesThatAreNotWhatWasSignedAreFound() throws Exception {
    var receipts = receipts(log, 300);
    log.replace(77, "another".getBytes(StandardCharsets.UTF_8));

    assertThat(check(log, receipts).findings())
        .anySatisfy(found -> assertThat(found.detail()).contains("do not lead to the signed root"));
  }

  @Test
  void anothersLogProvesNothing() throws Exception {
    var foreign = new PaperLog(IdentityKey.generate());
    receipts(foreign, 20);
    var check = check(foreign, receipts(log, 20));

    assertThatExceptionOfType(ProtocolException.class).isThrownBy(check::findings);
  }

  private LogCheck check(PaperLog published, List<SettledReceipt> receipts)
      throws ProtocolException {
    var check = new LogCheck(published, coordinator.publicKey());
    for (var receipt : receipts) {
      check.expect(receipt);
    }
    return check;
  }

  /** Every tenth entry is a receipt of ours. */
  private List<SettledReceipt> receipts(PaperLog to, int entries) {
    var receipts = new ArrayList<SettledReceipt>();
    var agent = IdentityKey.generate();
    for (int i = 0; i < entries; i++) {
      var text = (i % 10 == 9 ? "ours " : "another's ") + i;
      var envelope = Envelope.sign("text", text.getBytes(StandardCharsets.UTF_8), agent);
      var logged = to.append(documents.writeBytes(envelope));
      if (i % 10 == 9) {
        receipts.add(new SettledReceipt(coordinator.publicKey(), i, envelope, logged));
      }
    }
    return receipts;
  }
}
