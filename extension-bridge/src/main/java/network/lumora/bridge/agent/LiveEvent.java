package network.lumora.bridge.agent;

/** Something a watching person wants to see at once. */
public sealed interface LiveEvent {
  /** At most once a second. */
  record StatusChanged(AgentStatus status) implements LiveEvent {}

  /** Once a second. */
  record Usage(LivePoint point) implements LiveEvent {}

  /** At most once a second. */
  record LineChanged(LineNow line) implements LiveEvent {}

  record RowWritten(JournalRow row) implements LiveEvent {}

  record ReceiptSettled(long sequence) implements LiveEvent {}

  record SettingsChanged() implements LiveEvent {}

  record RulesChanged() implements LiveEvent {}
}
