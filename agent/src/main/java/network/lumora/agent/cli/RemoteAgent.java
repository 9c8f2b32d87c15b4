package network.lumora.agent.cli;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import network.lumora.bridge.agent.AgentStatus;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.ConsentState;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.Earnings;
import network.lumora.bridge.agent.JournalPage;
import network.lumora.bridge.agent.JournalQuery;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.Keys;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.LineHistory;
import network.lumora.bridge.agent.LineNow;
import network.lumora.bridge.agent.LineQuery;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.agent.Preview;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.ReceiptPage;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.RuleTest;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.agent.StatusControl;
import network.lumora.bridge.agent.UsageQuery;
import network.lumora.bridge.agent.UsageReport;
import network.lumora.bridge.api.ClientList;
import network.lumora.bridge.api.Hello;
import network.lumora.bridge.guard.AccessToken;
import network.lumora.bridge.pairing.Client;
import network.lumora.bridge.pairing.WindowRequest;
import network.lumora.bridge.pairing.WindowState;
import network.lumora.protocol.ProtocolException;
import network.lumora.protocol.wire.DocumentCodec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** A running agent, through its loopback API. Thread-safe. */
final class RemoteAgent
    implements StatusControl,
        LimitsControl,
        SettingsControl,
        RulesControl,
        JournalReader,
        ReceiptReader,
        ConsentControl,
        LineReader {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String WINDOW = "/v1/pairing/window";

  /** A computer may stand still for seconds; a port where nobody listens refuses at once. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What an error answer says that is for people. */
  record Trouble(String detail) {}

  /** The body of a request that has nothing to say. */
  record Nothing() {}

  private final String base;
  private final AccessToken token;

  /** Of the settings that were read last, so that no one else's change is lost. */
  private volatile String settingsTag = "";

  private final DocumentCodec codec = new DocumentCodec();
  private final OkHttpClient client =
      new OkHttpClient.Builder()
          .proxy(Proxy.NO_PROXY)
          .callTimeout(PATIENCE)
          .readTimeout(PATIENCE)
          .build();

  RemoteAgent(int port, AccessToken token) {
    this.base = "http://127.0.0.1:" + port;
    this.token = token;
  }

  /** Whether an agent answers; another program on its old port is none. */
  boolean answers() {
    try {
      return send(request("/v1/hello").build(), Hello.class).product().equals(Hello.PRODUCT);
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public AgentStatus status() throws IOException {
    return send(authorized("/v1/status").build(), AgentStatus.class);
  }

  @Override
  public AgentStatus pause(PauseRequest wanted) throws IOException {
    return send(authorized("/v1/pause").post(body(wanted)).build(), AgentStatus.class);
  }

  @Override
  public AgentStatus resume() throws IOException {
    return send(authorized("/v1/resume").post(body(new Nothing())).build(), AgentStatus.class);
  }

  @Override
  public LimitsInForce limits() throws IOException {
    return send(authorized("/v1/limits").build(), LimitsInForce.class);
  }

  @Override
  public LimitsInForce limit(LimitsInForce limits) throws IOException {
    return send(authorized("/v1/limits").put(body(limits)).build(), LimitsInForce.class);
  }

  @Override
  public Settings settings() throws IOException {
    return send(authorized("/v1/settings").build(), Settings.class);
  }

  /** In place of those that were read last. */
  @Override
  public Settings change(Settings wanted) throws IOException {
    var request = authorized("/v1/settings").header("If-Match", settingsTag).put(body(wanted));
    return send(request.build(), Settings.class);
  }

  @Override
  public Preview preview(PreviewRequest wanted) throws IOException {
    return send(authorized("/v1/settings/preview").post(body(wanted)).build(), Preview.class);
  }

  @Override
  public ConsentState consent() throws IOException {
    return send(authorized("/v1/consent").build(), ConsentState.class);
  }

  @Override
  public ConsentState give(ConsentGiven given) throws IOException {
    return send(authorized("/v1/consent").post(body(given)).build(), ConsentState.class);
  }

  /** Oldest first, without filters. */
  @Override
  public JournalPage page(JournalQuery query) throws IOException {
    var after = query.cursor() == null ? 0 : query.cursor();
    return send(
        authorized("/v1/journal?after=" + after + "&limit=" + query.limit()).build(),
        JournalPage.class);
  }

  @Override
  public void deleteAll() {
    throw new UnsupportedOperationException("no command deletes the journal");
  }

  @Override
  public UsageReport usage(UsageQuery query) {
    throw new UnsupportedOperationException("no command shows usage by time");
  }

  @Override
  public Rules rules() throws IOException {
    return send(authorized("/v1/rules").build(), Rules.class);
  }

  /** In place of those that are there now, unless they change meanwhile. */
  @Override
  public Rules change(Rules rules) throws IOException {
    return send(
        authorized("/v1/rules").header("If-Match", rulesTag()).put(body(rules)).build(),
        Rules.class);
  }

  private String rulesTag() throws IOException {
    try (var response = client.newCall(authorized("/v1/rules").build()).execute()) {
      var tag = response.header("ETag");
      return tag == null ? "*" : tag;
    }
  }

  @Override
  public RuleTest test(RuleQuestion question) throws IOException {
    return send(authorized("/v1/rules/test").post(body(question)).build(), RuleTest.class);
  }

  @Override
  public Rules deny(Denial denial) throws IOException {
    return send(authorized("/v1/rules/deny").post(body(denial)).build(), Rules.class);
  }

  @Override
  public Earnings earnings() throws IOException {
    return send(authorized("/v1/earnings").build(), Earnings.class);
  }

  @Override
  public ReceiptPage receipts(@Nullable String before, int limit) {
    throw new UnsupportedOperationException("receipts are read from the disk");
  }

  @Override
  public Keys keys() {
    throw new UnsupportedOperationException("no command shows the keys");
  }

  @Override
  public LineNow line() throws IOException {
    return send(authorized("/v1/line").build(), LineNow.class);
  }

  @Override
  public LineHistory history(LineQuery query) throws IOException {
    var path =
        "/v1/line/history?from=%s&to=%s&step=%s".formatted(query.from(), query.to(), query.step());
    return send(authorized(path).build(), LineHistory.class);
  }

  WindowState openPairing(WindowRequest wanted) throws IOException {
    return send(authorized(WINDOW).post(body(wanted)).build(), WindowState.class);
  }

  WindowState pairing() throws IOException {
    return send(authorized(WINDOW).build(), WindowState.class);
  }

  void closePairing() throws IOException {
    send(authorized(WINDOW).delete().build(), WindowState.class);
  }

  List<Client> clients() throws IOException {
    return send(authorized("/v1/clients").build(), ClientList.class).clients();
  }

  /**
   * @param id of letters and digits
   */
  void revoke(String id) throws IOException {
    var request = authorized("/v1/clients/" + id).delete().build();
    try (var response = client.newCall(request).execute()) {
      if (response.code() == 404) {
        throw new IOException("there is no paired browser " + id + "; see: lumora clients");
      }
      if (!response.isSuccessful()) {
        throw new IOException("the running agent answers " + response.code());
      }
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(base + path);
  }

  private Request.Builder authorized(String path) {
    return request(path).header("Authorization", token.header());
  }

  private RequestBody body(Record document) {
    return RequestBody.create(codec.writeBytes(document), JSON);
  }

  private <R extends Record> R send(Request request, Class<R> type) throws IOException {
    try (var response = client.newCall(request).execute()) {
      var text = response.body().string();
      if (response.isSuccessful()) {
        rememberTag(response);
        return codec.read(text, type);
      }
      var detail = codec.read(text, Trouble.class).detail();
      if (response.code() == 400) {
        throw new IllegalArgumentException(detail);
      }
      throw new IOException("the running agent says: " + detail);
    } catch (ProtocolException e) {
      throw new IOException("the running agent answers in words this program does not know", e);
    }
  }

  private void rememberTag(Response response) {
    var tag = response.header("ETag");
    if (tag != null && response.request().url().encodedPath().equals("/v1/settings")) {
      settingsTag = tag;
    }
  }
}
