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
   */
  record Finished(
      Outcome outcome, String code, @Nullable String detail, PageResult.@Nullable Page page)
      implements PageDone {}

  /** This side stopped it, so that there is nothing to tell. */
  record Stopped() implements PageDone {}
}
