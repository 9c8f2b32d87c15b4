package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import network.lumora.bridge.agent.Denial;
import network.lumora.bridge.agent.PreviewRequest;
import network.lumora.bridge.agent.RuleQuestion;
import network.lumora.bridge.agent.Rules;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.Settings;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.guard.Need;

/** The two documents that the host edits, and what they would do. */
final class SettingsRoutes {
  private final SettingsControl settings;
  private final RulesControl rules;
  private final Answers answers;
  private final Bodies bodies;
  private final Documents documents;

  SettingsRoutes(
      SettingsControl settings,
      RulesControl rules,
      Answers answers,
      Bodies bodies,
      Documents documents) {
    this.settings = settings;
    this.rules = rules;
    this.answers = answers;
    this.bodies = bodies;
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/v1/settings", Need.READ, c -> answers.writeTagged(c, settings.settings())),
        Route.put("/v1/settings", Need.CONTROL, this::changeSettings),
        Route.post("/v1/settings/preview", Need.READ, this::preview),
        Route.get("/v1/rules", Need.READ, c -> answers.writeTagged(c, rules.rules())),
        Route.put("/v1/rules", Need.CONTROL, this::changeRules),
        Route.post("/v1/rules/test", Need.READ, this::test),
        Route.post("/v1/rules/deny", Need.CONTROL, this::deny));
  }

  private void changeSettings(Context context) throws IOException {
    var wanted = bodies.of(context, Settings.class);
    documents.change(context, settings::settings, () -> settings.change(wanted));
  }

  private void preview(Context context) throws IOException {
    var request = bodies.of(context, PreviewRequest.class);
    answers.write(context, documents.read(() -> settings.preview(request)));
  }

  private void changeRules(Context context) throws IOException {
    var wanted = bodies.of(context, Rules.class);
    documents.change(context, rules::rules, () -> rules.change(wanted));
  }

  private void test(Context context) throws IOException {
    var question = bodies.of(context, RuleQuestion.class);
    answers.write(context, documents.read(() -> rules.test(question)));
  }

  private void deny(Context context) throws IOException {
    var denial = bodies.of(context, Denial.class);
    answers.writeTagged(context, documents.change(() -> rules.deny(denial)));
  }
}
