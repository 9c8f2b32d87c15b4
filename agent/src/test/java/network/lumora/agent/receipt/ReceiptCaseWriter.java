package network.lumora.agent.receipt;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import network.lumora.agent.link.GrowingLog;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.DocumentCodec;
import network.lumora.protocol.wire.StatementCodec;
import org.jspecify.annotations.Nullable;

/** Makes a day of receipts with fresh keys, then spoils one of them in each way there is. */
final class ReceiptCaseWriter {
  private static final String ORIGIN = "coordinator.example/log";
  private static final int GENUINE = 13;
  private static final int SPOILED = 5;

  private final IdentityKey agent = IdentityKey.generate();
  private final IdentityKey coordinator = IdentityKey.generate();
  private final IdentityKey consumer = IdentityKey.generate();
  private final IdentityKey stranger = IdentityKey.generate();
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();
  private final GrowingLog log = new GrowingLog(ORIGIN, coordinator);
  private final List<Envelope> envelopes = new ArrayList<>();
  private final List<ReceiptCases.Case> cases = new ArrayList<>();

  static ReceiptCases write() {
    return new ReceiptCaseWriter().cases();
  }

  private ReceiptCases cases() {
    log.append("genesis".getBytes(StandardCharsets.UTF_8));
    for (int sequence = 1; sequence <= GENUINE; sequence++) {
      envelopes.add(signed(receipt(sequence)));
      log.append(documents.writeBytes(envelopes.getLast()));
    }
    for (int sequence = 1; sequence <= GENUINE; sequence++) {
      add("genuine " + sequence, sequence, envelope(sequence), place(sequence), null, null);
    }
    spoilReceipt();
    spoilSignatures();
    spoilPlace();
    spoilCheckpoint();
    return new ReceiptCases(agent.publicKey(), coordinator.publicKey(), ORIGIN, List.copyOf(cases));
  }

  /** Each field changed after both had signed. */
  private void spoilReceipt() {
    spoilField("taskId", "/5\"", "/6\"", "AGENT_SIGNATURE");
    spoilField("leaseId", "ffee", "ffef", "AGENT_SIGNATURE");
    spoilField("agent", agent.publicKey().toString(), stranger.publicKey().toString(), "NAMES");
    spoilField(
        "coordinator",
        coordinator.publicKey().toString(),
        stranger.publicKey().toString(),
        "NAMES");
    spoilField(
        "consumer",
        consumer.publicKey().toString(),
        stranger.publicKey().toString(),
        "AGENT_SIGNATURE");
    spoilField("sequence", "\"sequence\":5", "\"sequence\":6", "NAMES");
    spoilField(
        "outcome and code",
        "\"outcome\":\"OK\",\"code\":\"NONE\"",
        "\"outcome\":\"FAILED\",\"code\":\"TIMEOUT\"",
        "AGENT_SIGNATURE");
    spoilField("sourceUp", "\"sourceUp\":4", "\"sourceUp\":5", "AGENT_SIGNATURE");
    spoilField("sourceDown", "\"sourceDown\":2", "\"sourceDown\":3", "AGENT_SIGNATURE");
    spoilField("delivered", "\"delivered\":1", "\"delivered\":9", "AGENT_SIGNATURE");
    spoilField(
        "deliveredSha256",
        Sha256.of("sealed 5").toString(),
        Sha256.of("other").toString(),
        "AGENT_SIGNATURE");
    spoilField("startedAt", "T03:00:05Z", "T03:00:04Z", "AGENT_SIGNATURE");
    spoilField("endedAt", "T03:00:06Z", "T03:00:07Z", "AGENT_SIGNATURE");
    spoil(
        "a space more, same meaning",
        payload(text -> text.replaceFirst(",", ", ")),
        "AGENT_SIGNATURE",
        ErrorCode.BAD_SIGNATURE);
    spoil(
        "another statement's payload type",
        new Envelope(
            "application/vnd.lumora.lease.v1+json",
            envelope(SPOILED).payload(),
            envelope(SPOILED).signatures()),
        "FORM",
        ErrorCode.UNKNOWN_TYPE);
    var anothers = receipt(SPOILED, stranger, coordinator);
    spoil(
        "another agent's receipt, genuine",
        statements.sign(anothers, stranger).countersign(coordinator),
        "NAMES",
        ErrorCode.CONFLICT);
    var elsewhere = receipt(SPOILED, agent, stranger);
    spoil(
        "another coordinator's receipt, genuine",
        statements.sign(elsewhere, agent).countersign(stranger),
        "NAMES",
        ErrorCode.BAD_SIGNATURE);
    add(
        "stored under another sequence",
        SPOILED,
        envelope(SPOILED + 1),
        place(SPOILED + 1),
        "NAMES",
        ErrorCode.CONFLICT);
  }

  private void spoilSignatures() {
    var agents = envelope(SPOILED).signatures().getFirst();
    var coordinators = envelope(SPOILED).signatures().getLast();
    spoilSignature("agent's signature flipped", "AGENT_SIGNATURE", flipped(agents), coordinators);
    spoilSignature(
        "coordinator's signature flipped", "COORDINATOR_SIGNATURE", agents, flipped(coordinators));
    spoilSignature("agent's signature missing", "AGENT_SIGNATURE", coordinators);
    spoilSignature("coordinator's signature missing", "COORDINATOR_SIGNATURE", agents);
    spoilSignature(
        "signatures exchanged",
        "AGENT_SIGNATURE",
        new Signature(agents.key(), coordinators.bytes()),
        new Signature(coordinators.key(), agents.bytes()));
    var third = statements.sign(receipt(SPOILED), stranger).signatures().getFirst();
    spoil(
        "a third signature, which the log has not",
        envelopeOf(agents, coordinators, third),
        "INCLUSION",
        ErrorCode.CONFLICT);
    spoil(
        "signatures in another order than logged",
        envelopeOf(coordinators, agents),
        "INCLUSION",
        ErrorCode.CONFLICT);
    spoil(
        "signed by both but never logged",
        signed(receipt(SPOILED, agent, coordinator, 9_999)),
        "INCLUSION",
        ErrorCode.CONFLICT);
  }

  private void spoilPlace() {
    var good = place(SPOILED);
    var swapped = new ArrayList<>(good.path());
    swapped.set(1, Sha256.of("elsewhere"));
    spoilPlace("index", good.index() - 1, good.treeSize(), good.path(), "INCLUSION");
    spoilPlace("treeSize", good.index(), good.treeSize() - 1, good.path(), "CHECKPOINT");
    spoilPlace("path", good.index(), good.treeSize(), swapped, "INCLUSION");
    spoilPlace(
        "path shorter",
        good.index(),
        good.treeSize(),
        good.path().subList(0, good.path().size() - 1),
        "INCLUSION");
    var longer = new ArrayList<>(good.path());
    longer.add(Sha256.of("above the root"));
    spoilPlace("path longer", good.index(), good.treeSize(), longer, "INCLUSION");
    spoilPlace("path empty", good.index(), good.treeSize(), List.of(), "INCLUSION");
  }

  private void spoilCheckpoint() {
    var good = place(SPOILED).checkpoint();
    var size = place(SPOILED).treeSize() + "\n";
    spoilCheckpoint("origin", good.replace(ORIGIN, "elsewhere.example/log"));
    spoilCheckpoint("size", good.replaceFirst("\n" + size, "\n1" + size));
    spoilCheckpoint("root", good.replaceFirst("(?<=\n\\d{2}\n)....", "AAAA"));
    spoilCheckpoint("signature", flippedNear(good, good.length() - 8));
    spoilCheckpoint("key id", flippedNear(good, good.lastIndexOf(' ') + 2));
    var others = new GrowingLog(ORIGIN, stranger).append(documents.writeBytes(envelope(SPOILED)));
    add(
        "log of another key",
        SPOILED,
        envelope(SPOILED),
        others,
        "CHECKPOINT",
        ErrorCode.BAD_SIGNATURE);
  }

  private void spoilField(String field, String from, String to, String step) {
    var envelope = payload(text -> text.replace(from, to));
    spoil("receipt: " + field, envelope, step, ErrorCode.BAD_SIGNATURE);
  }

  private void spoilSignature(String name, String step, Signature... signatures) {
    spoil(name, envelopeOf(signatures), step, ErrorCode.BAD_SIGNATURE);
  }

  private void spoilPlace(String field, long index, long size, List<Sha256> path, String step) {
    add(
        "place: " + field,
        SPOILED,
        envelope(SPOILED),
        new Logged(index, size, path, place(SPOILED).checkpoint()),
        step,
        ErrorCode.CONFLICT);
  }

  private void spoilCheckpoint(String field, String note) {
    var good = place(SPOILED);
    add(
        "checkpoint: " + field,
        SPOILED,
        envelope(SPOILED),
        new Logged(good.index(), good.treeSize(), good.path(), note),
        "CHECKPOINT",
        ErrorCode.BAD_SIGNATURE);
  }

  private void spoil(String name, Envelope envelope, String step, ErrorCode code) {
    add(name, SPOILED, envelope, place(SPOILED), step, code);
  }

  private void add(
      String name,
      long sequence,
      Envelope envelope,
      Logged logged,
      @Nullable String step,
      @Nullable ErrorCode code) {
    cases.add(new ReceiptCases.Case(name, sequence, envelope, logged, step, code));
  }

  private Envelope envelope(int sequence) {
    return envelopes.get(sequence - 1);
  }

  private Logged place(int sequence) {
    return log.evidence(sequence);
  }

  private Envelope envelopeOf(Signature... signatures) {
    var good = envelope(SPOILED);
    return new Envelope(good.payloadType(), good.payload(), List.of(signatures));
  }

  private Envelope payload(UnaryOperator<String> change) {
    var good = envelope(SPOILED);
    var before = new String(good.payload(), StandardCharsets.UTF_8);
    var after = change.apply(before);
    if (after.equals(before)) {
      throw new IllegalStateException("the case changes nothing");
    }
    return new Envelope(
        good.payloadType(), after.getBytes(StandardCharsets.UTF_8), good.signatures());
  }

  private static Signature flipped(Signature signature) {
    var bytes = signature.bytes();
    bytes[7] ^= 1;
    return new Signature(signature.key(), bytes);
  }

  private static String flippedNear(String text, int at) {
    char other = text.charAt(at) == 'x' ? 'y' : 'x';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private Envelope signed(Receipt receipt) {
    return statements.sign(receipt, agent).countersign(coordinator);
  }

  private Receipt receipt(int sequence) {
    return receipt(sequence, agent, coordinator);
  }

  private Receipt receipt(int sequence, IdentityKey by, IdentityKey forCoordinator) {
    return receipt(sequence, by, forCoordinator, 1_200L + sequence);
  }

  private Receipt receipt(
      int sequence, IdentityKey by, IdentityKey forCoordinator, long delivered) {
    return new Receipt(
        new TaskId("00112233445566778899aabbccddeeff", sequence),
        "ffeeddccbbaa99887766554433221100",
        by.publicKey(),
        forCoordinator.publicKey(),
        consumer.publicKey(),
        sequence,
        Outcome.OK,
        Receipt.NO_CODE,
        new Bytes(400L + sequence),
        new Bytes(28_000L + sequence),
        new Bytes(delivered),
        Sha256.of("sealed " + sequence),
        Instant.parse("2026-11-22T03:00:00Z").plusSeconds(sequence),
        Instant.parse("2026-11-22T03:00:01Z").plusSeconds(sequence));
  }
}
