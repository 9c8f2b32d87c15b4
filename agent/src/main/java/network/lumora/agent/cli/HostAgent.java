package network.lumora.agent.cli;

import network.lumora.agent.service.StoredAgent;
import network.lumora.bridge.agent.ConsentControl;
import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.LineReader;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.SettingsControl;
import network.lumora.bridge.agent.StatusControl;

/** What the commands ask of an agent, whether it runs or not. */
record HostAgent(
    StatusControl status,
    LimitsControl limits,
    SettingsControl settings,
    JournalReader journal,
    RulesControl rules,
    ReceiptReader receipts,
    ConsentControl consent,
    LineReader line) {
  static HostAgent of(RemoteAgent agent) {
    return new HostAgent(agent, agent, agent, agent, agent, agent, agent, agent);
  }

  static HostAgent of(StoredAgent agent) {
    return new HostAgent(
        agent.status(),
        agent.limits(),
        agent.settings(),
        agent.journal(),
        agent.rules(),
        agent.receipts(),
        agent.consent(),
        agent.line());
  }
}
