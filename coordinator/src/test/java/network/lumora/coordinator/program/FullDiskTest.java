package network.lumora.coordinator.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import network.lumora.protocol.ErrorCode;
import network.lumora.protocol.message.ToAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator whose disk takes nothing accepts nothing, says so, and lives. */
class FullDiskTest {
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

  @Test
  void aDeliveryIsUnavailableUntilItCanBeStored() throws Exception {
    var order = station.consumer().place(1);
    var agent = station.agent().ready();
    var offer = agent.expect(ToAgent.Offer.class);
    station.breakDisk(true);
    var parcel = agent.deliver(offer, SEALED);
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.UNAVAILABLE);

    station.breakDisk(false);
    agent.send(parcel);

    var settled = agent.expect(ToAgent.Settled.class);
    assertThat(settled.sequence()).isEqualTo(1);
    assertThat(order.orderId()).hasSize(32);
  }

  @Test
  void anOrderIsUnavailableUntilItCanBeStored() throws Exception {
    var consumer = station.consumer();
    var order = consumer.order(1);
    station.breakDisk(true);
    var refused = consumer.post(order);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"UNAVAILABLE\"");
    assertThat(station.get("/v1/orders", consumer.bearer()).statusCode()).isEqualTo(200);

    station.breakDisk(false);

    assertThat(consumer.post(order).statusCode()).isEqualTo(201);
  }

  @Test
  void anAgentThatCannotBeGreetedIsToldToComeBack() throws Exception {
    station.breakDisk(true);
    var agent = station.agent().connect();
    agent.sendHello(1);
    assertThat(agent.expectProblem().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(agent.expectClosed().reason()).isEqualTo("UNAVAILABLE");

    station.breakDisk(false);

    assertThat(agent.connect().hello(1).receivedThrough()).isEqualTo(1);
  }
}
