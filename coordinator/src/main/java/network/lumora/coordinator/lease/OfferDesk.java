package network.lumora.coordinator.lease;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import network.lumora.coordinator.assign.Where;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.seal.Seal;
import network.lumora.protocol.seal.SealContext;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;

/** Writes out offers: seals the input to the agent and signs the lease. Thread-safe. */
final class OfferDesk {
  /** Some eight orders of the largest size; an order of ordinary size has some kilobytes. */
  private static final long MAX_CACHED_CHARACTERS = 64L * 1024 * 1024;

  private final LeaseTerms terms;
  private final Signer coordinator;
  private final Sha256 policy;
  private final DocumentCodec documents = new DocumentCodec();
  private final StatementCodec statements = new StatementCodec();
  private final Cache<String, Material> materials =
      Caffeine.newBuilder()
          .maximumWeight(MAX_CACHED_CHARACTERS)
          .weigher((String id, Material material) -> material.characters)
          .build();

  OfferDesk(LeaseTerms terms, Signer coordinator) {
    this.terms = terms;
    this.coordinator = coordinator;
    this.policy = terms.policy().digest();
  }

  /** What all offers of one order share. */
  record Material(
      Envelope head,
      Sha256 headSha256,
      PublicKey consumer,
      Where where,
      Instructions instructions,
      int characters) {
    /** The host that a page is asked from. */
    String site(int page) {
      var authority = URI.create(instructions.pages().get(page)).getRawAuthority();
      return authority == null ? "" : authority.toLowerCase(Locale.ROOT);
    }
  }

  /** A lease, and what its agent gets to see. */
  record Written(Lease lease, ToAgent.Offer offer) {}

  Material material(Books books, String orderId) throws IOException, ProtocolException {
    var cached = materials.getIfPresent(orderId);
    if (cached != null) {
      return cached;
    }
    var read = books.read(book -> read(book, orderId));
    materials.put(orderId, read);
    return read;
  }

  private Material read(Book book, String orderId) throws IOException, ProtocolException {
    var head = book.orders().head(orderId);
    var order = statements.read(head, OrderHead.class);
    var text = book.orders().instructions(orderId);
    return new Material(
        head,
        Sha256.of(head.payload()),
        order.consumer(),
        new Where(Set.copyOf(order.wished().places())),
        documents.read(text, Instructions.class),
        Math.max(1, text.length()));
  }

  Written write(Match match, SealPublicKey sealTo, Instant now) {
    var material = match.material();
    var task = match.task();
    var url = material.instructions().pages().get(task.index());
    var input =
        new TaskInput(
            url,
            material.instructions().fields(),
            material.head(),
            material.instructions().purpose());
    var context =
        new SealContext(
            task.toString(),
            match.agent(),
            material.headSha256().toString(),
            policy.toString(),
            SealContext.Direction.TASK);
    var sealed = Sealed.of(Seal.seal(sealTo, documents.writeBytes(input), context.bytes()));
    var issued = now.truncatedTo(ChronoUnit.MILLIS);
    var lease =
        new Lease(
            match.leaseId(),
            task,
            match.agent(),
            coordinator.publicKey(),
            material.headSha256(),
            policy,
            sealed.digest(),
            terms.maxSource(),
            terms.maxDelivered(),
            issued,
            issued.plus(terms.time()));
    return new Written(lease, new ToAgent.Offer(statements.sign(lease, coordinator), sealed));
  }
}
