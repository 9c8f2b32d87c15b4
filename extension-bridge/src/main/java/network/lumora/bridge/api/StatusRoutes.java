package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import network.lumora.bridge.agent.ActivityHint;
import network.lumora.bridge.agent.BridgedAgent;
import network.lumora.bridge.agent.ConsentGiven;
import network.lumora.bridge.agent.LimitsInForce;
import network.lumora.bridge.agent.PauseRequest;
import network.lumora.bridge.guard.Need;

/** How the agent is, and what steers it at once. */
final class StatusRoutes {
  private final BridgedAgent agent;
  private final Answers answers;
  private final Bodies bodies;
  private final Documents documents;

  StatusRoutes(BridgedAgent agent, Answers answers, Bodies bodies, Documents documents) {
    this.agent = agent;
    this.answers = answers;
    this.bodies = bodies;
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/status", Need.READ, c -> answers.write(c, agent.status().status())),
        Route.post("/v1/pause", Need.CONTROL, this::pause),
        Route.post("/v1/resume", Need.CONTROL, c -> answers.write(c, agent.status().resume())),
        Route.get("/v1/limits", Need.READ, c -> answers.write(c, agent.limits().limits())),
        Route.put("/v1/limits", Need.CONTROL, this::limit),
        Route.get("/v1/network", Need.READ, c -> answers.write(c, agent.world().network())),
        Route.post("/v1/activity", Need.CONTROL, this::activity),
        Route.get("/v1/consent", Need.READ, c -> answers.write(c, agent.consent().consent())),
        Route.post("/v1/consent", Need.CONTROL, this::consent));
  }

  private void pause(Context context) throws IOException {
    var request = bodies.of(context, PauseRequest.class);
    answers.write(context, agent.status().pause(request));
  }

  private void limit(Context context) throws IOException {
    var limits = bodies.of(context, LimitsInForce.class);
    answers.write(context, documents.change(() -> agent.limits().limit(limits)));
  }

  private void activity(Context context) {
    agent.activity().told(bodies.of(context, ActivityHint.class));
    context.status(204);
  }

  private void consent(Context context) throws IOException {
    var given = bodies.of(context, ConsentGiven.class);
    answers.write(context, documents.change(() -> agent.consent().give(given)));
  }
}
