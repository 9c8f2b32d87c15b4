package network.lumora.bridge.agent;

/** An agent, in the parts that the API serves. */
public record BridgedAgent(
    StatusControl status,
    LimitsControl limits,
    SettingsControl settings,
    RulesControl rules,
    JournalReader journal,
    ReceiptReader receipts,
    ConsentControl consent,
    ActivityListener activity,
    WorldReader world,
    LineReader line,
    LiveFeed live,
    AgentSigner signer) {}
