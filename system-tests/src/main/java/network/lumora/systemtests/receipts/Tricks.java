package network.lumora.systemtests.receipts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.lumora.coordinator.settle.Taken;
import network.lumora.coordinator.settle.WindowDesk;
import network.lumora.proof.fraud.CanaryRecord;
import network.lumora.proof.fraud.ChallengerScore;
import network.lumora.proof.fraud.DroppedReceipt;
import network.lumora.proof.fraud.SelfDealing;
import network.lumora.proof.fraud.SlotAgreement;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.message.Lease;
import network.lumora.protocol.message.TrafficKind;
import network.lumora.protocol.units.BytesPerSecond;
import network.lumora.protocol.wire.StatementCodec;

/** Every row of the table of attacks that leaves a trace. */
final class Tricks {
  /** 50 Mbit/s. */
  private static final long RATE = 6_250_000;

  private static final int BYTES = 250_000;
  private static final int LENGTH_MILLIS = 100;
  private static final int LATER_MILLIS = 30_000;

  private Tricks() {}

  static List<Trick> all() {
    return List.of(
        Trick.form("the same receipt again", Tricks::again),
        Trick.form("a nonce again", Tricks::nonceAgain),
        Trick.form("one service under two grants", Tricks::twoGrants),
        Trick.form("two bodies for one place", Tricks::fork),
        Trick.form("an earlier place with more bytes", Tricks::earlierFork),
        Trick.form("a changed counter", Tricks::tampered),
        Trick.form("a changed signature", Tricks::tamperedSignature),
        Trick.form("signatures in the wrong order", Tricks::wrongOrder),
        Trick.form("signatures meant for another statement", Tricks::wrongDomain),
        Trick.form("a number that one end has signed", Tricks::oneSided),
        Trick.form("more bytes than a window holds", Tricks::hugeWindow),
        Trick.form("a grant that nobody gave", Tricks::forgedGrant),
        Trick.behaviour("a session above its line", Tricks::aboveLine),
        Trick.behaviour("sessions together above their line", Tricks::togetherAboveLine),
        Trick.behaviour("windows in the future", Tricks::future),
        Trick.behaviour("windows before their grant", Tricks::backdated),
        Trick.behaviour("windows longer than they were", Tricks::stretched),
        Trick.behaviour("windows upon each other", Tricks::overlapping),
        Trick.behaviour("dealing on one's own line", Tricks::ownLine),
        Trick.behaviour("dealing with one's own account", Tricks::ownAccount),
        Trick.behaviour("dealing across the room", Tricks::hairpin),
        Trick.behaviour("two of five challengers collude", Tricks::collusion),
        Trick.behaviour("real work served badly", Tricks::selective),
        Trick.behaviour("real work served with other bytes", Tricks::wrongBytes),
        Trick.behaviour("a receipt dropped from the log", Tricks::dropped));
  }

  private static boolean again(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    counts(desk, receipt);
    counts(desk, receipt);
    return desk.credited(session.grant) == BYTES;
  }

  private static boolean nonceAgain(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    counts(desk, receipt);
    var nonce = Dialogue.read(receipt).nonce();
    return isFound(
        desk, session.invented(BYTES, Dialogue.times(LENGTH_MILLIS, LENGTH_MILLIS), nonce));
  }

  /** Of content: a payer may well have two relays to one place. */
  private static boolean twoGrants(Desk desk) throws IOException, ProtocolException {
    var linkId = desk.line(RATE);
    var subject = Sha256.of(desk.id());
    var kind = TrafficKind.CONTENT;
    var provider = IdentityKey.generate();
    var receiver = IdentityKey.generate();
    var one = Dialogue.between(desk, provider, receiver, linkId, kind, subject);
    var two = Dialogue.between(desk, provider, receiver, linkId, kind, subject);
    counts(desk, one.window(BYTES, Dialogue.times(0, 5_000)));
    return isFound(desk, two.window(BYTES, Dialogue.times(100, 5_000)));
  }

  private static boolean fork(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var other = session.receipt(BYTES + 1, Dialogue.times(0, LENGTH_MILLIS));
    counts(desk, session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS)));
    return isFound(desk, Dialogue.sign(other, session.receiver, session.provider));
  }

  private static boolean earlierFork(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var greedy = session.receipt(3L * BYTES / 2, Dialogue.times(0, LENGTH_MILLIS));
    session.window(BYTES / 2, Dialogue.times(0, LENGTH_MILLIS));
    counts(desk, session.window(BYTES / 2, Dialogue.times(LENGTH_MILLIS, LENGTH_MILLIS)));
    return isFound(desk, Dialogue.sign(greedy, session.receiver, session.provider));
  }

  private static boolean tampered(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    var text = new String(receipt.payload(), StandardCharsets.UTF_8);
    var more = text.replace("\"up\":" + BYTES, "\"up\":" + (BYTES + 1));
    return isRefused(
        desk,
        new Envelope(
            receipt.payloadType(), more.getBytes(StandardCharsets.UTF_8), receipt.signatures()));
  }

  private static boolean tamperedSignature(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    int bit = desk.random.nextInt(PublicKey.SIGNATURE_BYTES * Byte.SIZE);
    var signature = receipt.signatures().get(1);
    var bytes = signature.bytes();
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
    return isRefused(
        desk,
        new Envelope(
            receipt.payloadType(),
            receipt.payload(),
            List.of(receipt.signatures().get(0), new Signature(signature.key(), bytes))));
  }

  private static boolean wrongOrder(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.receipt(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    return isRefused(desk, Dialogue.sign(receipt, session.provider, session.receiver));
  }

  private static boolean wrongDomain(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    var other =
        Envelope.sign(StatementCodec.payloadType(Lease.class), receipt.payload(), session.receiver)
            .countersign(session.provider);
    return isRefused(
        desk, new Envelope(receipt.payloadType(), receipt.payload(), other.signatures()));
  }

  private static boolean oneSided(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.receipt(2L * BYTES, Dialogue.times(0, LENGTH_MILLIS));
    var signer = desk.random.nextBoolean() ? session.provider : session.receiver;
    return isRefused(desk, Dialogue.sign(receipt, signer, IdentityKey.generate()));
  }

  private static boolean hugeWindow(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    return isRefused(desk, session.invented(600_000, Dialogue.times(0, 1_000)));
  }

  private static boolean forgedGrant(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var receipt = session.receipt(BYTES, Dialogue.times(0, LENGTH_MILLIS));
    var text =
        new String(Dialogue.sign(receipt, session.receiver).payload(), StandardCharsets.UTF_8);
    var payload = text.replace(receipt.grantId(), desk.id()).getBytes(StandardCharsets.UTF_8);
    var type = StatementCodec.payloadType(receipt.getClass());
    return isRefused(
        desk, Envelope.sign(type, payload, session.receiver).countersign(session.provider));
  }

  /** Ten seconds at 1.1 to 3 times the proven rate. */
  private static boolean aboveLine(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    double times = 1.1 + 1.9 * desk.random.nextDouble();
    return claims(desk, List.of(session), times);
  }

  /** Two to four sessions, each below what is proven, together 1.1 to 3 times of it. */
  private static boolean togetherAboveLine(Desk desk) throws IOException, ProtocolException {
    var linkId = desk.line(RATE);
    int count = 2 + desk.random.nextInt(3);
    double most = Math.min(3, 0.95 * count);
    double times = 1.1 + (most - 1.1) * desk.random.nextDouble();
    var sessions =
        Stream.generate(
                () -> {
                  try {
                    return Dialogue.on(desk, linkId);
                  } catch (IOException | ProtocolException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .limit(count)
            .toList();
    return claims(desk, sessions, times);
  }

  private static boolean claims(Desk desk, List<Dialogue> sessions, double times)
      throws IOException {
    int bytes = 500_000;
    long length = (long) (1_000.0 * bytes * sessions.size() / (RATE * times));
    var batch = new ArrayList<Envelope>();
    boolean isFound = false;
    for (long from = 0; from < 10_000 && !isFound; from += length) {
      for (var session : sessions) {
        batch.add(session.invented(bytes, Dialogue.times(from, length)));
      }
      if (batch.size() >= WindowDesk.MAX_BATCH - sessions.size()) {
        isFound = desk.take(Dialogue.at(LATER_MILLIS), batch).stream().anyMatch(Tricks::isFound);
        batch.clear();
      }
    }
    return isFound;
  }

  /** By 2.2 to 10 s. */
  private static boolean future(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    long ahead = 2_200L + desk.random.nextInt(7_800);
    var receipt = session.invented(BYTES, Dialogue.times(ahead, LENGTH_MILLIS));
    return isFound(desk.take(Dialogue.at(LENGTH_MILLIS + 50), List.of(receipt)).getFirst());
  }

  /** By 2.2 to 10 s. */
  private static boolean backdated(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    long ago = 2_200L + desk.random.nextInt(7_800);
    return isRefused(desk, session.invented(BYTES, Dialogue.times(-ago, LENGTH_MILLIS)));
  }

  /** By 10 to 200 %. */
  private static boolean stretched(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    double by = 1.1 + 1.9 * desk.random.nextDouble();
    var times = Dialogue.times(0, 900, length -> Duration.ofNanos((long) (length.toNanos() / by)));
    return isFound(desk, session.invented(BYTES, times));
  }

  private static boolean overlapping(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    counts(desk, session.invented(BYTES, Dialogue.times(0, 3_000)));
    long from = desk.random.nextInt(2_400);
    return isFound(desk, session.invented(BYTES, Dialogue.times(from, 3_000 - from + 50)));
  }

  private static boolean ownLine(Desk desk) throws IOException, ProtocolException {
    var linkId = desk.line(RATE);
    var session = Dialogue.on(desk, linkId);
    desk.knows(party(session.provider.publicKey(), session.provider.publicKey(), linkId));
    desk.knows(party(session.receiver.publicKey(), session.receiver.publicKey(), linkId));
    return isFound(desk, session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS)));
  }

  private static boolean ownAccount(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var account = session.provider.publicKey();
    desk.knows(party(account, account, desk.id()));
    desk.knows(party(session.receiver.publicKey(), account, desk.id()));
    return isFound(desk, session.window(BYTES, Dialogue.times(0, LENGTH_MILLIS)));
  }

  private static SelfDealing.Party party(PublicKey key, PublicKey account, String linkId) {
    return new SelfDealing.Party(key, account, Optional.of(linkId));
  }

  private static boolean hairpin(Desk desk) throws IOException, ProtocolException {
    var session = Dialogue.on(desk, desk.line(RATE));
    var near =
        new WindowTimes(
            Dialogue.at(0),
            Dialogue.at(LENGTH_MILLIS),
            LENGTH_MILLIS * 1_000L,
            50 + desk.random.nextInt(900));
    return isFound(desk, session.window(BYTES, near));
  }

  /** Twenty challenges with ordinary noise; the two claim 1.3 to 3 times the truth. */
  private static boolean collusion(Desk desk) {
    var random = desk.random;
    var challengers = keys(5);
    var scores = new HashMap<PublicKey, ChallengerScore>();
    challengers.forEach(key -> scores.put(key, ChallengerScore.of(key)));
    double times = 1.3 + 1.7 * random.nextDouble();
    for (var prover : keys(ChallengerScore.REMEMBERED)) {
      var slots = slots(challengers, random, times);
      var strangers = SlotAgreement.strangers(slots);
      scores.replaceAll((key, score) -> score.after(prover, strangers.contains(key)));
    }
    var demoted = new HashSet<PublicKey>();
    scores.forEach((key, score) -> score.judge().ifPresent(_ -> demoted.add(key)));
    return demoted.equals(new HashSet<>(challengers.subList(0, 2)));
  }

  static List<PublicKey> keys(int count) {
    return Stream.generate(() -> IdentityKey.generate().publicKey()).limit(count).toList();
  }

  static Map<PublicKey, BytesPerSecond> slots(
      List<PublicKey> challengers, Random random, double colluders) {
    var slots = new HashMap<PublicKey, BytesPerSecond>();
    for (int i = 0; i < challengers.size(); i++) {
      double stalls = random.nextInt(100) == 0 ? 0.5 : 1;
      double noise = 1 + 0.01 * random.nextGaussian();
      double seen = i < 2 && colluders > 1 ? colluders : stalls * noise;
      slots.put(challengers.get(i), new BytesPerSecond((long) (RATE * seen)));
    }
    return slots;
  }

  /** Fails half to all of its canaries; a thousand grants, of which two in a hundred are some. */
  private static boolean selective(Desk desk) {
    double fails = 0.5 + 0.5 * desk.random.nextDouble();
    return canaries(desk.random, fails, CanaryRecord.Service.FAILED);
  }

  private static boolean wrongBytes(Desk desk) {
    return canaries(desk.random, 0.3, CanaryRecord.Service.WRONG);
  }

  static boolean canaries(Random random, double share, CanaryRecord.Service how) {
    var canaries = CanaryRecord.of(IdentityKey.generate().publicKey());
    int count = (int) IntStream.range(0, 1_000).filter(_ -> random.nextInt(50) == 0).count();
    for (int i = 0; i < count; i++) {
      boolean fails = random.nextDouble() < share;
      canaries = canaries.after(fails ? how : CanaryRecord.Service.SERVED);
      if (canaries.judge().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The log is cut short, or holds another entry. */
  private static boolean dropped(Desk desk) {
    var held = new DroppedReceipt.Held(desk.random.nextInt(1_000), Sha256.of(desk.id()));
    boolean isCut = desk.random.nextBoolean();
    return DroppedReceipt.judge(
            held,
            isCut ? held.index() : 1_000,
            isCut ? Optional.empty() : Optional.of(Sha256.of(desk.id())))
        .isPresent();
  }

  private static void counts(Desk desk, Envelope receipt) throws IOException {
    if (!(take(desk, receipt).getFirst() instanceof Taken.Counts)) {
      throw new IllegalStateException("an honest receipt does not count");
    }
  }

  private static boolean isFound(Desk desk, Envelope receipt) throws IOException {
    return isFound(take(desk, receipt).getFirst());
  }

  /** A session that is disputed already takes no more of it. */
  private static boolean isFound(Taken taken) {
    return taken instanceof Taken.Found || taken instanceof Taken.Over;
  }

  private static boolean isRefused(Desk desk, Envelope receipt) throws IOException {
    return take(desk, receipt).getFirst() instanceof Taken.Refused;
  }

  private static List<Taken> take(Desk desk, Envelope receipt) throws IOException {
    return desk.take(Dialogue.at(LATER_MILLIS), List.of(receipt));
  }
}
