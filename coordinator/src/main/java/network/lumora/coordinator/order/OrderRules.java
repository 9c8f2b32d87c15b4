package network.lumora.coordinator.order;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** What an order must be to be taken. Immutable, thread-safe. */
final class OrderRules {
  static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(10);

  /**
   * A task's input is sealed and sent in one text message of 65,536 characters, together with its
   * lease: base64 makes 45,000 bytes 60,000 characters.
   */
  private static final int MAX_INPUT_BYTES = 45_000;

  private final PublicKey coordinator;
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();

  OrderRules(PublicKey coordinator) {
    this.coordinator = coordinator;
  }

  /** An order that fits its head. */
  record Checked(OrderHead head, Sha256 headSha256) {}

  Checked check(PublicKey consumer, OrderRequest request) throws ProtocolException {
    var head = statements.read(request.head(), OrderHead.class);
    request.head().requireSignatureOf(consumer);
    if (request.head().signatures().size() != 1 || !head.consumer().equals(consumer)) {
      throw new ProtocolException(
          ErrorCode.BAD_SIGNATURE, "an order is by the consumer of the session and signed by it");
    }
    if (!head.coordinator().equals(coordinator)) {
      throw new ProtocolException(
          ErrorCode.CONFLICT, "the order names another coordinator than " + coordinator);
    }
    if (!Sha256.of(request.instructions()).equals(head.instructionsSha256())) {
      throw malformed("the instructions have another digest than the head tells");
    }
    checkInstructions(head, request);
    return new Checked(head, Sha256.of(request.head().payload()));
  }

  static void requireFresh(OrderHead head, Instant now) throws ProtocolException {
    if (Duration.between(head.createdAt(), now).abs().compareTo(MAX_CLOCK_SKEW) > 0) {
      throw new ProtocolException(
          ErrorCode.EXPIRED,
          "the order was made at %s, more than 10 minutes from %s here; set the clock"
              .formatted(head.createdAt(), now));
    }
  }

  private void checkInstructions(OrderHead head, OrderRequest request) throws ProtocolException {
    var instructions = documents.read(request.instructions(), Instructions.class);
    if (instructions.pages().size() != head.pageCount()) {
      throw malformed(
          "the head tells %d pages, the instructions have %d"
              .formatted(head.pageCount(), instructions.pages().size()));
    }
    checkAddresses(instructions.pages());
    checkSize(instructions, request);
  }

  private static void checkAddresses(List<String> pages) throws ProtocolException {
    for (int i = 0; i < pages.size(); i++) {
      if (!isAddress(pages.get(i))) {
        throw malformed("page %d is not an http or https address".formatted(i));
      }
    }
  }

  private static boolean isAddress(String page) {
    try {
      var uri = new URI(page);
      var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getRawAuthority() != null
          && uri.getRawUserInfo() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void checkSize(Instructions instructions, OrderRequest request) throws ProtocolException {
    int longest = instructions.pages().stream().mapToInt(String::length).max().orElse(0);
    var example =
        new TaskInput(
            "x".repeat(longest), instructions.fields(), request.head(), instructions.purpose());
    int bytes = documents.write(example).getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_INPUT_BYTES) {
      throw malformed(
          "fields and address of one page have %d bytes, not at most %d; ask for fewer fields"
              .formatted(bytes, MAX_INPUT_BYTES));
    }
  }

  private static ProtocolException malformed(String detail) {
    return new ProtocolException(ErrorCode.MALFORMED, detail);
  }
}
