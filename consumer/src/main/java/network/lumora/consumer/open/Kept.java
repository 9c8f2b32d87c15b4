package network.lumora.consumer.open;

import network.lumora.protocol.envelope.Envelope;
import network.lumora.protocol.message.DeliveredPage;
import network.lumora.protocol.message.Logged;
import network.lumora.protocol.message.PageResult;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal: a page that was checked, and the receipt as evidence.
 *
 * @param cursor 0 for a line that could not be read
 * @param result null if it is broken; then {@code where} and {@code what} are not
 */
record Kept(
    long cursor,
    @Nullable Integer page,
    @Nullable PageResult result,
    @Nullable Provenance provenance,
    @Nullable Where where,
    @Nullable String what,
    @Nullable Envelope receipt,
    @Nullable Logged logged) {

  static Kept of(DeliveredPage page, Checked checked) {
    return switch (checked) {
      case Checked.Opened(var result, var provenance) ->
          new Kept(
              page.cursor(),
              page.taskId().index(),
              result,
              provenance,
              null,
              null,
              page.receipt(),
              page.logged());
      case Checked.Broken(var index, var where, var what) ->
          new Kept(page.cursor(), index, null, null, where, what, page.receipt(), page.logged());
    };
  }

  static Kept unreadable(Checked.Broken broken) {
    return new Kept(0, broken.page(), null, null, broken.where(), broken.what(), null, null);
  }

  Checked checked() {
    if (result != null && provenance != null) {
      return new Checked.Opened(result, provenance);
    }
    return new Checked.Broken(
        page, where == null ? Where.FORMAT : where, what == null ? "unknown" : what);
  }
}
