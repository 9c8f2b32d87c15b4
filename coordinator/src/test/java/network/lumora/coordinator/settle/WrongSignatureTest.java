package network.lumora.coordinator.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.lumora.coordinator.assign.AssignTerms;
import network.lumora.coordinator.count.Counts;
import network.lumora.coordinator.registry.Agents;
import network.lumora.coordinator.store.SqliteBooks;
import network.lumora.ledger.sqlite.SqliteLog;
import network.lumora.proof.fraud.Lines;
import network.lumora.proof.grant.Terms;
import network.lumora.proof.receipt.Phase;
import network.lumora.proof.receipt.SignedWindow;
import network.lumora.proof.receipt.WindowFault;
import network.lumora.proof.relay.PayerToll;
import network.lumora.proof.relay.ProviderToll;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.PaidSession;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.passage.Toll;
import network.lumora.protocol.relay.RecordKind;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.MicroLmr;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The payer checks one of the agent's signatures a second: a wrong one between two checks must fail
 * here, on the way to the public log.
 */
class WrongSignatureTest {
  private static final int RECORD_BYTES = 30_000;
  private static final MicroLmr POOL = new MicroLmr(1_000);

  @TempDir Path data;
  private final IdentityKey coordinator = IdentityKey.generate();
  private final Traffic traffic = new Traffic();
  private final StatementCodec statements = new StatementCodec();

  /** What the payer holds, and would hand in. */
  private final List<Envelope> payers = new ArrayList<>();

  /** What the agent holds: it has signed these rightly. */
  private final List<Envelope> agents = new ArrayList<>();

  private long nanos;
  private SqliteBooks books;
  private PublicLog log;
  private LogFeed feed;
  private SessionFeed sessions;
  private SessionNews news;
  private WindowDesk desk;
  private Terms terms;
  private PayerToll payer;
  private ProviderToll agent;

  @BeforeEach
  void open() throws Exception {
    books = SqliteBooks.open(data.resolve("book.db"));
    log = new PublicLog(() -> SqliteLog.open(data.resolve("log.db"), coordinator));
    feed = new LogFeed(books, log, _ -> {}, this::now);
    sessions = new SessionFeed(books, feed, coordinator, this::now);
    news = new SessionNews(books, log, new Agents("0.1.0", AssignTerms.DEFAULT.pool()));
    desk = new WindowDesk(books, _ -> Lines.unknown(), coordinator, new Counts(), this::now);
    begin();
    terms = desk.grant(traffic.grant(coordinator.publicKey(), "a".repeat(32))).terms();
    agent = new ProviderToll(terms, traffic.provider, agents::add);
    var times = new PayerToll.Times(this::now, () -> nanos, traffic::id);
    payer = new PayerToll(terms, traffic.receiver, times, payers::add);
  }

  private void begin() throws IOException {
    var genesis =
        new Genesis(
            "lumora.network/log/test",
            coordinator.publicKey(),
            POOL,
            new Bytes(16_384),
            new Bytes(2_048),
            new Bytes(65_536),
            now());
    log.append(List.of(new DocumentCodec().writeBytes(statements.sign(genesis, coordinator))));
  }

  @AfterEach
  void close() throws IOException {
    feed.close();
    log.close();
    books.close();
  }

  private Instant now() {
    return Traffic.START.plusNanos(nanos);
  }

  /** A record goes up, both ends sign for it, and the payer takes what it hears. */
  private void carry(boolean rightly) throws ProtocolException {
    var record = ByteBuffer.allocate(RECORD_BYTES);
    agent.sent(record.duplicate());
    payer.received(record);
    nanos += Duration.ofMillis(10).toNanos();
    agent.heard(RecordKind.RECEIPT, body(payer.due(true).orElseThrow()));
    var signature = body(agent.due(false).orElseThrow());
    if (!rightly) {
      signature[7] ^= 1;
    }
    payer.heard(RecordKind.SIGNATURE, signature);
  }

  private static byte[] body(Toll.Slip slip) {
    var body = new byte[slip.body().remaining()];
    slip.body().get(body);
    return body;
  }

  private void assertRefused(List<Taken> taken) {
    assertThat(taken)
        .singleElement()
        .isInstanceOfSatisfying(
            Taken.Refused.class, it -> assertThat(it.fault()).isEqualTo(WindowFault.SIGNATURE));
  }

  private Taken counts(long sequence) {
    return new Taken.Counts(terms.grantId(), sequence);
  }

  private void over() throws Exception {
    sessions.over(terms.grantId(), traffic.provider.publicKey());
    while (feed.step()) {}
  }

  private MicroLmr paidWhenTheEpochEnds() throws Exception {
    feed.start();
    return new Epochs(books, log, feed, sessions, coordinator).close().paid();
  }

  private List<PaidSession> charged() throws Exception {
    return news.paidBy(traffic.receiver.publicKey()).sessions();
  }

  /** Up to where the one entry of the log counts. */
  private Bytes logged() throws Exception {
    assertThat(log.standing().size()).as("genesis and the session").isEqualTo(2);
    var entry = Objects.requireNonNull(charged().getFirst().entry());
    var counted = statements.read(entry, SessionCounted.class);
    return statements.read(counted.receipt(), WindowReceipt.class).up();
  }

  @Test
  void aReceiptThatTheAgentSignedWronglyCountsNowhere() throws Exception {
    carry(true);
    carry(false);
    assertThat(payers).as("between two checks the payer takes it").hasSize(2);

    assertRefused(desk.take(List.of(payers.getLast())));
    over();

    assertThat(books.read(book -> book.windows().head(terms)).sequence()).isZero();
    var evidence = books.read(book -> book.evidence().newest(1));
    assertThat(evidence).as("it proves nothing").isEmpty();
    assertThat(log.standing().size()).as("genesis").isOne();
    assertThat(charged()).isEmpty();
    assertThat(paidWhenTheEpochEnds()).isEqualTo(MicroLmr.NONE);
  }

  @Test
  void theRightOneBeforeItCountsAlone() throws Exception {
    carry(true);
    carry(false);

    var taken = desk.take(payers);
    over();

    assertThat(taken.getFirst()).isEqualTo(counts(1));
    assertRefused(taken.subList(1, 2));
    assertThat(charged()).extracting(PaidSession::receipt).containsExactly(payers.getFirst());
    assertThat(logged()).isEqualTo(new Bytes(RECORD_BYTES));
  }

  @Test
  void aRightOneAfterItCountsForAllThatThePayerSigned() throws Exception {
    carry(true);
    carry(false);
    carry(true);

    assertRefused(desk.take(payers.subList(1, 2)));
    assertThat(desk.phase(terms.grantId())).as("it goes on").contains(Phase.GRANTED);
    assertThat(desk.take(payers.subList(2, 3))).containsExactly(counts(3));
    over();

    assertThat(charged()).extracting(PaidSession::receipt).containsExactly(payers.getLast());
    assertThat(logged()).isEqualTo(new Bytes(3L * RECORD_BYTES));
    assertThat(paidWhenTheEpochEnds()).isEqualTo(POOL);
  }

  @Test
  void theAgentsOwnCopyCountsOnceWhicheverComesFirst() throws Exception {
    carry(true);
    carry(false);

    assertRefused(desk.take(payers.subList(1, 2)));
    assertThat(desk.take(agents.subList(1, 2))).containsExactly(counts(2));
    assertRefused(desk.take(payers.subList(1, 2)));
    over();

    assertThat(charged()).extracting(PaidSession::receipt).containsExactly(agents.getLast());
    assertThat(logged()).isEqualTo(new Bytes(2L * RECORD_BYTES));
  }

  @Test
  void itIsTheAgentsSignatureThatIsWrong() throws Exception {
    carry(true);
    carry(false);
    var wrong = payers.getLast();
    var receipt = statements.read(wrong, WindowReceipt.class);

    wrong.requireSignatureOf(traffic.receiver.publicKey());
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> SignedWindow.check(receipt, wrong, terms))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_SIGNATURE));
  }
}
