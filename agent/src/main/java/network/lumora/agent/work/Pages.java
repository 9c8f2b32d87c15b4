package network.lumora.agent.work;

/** Fetches pages and reads their fields. Thread-safe; blocks; an interrupt ends it soon. */
@FunctionalInterface
public interface Pages {
  /**
   * @param meter told of every byte, as it passes the socket
   */
  PageDone fetch(PageTask task, TaskMeter meter) throws InterruptedException;
}
