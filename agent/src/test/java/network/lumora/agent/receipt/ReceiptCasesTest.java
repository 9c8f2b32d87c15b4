package network.lumora.agent.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The agent judges the file that the extension's tests read, with the same verdicts. To make it
 * anew, delete it and run this: it is written, and the run fails once.
 */
class ReceiptCasesTest {
  private static final Path FILE = Path.of("../extension/test/fixtures/receipts.json");

  private final DocumentCodec documents = new DocumentCodec();

  @TestFactory
  Stream<DynamicTest> judgesEachReceiptAsTheExtensionDoes() throws Exception {
    var file = documents.read(Files.readString(FILE), ReceiptCases.class);
    var check = new SettlementCheck(file.agent(), file.coordinator());
    return file.cases().stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> judge(check, file, c)));
  }

  @Test
  void theFileIsThere() throws IOException {
    var there = Files.exists(FILE);
    if (!there) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, documents.write(ReceiptCaseWriter.write()) + "\n");
    }
    assertThat(there).as("written just now: commit it, and run again").isTrue();
  }

  private static void judge(SettlementCheck check, ReceiptCases file, ReceiptCases.Case c)
      throws ProtocolException {
    var settled = new SettledReceipt(file.coordinator(), c.sequence(), c.envelope(), c.logged());
    if (c.refusedWith() == null) {
      check.requireGenuine(settled);
      check.requireSameLog(c.logged().checkpoint(), file.origin(), Optional.empty());
    } else {
      assertThatThrownBy(() -> check.requireGenuine(settled))
          .isInstanceOfSatisfying(
              ProtocolException.class, e -> assertThat(e.code()).isEqualTo(c.refusedWith()));
    }
  }
}
