package network.lumora.agent.work;

import network.lumora.protocol.message.Outcome;
import network.lumora.protocol.message.PageResult;
import org.jspecify.annotations.Nullable;

/** What came of fetching a page. */
public sealed interface PageDone {

  /**
   * There is a result for the consumer, be it a refusal.
   *
   * @param page null unless the outcome is OK
   * @param rule of this side that blocked it, null if none did
   */
  record Finished(
      Outcome outcome,
      String code,
      @Nullable String detail,
      PageResult.@Nullable Page page,
      @Nullable String rule)
      implements PageDone {
    public Finished(
        Outcome outcome, String code, @Nullable String detail, PageResult.@Nullable Page page) {
      this(outcome, code, detail, page, null);
    }
  }

  /** This side stopped it, or the host's rules did, so that there is nothing to tell. */
  record Stopped() implements PageDone {}
}
