package network.lumora.bridge.agent;

/** Told when the user is active in the browser; passes over it when hints are off. Thread-safe. */
public interface ActivityListener {
  void told(ActivityHint hint);
}
