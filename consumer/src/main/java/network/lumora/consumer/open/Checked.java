package network.lumora.consumer.open;

import network.lumora.protocol.message.PageResult;
import org.jspecify.annotations.Nullable;

/** What checking one delivered page has shown. */
public sealed interface Checked {

  /** Both signatures, counts, proof, seal and content are as they must be. */
  record Opened(PageResult result, Provenance provenance) implements Checked {}

  /**
   * Something is not; the result is not to be used.
   *
   * @param page the index in the order; null if not even that is certain
   * @param what for people: what was expected and what came
   */
  record Broken(@Nullable Integer page, Where where, String what) implements Checked {}
}
