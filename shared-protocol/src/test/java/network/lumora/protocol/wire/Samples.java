package network.lumora.protocol.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.ChallengeDirection;
import network.lumora.protocol.message.ChallengerCandidate;
import network.lumora.protocol.message.ControlMethod;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.DestinationEntry;
import network.lumora.protocol.message.DestinationProof;
import network.lumora.protocol.message.DestinationRequest;
import network.lumora.protocol.message.EpochClosed;
import network.lumora.protocol.message.Field;
import network.lumora.protocol.message.Genesis;
import network.lumora.protocol.message.Grant;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.LineGrade;
import network.lumora.protocol.message.LineProven;
import network.lumora.protocol.message.LinksFound;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.OpenedDestination;
import network.lumora.protocol.message.OrderClosed;
import network.lumora.protocol.message.OrderHead;
import network.lumora.protocol.message.OrderRequest;
import network.lumora.protocol.message.OrderStatus;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.PaidSession;
import network.lumora.protocol.message.PaidSessions;
import network.lumora.protocol.message.Place;
import network.lumora.protocol.message.Policy;
import network.lumora.protocol.message.Problem;
import network.lumora.protocol.message.ProblemDetails;
import network.lumora.protocol.message.ProverAck;
import network.lumora.protocol.message.ProverConsent;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RefusedReceipt;
import network.lumora.protocol.message.RelayAnswer;
import network.lumora.protocol.message.RelayCall;
import network.lumora.protocol.message.RelayGreeting;
import network.lumora.protocol.message.RelayInvitation;
import network.lumora.protocol.message.RelayJoin;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionChallenge;
import network.lumora.protocol.message.SessionCounted;
import network.lumora.protocol.message.SessionReceipts;
import network.lumora.protocol.message.SessionRequest;
import network.lumora.protocol.message.SessionToken;
import network.lumora.protocol.message.SlotPath;
import network.lumora.protocol.message.SlotRecord;
import network.lumora.protocol.message.StatedBalances;
import network.lumora.protocol.message.Statement;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.TaskInput;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.message.Urgency;
import network.lumora.protocol.message.WindowReceipt;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.seal.SealPublicKey;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.units.MicroLmr;

/** One of everything, with fixed values; the golden files say how each looks on the wire. */
final class Samples {
  private static final PublicKey AGENT = key(1);
  private static final PublicKey COORDINATOR = key(2);
  private static final PublicKey CONSUMER = key(3);
  private static final SealPublicKey SEAL_KEY = SealPublicKey.of(bytes(9, 32));
  private static final String ORDER = "00112233445566778899aabbccddeeff";
  private static final String LEASE = "ffeeddccbbaa99887766554433221100";
  private static final String NONCE = "0123456789abcdef0123456789abcdef";
  private static final PublicKey CHALLENGER = key(8);
  private static final String CHALLENGE = "c0c1c2c3c4c5c6c7c8c9cacbcccdcecf";
  private static final String TOKEN = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";
  private static final String KEY = "5a".repeat(32);
  private static final String LINK = "d0d1d2d3d4d5d6d7d8d9dadbdcdddedf";
  private static final TaskId TASK = new TaskId(ORDER, 7);
  private static final Instant THEN = Instant.parse("2026-11-22T03:04:05.678Z");
  private static final Policy POLICY =
      new Policy(1, "LumoraBot/0.1 (+https://lumora.network/bot)", "0.1.0");
  private static final Field TITLE = new Field("title", "h1", null, false);
  private static final Field LINKS = new Field("links", "a[href]", "href", true);
  private static final Logged LOGGED =
      new Logged(7, 12, List.of(Sha256.of("a"), Sha256.of("b")), "a signed note\n");

  private Samples() {}

  static List<ToAgent> toAgent() {
    return List.of(
        problem(),
        new ToAgent.Challenge(NONCE, COORDINATOR, List.of("lumora.v1")),
        new ToAgent.Welcome(NONCE, "203.0.113.7", POLICY, 20, 41, "lumora.network/log/1"),
        new ToAgent.Offer(envelope("lease"), Sealed.of(bytes(4, 40))),
        new ToAgent.Cancel(LEASE),
        new ToAgent.Settled(42, envelope("receipt"), LOGGED),
        new ToAgent.Unpaid(
            43, ToAgent.UnpaidReason.ALREADY_DONE, "another agent's result came first"),
        new ToAgent.Balance(900, 2, new MicroLmr(333_333_334)),
        new ToAgent.Draining(30),
        new ToAgent.ProveLine(
            CHALLENGE,
            ChallengeDirection.DOWN,
            Sha256.of("secret"),
            Sha256.of("candidates"),
            new Bytes(9_000_000)),
        new ToAgent.ProveSlot(
            CHALLENGE,
            2,
            ChallengeDirection.DOWN,
            CHALLENGER,
            SlotPath.UDP,
            "198.51.100.4",
            8482,
            TOKEN,
            null,
            null),
        new ToAgent.RunSlot(
            CHALLENGE,
            2,
            ChallengeDirection.DOWN,
            AGENT,
            SlotPath.UDP,
            "203.0.113.7",
            TOKEN,
            KEY,
            9_400),
        new ToAgent.StartSlot(
            CHALLENGE, 2, new BytesPerSecond(6_750_000), 100, 148, new BytesPerSecond(6_180_000)),
        new ToAgent.EndChallenge(CHALLENGE),
        new ToAgent.LineProved(envelope("line-proven"), LOGGED),
        new ToAgent.OpenRelay(envelope("grant"), null, envelope("opened-destination")),
        new ToAgent.CloseRelay(NONCE),
        new ToAgent.SessionLogged(envelope("session-counted"), LOGGED));
  }

  static List<ToCoordinator> toCoordinator() {
    return List.of(
        problem(),
        new ToCoordinator.Hello("lumora.v1", envelope("greeting")),
        new ToCoordinator.Heartbeat(3, new BytesPerSecond(250_000)),
        new ToCoordinator.Accepted(LEASE),
        new ToCoordinator.Declined(LEASE, ToCoordinator.DeclineReason.OVER_CAP),
        new ToCoordinator.Delivery(42, 1, envelope("receipt")),
        new ToCoordinator.Goodbye(),
        new ToCoordinator.ChallengerAt(
            "198.51.100.4",
            8482,
            new BytesPerSecond(125_000_000),
            new BytesPerSecond(125_000_000),
            Sha256.of("certificate")),
        new ToCoordinator.ProverReady(CHALLENGE, envelope("prover-consent")),
        new ToCoordinator.PathOpen(CHALLENGE, 2),
        new ToCoordinator.SlotDone(CHALLENGE, 2, envelope("slot-record")),
        new ToCoordinator.ProverDone(CHALLENGE, 2, envelope("prover-ack")),
        new ToCoordinator.ChallengeDeclined(
            CHALLENGE, ToCoordinator.ChallengeDeclineReason.USER_ACTIVE),
        new ToCoordinator.RelayAt("", 8484, 64, true),
        new ToCoordinator.RelayReady(NONCE),
        new ToCoordinator.RelayDeclined(NONCE, ToCoordinator.RelayDeclineReason.NOT_CONSENTED),
        new ToCoordinator.RelayReceipts(List.of(envelope("window-receipt"))),
        new ToCoordinator.RelayClosed(NONCE, ToCoordinator.RelayEnd.DONE),
        new ToCoordinator.SessionKept(NONCE, 24));
  }

  static List<Statement> statements() {
    return List.of(
        new Greeting(
            NONCE, COORDINATOR, AGENT, SEAL_KEY, "0.1.0", List.of("scrape"), 4, 41, List.of(LEASE)),
        new SessionRequest(NONCE, COORDINATOR, CONSUMER),
        new Lease(
            LEASE,
            TASK,
            AGENT,
            COORDINATOR,
            Sha256.of("order"),
            POLICY.digest(),
            Sha256.of("input"),
            new Bytes(5_242_880),
            new Bytes(4_194_304),
            THEN,
            THEN.plusSeconds(60)),
        grant(),
        windowReceipt(),
        new Genesis(
            "lumora.network/log/1",
            COORDINATOR,
            new MicroLmr(1_000_000_000),
            new Bytes(16_384),
            new Bytes(2_048),
            new Bytes(65_536),
            THEN),
        new OrderHead(ORDER, CONSUMER, COORDINATOR, SEAL_KEY, 500, Sha256.of("instructions"), THEN),
        new Receipt(
            TASK,
            LEASE,
            AGENT,
            COORDINATOR,
            CONSUMER,
            42,
            Outcome.OK,
            Receipt.NO_CODE,
            new Bytes(412),
            new Bytes(28_400),
            new Bytes(1_290),
            Sha256.of("sealed"),
            THEN,
            THEN.plusMillis(240)),
        new OrderClosed(ORDER),
        new EpochClosed(0),
        new ProverConsent(
            CHALLENGE,
            AGENT,
            COORDINATOR,
            ChallengeDirection.DOWN,
            Sha256.of("secret"),
            Sha256.of("candidates"),
            NONCE),
        new SlotRecord(
            CHALLENGE,
            2,
            ChallengeDirection.DOWN,
            AGENT,
            CHALLENGER,
            new Bytes(672_000),
            new BytesPerSecond(6_260_000),
            new BytesPerSecond(6_190_000),
            9_800,
            SlotPath.UDP,
            Sha256.of("payload"),
            THEN),
        new ProverAck(
            CHALLENGE,
            2,
            ChallengeDirection.DOWN,
            AGENT,
            CHALLENGER,
            new Bytes(672_000),
            Sha256.of("payload")),
        new RelayJoin(NONCE, AGENT, CONSUMER, ORDER),
        new RelayCall(NONCE, 2, CONSUMER, CHALLENGER, Sha256.of("grant"), SEAL_KEY),
        new RelayAnswer(Sha256.of("call"), CHALLENGER, Sealed.of(bytes(7, 81))),
        new OpenedDestination(
            COORDINATOR,
            CONSUMER,
            "shop.example",
            ControlMethod.DNS_TXT,
            THEN,
            THEN.plusSeconds(86_400)),
        new LineProven(
            CHALLENGE,
            AGENT,
            COORDINATOR,
            ChallengeDirection.DOWN,
            envelope("prover-consent"),
            KEY,
            List.of(new ChallengerCandidate(CHALLENGER, "198.51.0.0/16", true)),
            List.of(
                new LineProven.Slot(CHALLENGER, envelope("slot-record")),
                new LineProven.Slot(CONSUMER, null)),
            new BytesPerSecond(6_190_000),
            new BytesPerSecond(6_180_000),
            LineGrade.FEW,
            LINK,
            THEN),
        linksFound(),
        new SessionCounted(COORDINATOR, envelope("grant"), envelope("window-receipt")));
  }

  private static LinksFound linksFound() {
    return new LinksFound(
        CHALLENGE,
        COORDINATOR,
        ChallengeDirection.DOWN,
        KEY,
        List.of(new ChallengerCandidate(CHALLENGER, "198.51.0.0/16", true)),
        List.of(turn(AGENT, 6_190_000), turn(CONSUMER, 6_180_000)),
        true,
        THEN);
  }

  private static LinksFound.Turn turn(PublicKey agent, long solo) {
    return new LinksFound.Turn(
        agent,
        envelope("prover-consent"),
        CHALLENGER,
        envelope("slot-record"),
        new BytesPerSecond(solo),
        LINK);
  }

  private static Grant grant() {
    return new Grant(
        NONCE,
        COORDINATOR,
        AGENT,
        CONSUMER,
        CONSUMER,
        TrafficKind.RELAY,
        Sha256.of("relay order"),
        new Bytes(1_000_000_000),
        new Bytes(524_288),
        LEASE,
        Sha256.of("a salt, and yes or no"),
        THEN,
        THEN.plusSeconds(3_600));
  }

  private static WindowReceipt windowReceipt() {
    return new WindowReceipt(
        NONCE,
        24,
        Sha256.of("receipt 23"),
        new Bytes(12_582_912),
        new Bytes(40_960),
        THEN,
        THEN.plusMillis(42),
        41_943,
        ORDER,
        Sha256.of("every byte so far"),
        LEASE,
        18_300);
  }

  static List<Record> documents() {
    return List.of(
        LINKS,
        new Instructions(List.of("https://example.org/a", "https://example.org/b"), fields()),
        new TaskInput("https://example.org/a", fields(), envelope("order-head")),
        new PageResult(TASK, "https://example.org/a", Outcome.OK, "NONE", null, page()),
        new SessionChallenge(NONCE, COORDINATOR),
        new SessionToken("dGhpcyBpcyBhIHRva2VuIG9mIG5vdGhpbmc", THEN),
        new OrderRequest(envelope("order-head"), "{\"pages\":[],\"fields\":[]}"),
        new OrderStatus(
            ORDER,
            OrderStatus.State.OPEN,
            500,
            120,
            2,
            1,
            12,
            365,
            new Bytes(154_000),
            THEN,
            "3 agents work on it"),
        new DeliveredPage(
            TASK, 120, Sealed.of(bytes(5, 64)), envelope("receipt"), LOGGED, POLICY.digest()),
        new StatedBalances(
            900, 2, List.of(new StatedBalances.Balance(AGENT, new MicroLmr(333_333_334)))),
        new RelayGreeting(AGENT, ORDER),
        new RelayRequest(null, "shop.example", List.of(CHALLENGER)),
        place(),
        new RelayInvitation(CONSUMER, place()),
        new SessionReceipts(List.of(envelope("window-receipt"))),
        refusedReceipt(),
        new ReceiptsTaken(1, List.of(refusedReceipt())),
        paidSession(),
        new PaidSessions(
            List.of(
                paidSession(),
                new PaidSession(envelope("grant"), envelope("window-receipt"), null, null))),
        new DestinationRequest("shop.example"),
        new DestinationProof(
            "shop.example",
            "_lumora.shop.example",
            "https://shop.example/.well-known/lumora-destination",
            "lumora-destination-v1=" + Sha256.of("site, owner, coordinator, nonce"),
            THEN),
        new DestinationEntry(envelope("opened-destination")),
        ProblemDetails.of(
            ErrorCode.UNKNOWN_KEY,
            "this key is not admitted; ask the operator to run: lumora-coordinator admit <key>"));
  }

  /** What came after the first version, by the names of their golden files. */
  static Map<String, Record> laterDocuments() {
    var purpose = "Prices of bicycles, for a comparison";
    return Map.of(
        "instructions-purpose",
        new Instructions(List.of("https://example.org/a"), fields(), purpose),
        "taskInput-purpose",
        new TaskInput("https://example.org/a", fields(), envelope("order-head"), purpose));
  }

  /** Statements with what came after the first version, by the names of their golden files. */
  static Map<String, Statement> laterStatements() {
    var wishes =
        new Wishes(
            Urgency.SOON, THEN.plusSeconds(600), List.of(Place.parse("DE"), Place.parse("FR-IDF")));
    return Map.of(
        "greeting-place",
        new Greeting(
            NONCE,
            COORDINATOR,
            AGENT,
            SEAL_KEY,
            "0.1.0",
            List.of("scrape"),
            4,
            41,
            List.of(LEASE),
            Place.parse("DE-BE")),
        "orderHead-wishes",
        new OrderHead(
            ORDER, CONSUMER, COORDINATOR, SEAL_KEY, 500, Sha256.of("instructions"), THEN, wishes));
  }

  static Envelope envelope(String statement) {
    return new Envelope(
        "application/vnd.lumora." + statement + ".v1+json",
        "{}".getBytes(StandardCharsets.UTF_8),
        List.of(new Signature(AGENT, bytes(6, 64)), new Signature(COORDINATOR, bytes(7, 64))));
  }

  private static PaidSession paidSession() {
    return new PaidSession(
        envelope("grant"), envelope("window-receipt"), envelope("session-counted"), LOGGED);
  }

  private static RefusedReceipt refusedReceipt() {
    return new RefusedReceipt(NONCE, 7, "OUTSIDE_TIME", "the window ended after its grant");
  }

  private static RelayPlace place() {
    return new RelayPlace(envelope("grant"), "203.0.113.7", 8484);
  }

  private static Problem problem() {
    return new Problem(ErrorCode.MALFORMED, "not an object with a type");
  }

  private static List<Field> fields() {
    return List.of(TITLE, LINKS);
  }

  private static PageResult.Page page() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("title", List.of("A page"));
    fields.put("links", List.of("https://example.org/b", "https://example.org/c"));
    return new PageResult.Page(
        "https://example.org/a",
        200,
        THEN,
        "text/html",
        Sha256.of("body"),
        new Bytes(40_960),
        "allowed: no rule matches",
        fields);
  }

  private static PublicKey key(int fill) {
    return PublicKey.of(bytes(fill, 32));
  }

  private static byte[] bytes(int fill, int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
