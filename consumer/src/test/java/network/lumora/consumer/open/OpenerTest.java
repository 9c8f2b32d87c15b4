package network.lumora.consumer.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.lumora.consumer.fake.FakeCoordinator;
import network.lumora.consumer.keys.Keys;
import network.lumora.consumer.order.FieldText;
import network.lumora.consumer.order.LocalOrder;
import network.lumora.consumer.trust.SeenLog;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.envelope.Signature;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.Instructions;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import network.lumora.protocol.message.Receipt;
import network.lumora.protocol.message.TaskId;
import network.lumora.protocol.message.Wishes;
import network.lumora.protocol.seal.Sealed;
import network.lumora.protocol.units.Bytes;
import network.lumora.protocol.wire.StatementCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenerTest {
  @TempDir Path folder;
  private FakeCoordinator fake;
  private LocalOrder order;
  private Opener opener;
  private DeliveredPage good;

  @BeforeEach
  void deliverOnePage() throws Exception {
    fake = new FakeCoordinator();
    var keys = Keys.in(folder.resolve("keys"));
    var pages = List.of("https://a.example/", "https://b.example/", "https://c.example/");
    order =
        LocalOrder.sign(
            fake.url(),
            fake.key.publicKey(),
            new Instructions(pages, FieldText.DEFAULT),
            Wishes.NONE,
            keys,
            new Random(1),
            FakeCoordinator.THEN);
    fake.take(order.request());
    opener = new Opener(order, keys.seal(), new SeenLog(folder, fake.key.publicKey()));
    good = fake.deliver(order.id(), 1, 1);
  }

  @AfterEach
  void stop() {
    fake.close();
  }

  @Test
  void opensAnHonestPageWithItsProvenance() throws Exception {
    assertThat(opener.open(good))
        .isInstanceOfSatisfying(
            Checked.Opened.class,
            opened -> {
              assertThat(opened.result().url()).isEqualTo("https://b.example/");
              assertThat(opened.provenance().agent()).isEqualTo(fake.agent.publicKey());
              assertThat(opened.provenance().logIndex()).isEqualTo(2);
              assertThat(opened.provenance().robots()).isEqualTo("allowed by default");
            });
  }

  @Test
  void namesAReceiptWhosePayloadChangedInAnyByte() throws Exception {
    var receipt = good.receipt();
    for (int at = 0; at < receipt.payload().length; at += 7) {
      byte[] payload = flipped(receipt.payload(), at);
      var envelope = new Envelope(receipt.payloadType(), payload, receipt.signatures());

      assertThat(where(withReceipt(envelope))).isIn(Where.RECEIPT, Where.AGENT_SIGNATURE);
    }
  }

  @Test
  void namesTheAgentsSignature() throws Exception {
    assertThat(where(withSignature(0))).isEqualTo(Where.AGENT_SIGNATURE);
  }

  @Test
  void namesTheCoordinatorsSignature() throws Exception {
    assertThat(where(withSignature(1))).isEqualTo(Where.COORDINATOR_SIGNATURE);
  }

  @Test
  void namesASignatureThatIsNotThere() throws Exception {
    var receipt = new StatementCodec().read(good.receipt(), Receipt.class);
    var half = new StatementCodec().sign(receipt, fake.agent);

    assertThat(where(withReceipt(half))).isEqualTo(Where.COORDINATOR_SIGNATURE);
  }

  @Test
  void namesAnotherCoordinatorInTheReceipt() throws Exception {
    var other = IdentityKey.generate();
    var result = fake.result(order.id(), 1);
    var sealed = fake.seal(order.id(), result);
    var receipt = receiptBy(other, fake.receipt(order.id(), result, sealed));
    var envelope =
        new StatementCodec().sign(receipt, fake.agent).countersign(fake.key).countersign(other);
    var logged = fake.log.logged(fake.log.append(envelope));

    assertThat(
            where(
                new DeliveredPage(
                    receipt.taskId(), 1, sealed, envelope, logged, fake.policy.digest())))
        .isEqualTo(Where.PARTY);
  }

  @Test
  void namesTheReceiptOfAnotherConsumer() throws Exception {
    var result = fake.result(order.id(), 1);
    var sealed = fake.seal(order.id(), result);
    var r = fake.receipt(order.id(), result, sealed);
    var foreign =
        new Receipt(
            r.taskId(),
            r.leaseId(),
            r.agent(),
            r.coordinator(),
            IdentityKey.generate().publicKey(),
            r.sequence(),
            r.outcome(),
            r.code(),
            r.sourceUp(),
            r.sourceDown(),
            r.delivered(),
            r.deliveredSha256(),
            r.startedAt(),
            r.endedAt());

    assertThat(where(fake.deliver(foreign, sealed, 1))).isEqualTo(Where.PARTY);
  }

  @Test
  void namesAPlaceInTheLogThatTheProofDoesNotLeadTo() throws Exception {
    var logged = good.logged();

    assertThat(
            where(withLogged(new Logged(0, logged.treeSize(), logged.path(), logged.checkpoint()))))
        .isEqualTo(Where.PROOF);
  }

  @Test
  void namesAPathThatIsCutOrFlipped() throws Exception {
    var logged = good.logged();
    var flipped = new ArrayList<>(logged.path());
    flipped.set(0, Sha256.fromBytes(flipped(flipped.getFirst().bytes(), 3)));

    assertThat(where(withLogged(new Logged(2, 3, flipped, logged.checkpoint()))))
        .isEqualTo(Where.PROOF);
    assertThat(where(withLogged(new Logged(2, 3, List.of(), logged.checkpoint()))))
        .isEqualTo(Where.PROOF);
  }

  @Test
  void namesACheckpointThatIsFlippedForeignOrOfAnotherSize() throws Exception {
    var logged = good.logged();
    var note = logged.checkpoint();
    var middle = note.indexOf('\n') + 4;
    var changed =
        note.substring(0, middle)
            + (note.charAt(middle) == 'A' ? 'B' : 'A')
            + note.substring(middle + 1);

    assertThat(where(withLogged(new Logged(2, 3, logged.path(), changed))))
        .isEqualTo(Where.CHECKPOINT);
    assertThat(where(withLogged(new Logged(2, 3, logged.path(), "no note"))))
        .isEqualTo(Where.CHECKPOINT);
    assertThat(where(withLogged(new Logged(2, 4, logged.path(), note))))
        .isEqualTo(Where.CHECKPOINT);
  }

  @Test
  void namesALogThatWasForkedSinceThePageBefore() throws Exception {
    opener.open(good);
    fake.log = fake.newLog();
    fake.log.append(order.request().head());
    var forked = fake.deliver(order.id(), 0, 2);

    assertThat(opener.open(forked))
        .isInstanceOfSatisfying(
            Checked.Broken.class,
            broken -> {
              assertThat(broken.where()).isEqualTo(Where.CHECKPOINT);
              assertThat(broken.what()).contains("forked");
            });
  }

  @Test
  void namesSealedBytesThatAreFewerOrFlipped() throws Exception {
    byte[] sealed = good.sealed().bytes();

    assertThat(where(withSealed(java.util.Arrays.copyOf(sealed, sealed.length - 1))))
        .isEqualTo(Where.COUNT);
    assertThat(where(withSealed(flipped(sealed, sealed.length / 2)))).isEqualTo(Where.DIGEST);
  }

  @Test
  void namesASealThatDoesNotOpen() throws Exception {
    var result = fake.result(order.id(), 1);
    var sealed = Sealed.of(flipped(fake.seal(order.id(), result).bytes(), 60));

    assertThat(where(fake.deliver(order.id(), result, sealed, 1))).isEqualTo(Where.SEAL);
  }

  @Test
  void namesAnotherPolicy() throws Exception {
    assertThat(where(withPolicy(Sha256.of("another policy")))).isEqualTo(Where.SEAL);
  }

  @Test
  void namesAResultOfAnotherTask() throws Exception {
    var other = fake.result(order.id(), 0);
    var claimed = fake.result(order.id(), 1);
    var sealed = sealedAs(claimed.taskId(), other);

    assertThat(where(fake.deliver(order.id(), claimed, sealed, 1))).isEqualTo(Where.CONTENT);
  }

  @Test
  void namesAResultThatContradictsItsReceipt() throws Exception {
    var ok = fake.result(order.id(), 1);
    var refused =
        new PageResult(ok.taskId(), ok.url(), Outcome.REFUSED, "ROBOTS_DISALLOW", null, null);

    assertThat(where(fake.deliver(order.id(), refused, fake.seal(order.id(), ok), 1)))
        .isEqualTo(Where.CONTENT);
  }

  @Test
  void namesAResultOfAnotherAddress() throws Exception {
    var ok = fake.result(order.id(), 1);
    var elsewhere =
        new PageResult(
            ok.taskId(), "https://evil.example/", ok.outcome(), ok.code(), null, ok.page());

    assertThat(where(fake.deliver(order.id(), elsewhere, fake.seal(order.id(), elsewhere), 1)))
        .isEqualTo(Where.ADDRESS);
  }

  @Test
  void namesAPageOfAnotherOrderOrBeyondTheLast() throws Exception {
    var other = new TaskId("ffffffffffffffffffffffffffffffff", 1);
    var beyond = new TaskId(order.id(), 3);

    assertThat(where(withTask(other))).isEqualTo(Where.TASK);
    assertThat(where(withTask(beyond))).isEqualTo(Where.TASK);
    assertThat(where(withTask(new TaskId(order.id(), 0)))).isEqualTo(Where.TASK);
  }

  private Where where(DeliveredPage page) throws Exception {
    return ((Checked.Broken) opener.open(page)).where();
  }

  private Sealed sealedAs(TaskId task, PageResult content) throws Exception {
    var context =
        new network.lumora.protocol.seal.SealContext(
            task.toString(),
            fake.agent.publicKey(),
            order.sha256().toString(),
            fake.policy.digest().toString(),
            network.lumora.protocol.seal.SealContext.Direction.RESULT);
    return Sealed.of(
        network.lumora.protocol.seal.Seal.seal(
            order.head().sealTo(),
            new network.lumora.protocol.wire.DocumentCodec().writeBytes(content),
            context.bytes()));
  }

  private static Receipt receiptBy(IdentityKey coordinator, Receipt r) {
    return new Receipt(
        r.taskId(),
        r.leaseId(),
        r.agent(),
        coordinator.publicKey(),
        r.consumer(),
        r.sequence(),
        r.outcome(),
        r.code(),
        r.sourceUp(),
        r.sourceDown(),
        new Bytes(r.delivered().count()),
        r.deliveredSha256(),
        r.startedAt(),
        r.endedAt());
  }

  private DeliveredPage withSignature(int which) {
    var signatures = new ArrayList<>(good.receipt().signatures());
    var old = signatures.get(which);
    signatures.set(which, new Signature(old.key(), flipped(old.bytes(), 5)));
    return withReceipt(
        new Envelope(good.receipt().payloadType(), good.receipt().payload(), signatures));
  }

  private DeliveredPage withReceipt(Envelope receipt) {
    return new DeliveredPage(
        good.taskId(), 1, good.sealed(), receipt, good.logged(), good.policySha256());
  }

  private DeliveredPage withLogged(Logged logged) {
    return new DeliveredPage(
        good.taskId(), 1, good.sealed(), good.receipt(), logged, good.policySha256());
  }

  private DeliveredPage withSealed(byte[] sealed) {
    return new DeliveredPage(
        good.taskId(), 1, Sealed.of(sealed), good.receipt(), good.logged(), good.policySha256());
  }

  private DeliveredPage withPolicy(Sha256 policy) {
    return new DeliveredPage(
        good.taskId(), 1, good.sealed(), good.receipt(), good.logged(), policy);
  }

  private DeliveredPage withTask(TaskId task) {
    return new DeliveredPage(
        task, 1, good.sealed(), good.receipt(), good.logged(), good.policySha256());
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    copy[at] ^= 1;
    return copy;
  }
}
