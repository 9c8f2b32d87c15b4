package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import network.lumora.protocol.message.ToAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and the programs that watch for them see. */
class ViewTest {
  private static final byte[] SEALED = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private Station station;

  @BeforeEach
  void start() throws Exception {
    station = new Station(data);
  }

  @AfterEach
  void stop() {
    station.close();
  }

  private String[] key() throws Exception {
    return new String[] {"Authorization", "Bearer " + station.operatorToken()};
  }

  @Test
  void metricsCountWhatHappensAndAreForTheOperator() throws Exception {
    var consumer = station.consumer();
    var order = consumer.place(1);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);
    agent.accept(offer);
    agent.deliver(offer, SEALED);
    agent.expect(ToAgent.Settled.class);
    consumer.await(order.orderId(), OrderStatusWanted.COMPLETE);
    agent.sendText("nonsense");
    agent.expectProblem();

    assertThat(station.get("/metrics").statusCode()).isEqualTo(401);
    var answer = station.get("/metrics", key());

    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(answer.body().lines())
        .contains(
            "lumora_agents 1",
            "lumora_ready 1",
            "lumora_agents_welcomed_total 1",
            "lumora_leases_given_total 1",
            "lumora_leases_accepted_total 1",
            "lumora_results_counted_total{kind=\"OK\"} 1",
            "lumora_delivered_bytes_total " + SEALED.length,
            "lumora_problems_total{kind=\"MALFORMED\"} 1",
            "lumora_pages_waiting 0");
  }

  @Test
  void healthTellsWhetherTheProgramRunsAndWhetherItTakesWork() throws Exception {
    assertThat(station.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(station.get("/health/ready").statusCode()).isEqualTo(200);

    station.coordinator().drain(Duration.ZERO);

    assertThat(station.get("/health/live").statusCode()).isEqualTo(200);
    var ready = station.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).contains("DRAINING");
  }

  @Test
  void whoCannotWriteIsNotReady() throws Exception {
    station.breakDisk(true);

    assertThat(station.get("/health/ready").body()).contains("UNAVAILABLE");
  }

  @Test
  void thePageIsEmptyWithoutTheKeyAndLoadsNothingFromElsewhere() throws Exception {
    var page = station.get("/operator");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(
            policy ->
                assertThat(policy)
                    .startsWith("default-src 'none'; script-src 'self'")
                    .doesNotContain("unsafe"));
    assertThat(page.body())
        .doesNotContain("://")
        .doesNotContain("style=")
        .doesNotContain("onclick");
    assertThat(station.get("/operator/page.js").body()).doesNotContain("://");
    assertThat(station.get("/operator/page.css").body()).doesNotContain("url(");
    assertThat(station.get("/v1/operator/view").statusCode()).isEqualTo(401);
  }

  @Test
  void theViewShowsAgentsOrdersAndWhyALeaseWasGiven() throws Exception {
    var order = station.consumer().place(2);
    var agent = station.agent().withSlots(1).ready();
    var lease = agent.accept(agent.expect(ToAgent.Offer.class));
    agent.untilAnswered();

    assertThat(view())
        .contains("\"phase\":\"READY\"")
        .contains("\"key\":\"" + agent.key().publicKey() + "\",\"version\":\"0.1.0\",\"working\":1")
        .contains("\"id\":\"" + order.orderId() + "\"")
        .contains("\"lease\":\"" + lease.leaseId() + "\"")
        .contains("\"reason\":\"BEST")
        .doesNotContain("example.org");
  }

  @Test
  void theViewSaysSinceWhenItCountsAndBeginsAnewAfterARestart() throws Exception {
    station.consumer().place(1);
    station.agent().withSlots(1).ready().expect(ToAgent.Offer.class);
    var stopped = station.time().instant();
    assertThat(view()).contains("{\"name\":\"Leases given\",\"value\":1,");
    assertThat(startedAt(view())).isBefore(stopped);

    station.restart();

    assertThat(view()).contains("{\"name\":\"Leases given\",\"value\":0,");
    assertThat(startedAt(view())).isAfter(stopped);
  }

  private static Instant startedAt(String view) {
    var found = Pattern.compile("\"startedAt\":\"([^\"]+)\"").matcher(view);
    assertThat(found.find()).isTrue();
    return Instant.parse(found.group(1));
  }

  @Test
  void theViewSaysWhatKeepsPagesWaitingAndWhatToDo() throws Exception {
    assertThat(view()).contains("\"notes\":[]");

    station.consumer().place(2);

    assertThat(view()).contains("2 pages wait and no agent is connected");
  }

  @Test
  void theViewOfACoordinatorThatCannotWriteIsNotOneThatIsReady() throws Exception {
    station.breakDisk(true);

    assertThat(view())
        .contains("\"phase\":\"UNAVAILABLE\"")
        .contains("the book or the log cannot be written");
  }

  private String view() throws Exception {
    return station.get("/v1/operator/view", key()).body();
  }
}
