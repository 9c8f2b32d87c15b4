package network.lumora.agent.service;

import java.io.IOException;
import java.time.InstantSource;
import network.lumora.agent.journal.Journal;
import network.lumora.agent.policy.Settings;

/** Keeps rows of the journal for as long as the settings say. */
record KeptRows(Journal journal, InstantSource clock) implements SettingsDesk.Follower {
  @Override
  public void changed(Settings settings) throws IOException {
    journal.keepRows(settings.retentionDays(), clock.instant());
  }
}
