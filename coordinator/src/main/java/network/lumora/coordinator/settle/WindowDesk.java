package network.lumora.coordinator.settle;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import network.lumora.coordinator.book.Book;
import network.lumora.coordinator.book.Books;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.count.Event;
import network.lumora.proof.fraud.Examination;
import network.lumora.proof.fraud.Finding;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.fraud.Ruling;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Phase;
import network.lumora.proof.receipt.Session;
import network.lumora.proof.receipt.SessionEvent;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.proof.receipt.WindowFault;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.identity.Signer;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.wire.StatementCodec;

/**
 * Hands out grants and takes the receipts of their windows. Signatures are checked in the caller's
 * thread, everything else in one change of the book for a whole batch. Thread-safe; calls wait for
 * the disk.
 */
public final class WindowDesk {
  /** What fits into one message of the link. */
  public static final int MAX_BATCH = 40;

  /** Sessions that are busy at once; others are read from the book again. One is some kilobyte. */
  private static final int MAX_REMEMBERED = 8_192;

  private final Books books;
  private final Function<Book, Lines> lines;
  private final Signer coordinator;
  private final Counts counts;
  private final InstantSource clock;
  private final StatementCodec statements = new StatementCodec();
  private final Map<String, Terms> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Terms> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /**
   * @param lines what is known of lines, as a transaction of the book sees it
   */
  public WindowDesk(
      Books books,
      Function<Book, Lines> lines,
      Signer coordinator,
      Counts counts,
      InstantSource clock) {
    this.books = books;
    this.lines = lines;
    this.coordinator = coordinator;
    this.counts = counts;
    this.clock = clock;
  }

  /** Signs a grant; on return it is durable, and may be handed to both ends. */
  public SignedGrant grant(Grant grant) throws IOException, ProtocolException {
    var signed = new SignedGrant(grant, statements.sign(grant, coordinator));
    var now = clock.instant();
    books.write(
        book -> {
          book.windows().grant(signed, now);
          return true;
        });
    return signed;
  }

  /**
   * Takes receipts, in their order.
   *
   * @throws ProtocolException OVER_LIMIT for more than {@link #MAX_BATCH}, MALFORMED or
   *     UNKNOWN_TYPE for what is no receipt; nothing changed
   * @throws IOException if they could not be stored; nothing changed
   */
  public List<Taken> take(List<Envelope> receipts) throws IOException, ProtocolException {
    if (receipts.size() > MAX_BATCH) {
      throw new ProtocolException(
          ErrorCode.OVER_LIMIT,
          "%d receipts in one message, not at most %d".formatted(receipts.size(), MAX_BATCH));
    }
    var checked = new ArrayList<Checked>();
    for (var receipt : receipts) {
      checked.add(check(receipt));
    }
    var now = clock.instant();
    var round = books.write(book -> take(book, checked, now));
    counts.add(Event.BYTES_RELAYED, round.bytes);
    return round.taken;
  }

  /**
   * What became of all receipts of one change.
   *
   * @param bytes that they added
   */
  private record Round(List<Taken> taken, long bytes) {}

  /** A receipt that was looked at without the book. */
  private sealed interface Checked {}

  private record Sound(Terms terms, SignedWindow window) implements Checked {}

  private record Unsound(Taken taken) implements Checked {}

  private Checked check(Envelope envelope) throws IOException, ProtocolException {
    var receipt = statements.read(envelope, WindowReceipt.class);
    var terms = terms(receipt.grantId());
    if (terms.isEmpty()) {
      return unsound(receipt, WindowFault.OTHER_GRANT, "no such grant was given");
    }
    try {
      return new Sound(terms.get(), SignedWindow.check(receipt, envelope, terms.get()));
    } catch (ProtocolException e) {
      return unsound(receipt, WindowFault.SIGNATURE, String.valueOf(e.getMessage()));
    }
  }

  private static Unsound unsound(WindowReceipt receipt, WindowFault fault, String detail) {
    return new Unsound(new Taken.Refused(receipt.grantId(), receipt.sequence(), fault, detail));
  }

  private Optional<Terms> terms(String grantId) throws IOException, ProtocolException {
    synchronized (remembered) {
      var known = remembered.get(grantId);
      if (known != null) {
        return Optional.of(known);
      }
    }
    var stored = books.read(book -> book.windows().terms(grantId));
    synchronized (remembered) {
      stored.ifPresent(terms -> remembered.put(grantId, terms));
    }
    return stored;
  }

  private Round take(Book book, List<Checked> receipts, Instant now) throws IOException {
    var examination = new Examination(book.windows(), lines.apply(book));
    var taken = new ArrayList<Taken>();
    var bytes = new LongAdder();
    for (var receipt : receipts) {
      taken.add(
          switch (receipt) {
            case Unsound(var refused) -> refused;
            case Sound sound -> take(book, examination, sound, bytes, now);
          });
    }
    return new Round(taken, bytes.sum());
  }

  private static Taken take(
      Book book, Examination examination, Sound sound, LongAdder bytes, Instant now)
      throws IOException {
    var terms = sound.terms;
    var session = current(book, terms, now);
    var ruling = examination.of(terms, sound.window, now);
    return switch (ruling) {
      case Ruling.KnownAlready() -> new Taken.Counts(terms.grantId(), sequence(sound));
      case Ruling.Found(var finding) -> dispute(book, sound, session, finding, now);
      case Ruling.Broken(var fault, var detail) ->
          new Taken.Refused(terms.grantId(), sequence(sound), fault, detail);
      case Ruling.Counts ruled -> count(book, sound, session, ruled, bytes, now);
    };
  }

  private static Session current(Book book, Terms terms, Instant now) throws IOException {
    var stored = book.windows().session(terms);
    return move(book, terms, stored, new SessionEvent.TimePasses(), now);
  }

  private static Session move(
      Book book, Terms terms, Session session, SessionEvent event, Instant now) throws IOException {
    var next = session.after(event, now);
    if (next.isPresent()) {
      book.windows().setSession(terms.grantId(), next.get());
    }
    return next.orElse(session);
  }

  private static Taken count(
      Book book, Sound sound, Session session, Ruling.Counts ruled, LongAdder bytes, Instant now)
      throws IOException {
    if (!session.isOpen()) {
      return new Taken.Over(sound.terms.grantId(), sequence(sound), session.phase());
    }
    book.windows().count(sound.terms, sound.window, ruled);
    bytes.add(ruled.claim().up().plus(ruled.claim().down()).count());
    move(book, sound.terms, session, new SessionEvent.WindowSigned(), now);
    return new Taken.Counts(sound.terms.grantId(), sequence(sound));
  }

  private static Taken dispute(
      Book book, Sound sound, Session session, Finding finding, Instant now) throws IOException {
    move(book, sound.terms, session, new SessionEvent.IsDisputed(), now);
    if (finding instanceof Finding.Forked(var by, var first, var second)) {
      for (PublicKey key : by) {
        book.evidence().keep(key, finding, List.of(first, second), now);
      }
    } else {
      var body = List.of(sound.window.envelope());
      book.evidence().keep(sound.terms.provider(), finding, body, now);
    }
    return new Taken.Found(sound.terms.grantId(), sequence(sound), finding);
  }

  private static long sequence(Sound sound) {
    return sound.window.receipt().sequence();
  }

  /** Where a session stands; empty if there is none. */
  public Optional<Phase> phase(String grantId) throws IOException, ProtocolException {
    var terms = terms(grantId);
    return terms.isEmpty()
        ? Optional.empty()
        : Optional.of(books.read(book -> book.windows().session(terms.get()).phase()));
  }
}
