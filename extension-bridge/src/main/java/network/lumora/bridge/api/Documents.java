package network.lumora.bridge.api;

import io.javalin.http.Context;
import java.io.IOException;
import network.lumora.bridge.guard.Code;
import network.lumora.bridge.guard.RefusedCall;

/**
 * What callers change; documents only by those who have seen their present content. Thread-safe.
 *
 * <p>All changes come through here, one at a time, so that what was compared is what is replaced.
 */
final class Documents {
  /** Reads or changes a document. */
  @FunctionalInterface
  interface Step<R> {
    R take() throws IOException;
  }

  private final Answers answers;

  Documents(Answers answers) {
    this.answers = answers;
  }

  /** Answers what holds then; 412 has the present ETag, 428 says that one is wanted. */
  synchronized <R extends Record> void change(Context context, Step<R> present, Step<R> change)
      throws IOException {
    var wanted = context.header("If-Match");
    if (wanted == null) {
      throw new RefusedCall(
          Code.PRECONDITION_MISSING, "expected If-Match with the ETag of the document as read");
    }
    var tag = answers.tag(present.take());
    if (!wanted.equals(tag) && !wanted.equals("*")) {
      context.header("ETag", tag);
      throw new RefusedCall(
          Code.CHANGED_MEANWHILE, "it was changed meanwhile; read it again and decide anew");
    }
    answers.writeTagged(context, change(change));
  }

  /**
   * A change that stands for itself, whatever the rest is.
   *
   * @throws RefusedCall MALFORMED if the agent does not take the value
   */
  synchronized <R> R change(Step<R> change) throws IOException {
    return read(change);
  }

  /**
   * A question that changes nothing.
   *
   * @throws RefusedCall MALFORMED if the agent does not take the value
   */
  <R> R read(Step<R> question) throws IOException {
    try {
      return question.take();
    } catch (IllegalArgumentException e) {
      throw new RefusedCall(Code.MALFORMED, String.valueOf(e.getMessage()));
    }
  }
}
