package network.lumora.agent.cli;

import network.lumora.bridge.agent.JournalReader;
import network.lumora.bridge.agent.LimitsControl;
import network.lumora.bridge.agent.ReceiptReader;
import network.lumora.bridge.agent.RulesControl;
import network.lumora.bridge.agent.StatusControl;

/** What the commands ask of an agent, whether it runs or not. */
record HostAgent(
    StatusControl status,
    LimitsControl limits,
    JournalReader journal,
    RulesControl rules,
    ReceiptReader receipts) {}
