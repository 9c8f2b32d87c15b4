package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import network.lumora.proof.grant.SignedGrant;
import network.lumora.proof.receipt.Chunk;
import network.lumora.proof.receipt.Countersigning;
import network.lumora.proof.receipt.Head;
import network.lumora.proof.receipt.ProvidingEnd;
import network.lumora.proof.receipt.ReceivingEnd;
import network.lumora.proof.receipt.WindowTimes;
import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.Greeting;
import network.lumora.protocol.message.ReceiptsTaken;
import network.lumora.protocol.message.RelayPlace;
import network.lumora.protocol.message.RelayRequest;
import network.lumora.protocol.message.SessionReceipts;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.wire.DocumentCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A relay between two consumers, over the coordinator's own ports. */
class RelayTest {
  private static final int BYTES = 400_000;

  @TempDir Path data;
  private final DocumentCodec documents = new DocumentCodec();
  private Station station;
  private FakeConsumer payer;
  private FakeAgent agent;

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
    payer = station.consumer();
    agent = station.agent().withCapabilities("scrape", Greeting.RELAY).ready();
    agent.send(new ToCoordinator.RelayAt("", 8484, 4, false));
    agent.untilAnswered();
  }

  @AfterEach
  void stop() {
    station.close();
  }

  private SignedGrant open() throws Exception {
    var callee = station.consumer();
    var waiting =
        station
            .client()
            .sendAsync(
                station.request("/v1/relays/invitations", callee.bearer()).GET().build(),
                java.net.http.HttpResponse.BodyHandlers.discarding());
    var taking = Thread.ofVirtual().start(this::takeRelays);
    var request = new RelayRequest(callee.key().publicKey(), null, List.of());
    var answer = post("/v1/relays", request);
    for (int tries = 0; answer.statusCode() != 200 && tries < 10_000; tries++) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      answer = post("/v1/relays", request);
    }
    taking.interrupt();
    taking.join();
    waiting.join();
    var place = documents.read(answer.body(), RelayPlace.class);
    return SignedGrant.read(place.grant(), station.coordinator().key());
  }

  private java.net.http.HttpResponse<String> post(String path, Record body) throws Exception {
    return station.post(path, documents.write(body), payer.bearer());
  }

  /** Until it is interrupted: what was answered too late is asked again. */
  private void takeRelays() {
    try {
      while (true) {
        var ask = agent.expect(ToAgent.OpenRelay.class);
        var grant = SignedGrant.read(ask.grant(), station.coordinator().key()).grant();
        agent.send(new ToCoordinator.RelayReady(grant.grantId()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Envelope receipt(SignedGrant grant) throws Exception {
    var terms = grant.terms();
    var receiving = new ReceivingEnd(terms, Head.of(terms), List.of(), payer.key());
    var providing = new ProvidingEnd(terms, Head.of(terms), Optional.empty(), agent.key());
    var chunk = new Chunk(Sha256.of("chunk"), BYTES);
    providing.sent(chunk);
    receiving.received(chunk);
    var from = station.time().instant().truncatedTo(ChronoUnit.MILLIS);
    var times = new WindowTimes(from, from.plusMillis(42), 42_000, 18_000);
    var signed = providing.answer(receiving.sign(times, FakeConsumer.newId()));
    return ((Countersigning.Signed) signed).receipt();
  }

  private ReceiptsTaken handIn(Envelope... receipts) throws Exception {
    var answer = post("/v1/relays/receipts", new SessionReceipts(List.of(receipts)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return documents.read(answer.body(), ReceiptsTaken.class);
  }

  private String seen(String path) throws Exception {
    return station.get(path, "Authorization", "Bearer " + station.operatorToken()).body();
  }

  private static String figure(String name, long value) {
    return "{\"name\":\"%s\",\"value\":%d,".formatted(name, value);
  }

  @Test
  void whoHandsReceiptsInLearnsWhichCountAndWhyOthersDoNot() throws Exception {
    var grant = open();
    var receipt = receipt(grant);
    var halfSigned =
        new Envelope(receipt.payloadType(), receipt.payload(), receipt.signatures().subList(0, 1));

    assertThat(handIn(receipt)).isEqualTo(new ReceiptsTaken(1, List.of()));
    assertThat(handIn(receipt)).as("again").isEqualTo(new ReceiptsTaken(1, List.of()));
    var both = handIn(halfSigned, receipt);

    assertThat(both.taken()).isOne();
    assertThat(both.refused())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.grantId()).isEqualTo(grant.grant().grantId());
              assertThat(refused.sequence()).isOne();
              assertThat(refused.fault()).isEqualTo("SIGNATURE");
              assertThat(refused.detail()).isNotBlank();
            });
  }

  @Test
  void theViewShowsWhatIsRelayed() throws Exception {
    assertThat(seen("/v1/operator/view"))
        .contains(figure("Agents that relay", 1), figure("Relays under way", 0))
        .contains(figure("Relayed", 0))
        .doesNotContain("Newest epoch settled");
    var grant = open();
    handIn(receipt(grant));
    assertThat(seen("/v1/operator/view"))
        .contains(figure("Relays under way", 1), figure("Relayed", BYTES) + "\"unit\":\"bytes\"");
    assertThat(seen("/metrics").lines())
        .contains("lumora_relays 1", "lumora_agents_relaying 1")
        .contains("lumora_relayed_bytes_total " + BYTES, "lumora_epochs_settled 0");

    agent.send(new ToCoordinator.RelayAt("", 8484, 0, false));
    agent.send(new ToCoordinator.RelayClosed(grant.grant().grantId(), ToCoordinator.RelayEnd.DONE));
    agent.untilAnswered();
    awaitView(figure("Relays under way", 0));
    assertThat(seen("/v1/operator/view")).contains(figure("Agents that relay", 0));
    station.post("/v1/operator/epochs", "", "Authorization", "Bearer " + station.operatorToken());

    assertThat(seen("/v1/operator/view")).contains(figure("Newest epoch settled", 0));
  }

  private void awaitView(String figure) throws Exception {
    for (int tries = 0; !seen("/v1/operator/view").contains(figure); tries++) {
      assertThat(tries).as(figure).isLessThan(2_000);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
