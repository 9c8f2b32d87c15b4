package network.lumora.protocol.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.identity.IdentityKey;
import network.lumora.protocol.message.LedgerStatement;
import network.lumora.protocol.message.Statement;
import network.lumora.protocol.message.ToAgent;
import network.lumora.protocol.message.ToCoordinator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A golden file is the contract with clients in other languages: added for what is new, never
 * edited.
 */
class GoldenFilesTest {
  private final MessageCodec messages = new MessageCodec();
  private final StatementCodec statements = new StatementCodec();
  private final DocumentCodec documents = new DocumentCodec();

  static List<ToAgent> toAgent() {
    return Samples.toAgent();
  }

  static List<ToCoordinator> toCoordinator() {
    return Samples.toCoordinator();
  }

  static List<Statement> statements() {
    return Samples.statements();
  }

  static List<Record> documents() {
    return Samples.documents();
  }

  @ParameterizedTest
  @MethodSource
  void toAgent(ToAgent message) throws ProtocolException {
    var golden = golden("to-agent", message);

    assertThat(messages.write(message)).isEqualTo(golden);
    assertThat(messages.readToAgent(golden)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource
  void toCoordinator(ToCoordinator message) throws ProtocolException {
    var golden = golden("to-coordinator", message);

    assertThat(messages.write(message)).isEqualTo(golden);
    assertThat(messages.readToCoordinator(golden)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource
  void statements(Statement statement) throws ProtocolException {
    var golden = golden("statement", statement);
    var envelope = statements.sign(statement, IdentityKey.generate());

    assertThat(new String(envelope.payload(), StandardCharsets.UTF_8)).isEqualTo(golden);
    assertThat(statements.read(envelope, Statement.class)).isEqualTo(statement);
  }

  @ParameterizedTest
  @MethodSource
  void documents(Record document) throws ProtocolException {
    var golden = golden("document", document);

    assertThat(documents.write(document)).isEqualTo(golden);
    assertThat((Object) documents.read(golden, document.getClass())).isEqualTo(document);
  }

  static Set<Map.Entry<String, Record>> laterDocuments() {
    return Samples.laterDocuments().entrySet();
  }

  @ParameterizedTest
  @MethodSource
  void laterDocuments(Map.Entry<String, Record> later) throws ProtocolException {
    var golden = read("golden/document/" + later.getKey() + ".json");

    assertThat(documents.write(later.getValue())).isEqualTo(golden);
    assertThat((Object) documents.read(golden, later.getValue().getClass()))
        .isEqualTo(later.getValue());
  }

  static Set<Map.Entry<String, Statement>> laterStatements() {
    return Samples.laterStatements().entrySet();
  }

  @ParameterizedTest
  @MethodSource
  void laterStatements(Map.Entry<String, Statement> later) throws ProtocolException {
    var golden = read("golden/statement/" + later.getKey() + ".json");
    var envelope = statements.sign(later.getValue(), IdentityKey.generate());

    assertThat(new String(envelope.payload(), StandardCharsets.UTF_8)).isEqualTo(golden);
    assertThat(statements.read(envelope, Statement.class)).isEqualTo(later.getValue());
  }

  @Test
  void aDeliveryWithTheRoundTripToItsSite() throws ProtocolException {
    var golden = read("golden/to-coordinator/delivery-connect.json");
    var delivery = new ToCoordinator.Delivery(42, 1, Samples.envelope("receipt"), 23);

    assertThat(messages.write(delivery)).isEqualTo(golden);
    assertThat(messages.readToCoordinator(golden)).isEqualTo(delivery);
  }

  @Test
  void aDeclineByTheHostsRule() throws ProtocolException {
    var golden = read("golden/to-coordinator/declined-hostRule.json");
    var declined =
        new ToCoordinator.Declined(
            "ffeeddccbbaa99887766554433221100", ToCoordinator.DeclineReason.HOST_RULE);

    assertThat(messages.write(declined)).isEqualTo(golden);
    assertThat(messages.readToCoordinator(golden)).isEqualTo(declined);
  }

  @Test
  void envelope() throws ProtocolException {
    Envelope envelope = Samples.envelope("receipt");
    var golden = read("golden/document/envelope.json");

    assertThat(documents.writeBytes(envelope)).asString().isEqualTo(golden);
    assertThat(documents.readEnvelope(golden.getBytes(StandardCharsets.UTF_8))).isEqualTo(envelope);
  }

  @Test
  void everyMessageAndStatementHasASample() {
    assertThat(types(Samples.toAgent())).isEqualTo(permitted(ToAgent.class));
    assertThat(types(Samples.toCoordinator())).isEqualTo(permitted(ToCoordinator.class));
    assertThat(types(Samples.statements()))
        .isEqualTo(
            Stream.of(Statement.class, LedgerStatement.class)
                .flatMap(set -> permitted(set).stream())
                .filter(Class::isRecord)
                .collect(Collectors.toSet()));
  }

  private static Set<Class<?>> types(Collection<?> samples) {
    return samples.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  private static Set<Class<?>> permitted(Class<?> sealedSet) {
    return Set.of(sealedSet.getPermittedSubclasses());
  }

  private static String golden(String folder, Object sample) {
    return read("golden/%s/%s.json".formatted(folder, Polymorphic.typeName(sample.getClass())));
  }

  private static String read(String resource) {
    try (var in = GoldenFilesTest.class.getClassLoader().getResourceAsStream(resource)) {
      assertThat(in).as("golden file " + resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
