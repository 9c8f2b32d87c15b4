package network.lumora.consumer.open;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import network.lumora.protocol.message.Outcome;
import org.jspecify.annotations.Nullable;

/** One page in the file a user gets; what a page that was not fetched cannot have is absent. */
record Row(
    String url,
    @Nullable String finalUrl,
    @Nullable Integer httpStatus,
    @Nullable String contentType,
    @Nullable Instant fetchedAt,
    Outcome outcome,
    String code,
    @Nullable String detail,
    Map<String, List<String>> fields,
    Provenance _prov) {

  static Row of(Checked.Opened opened) {
    var result = opened.result();
    var page = result.page();
    return page == null
        ? new Row(
            result.url(),
            null,
            null,
            null,
            null,
            result.outcome(),
            result.code(),
            result.detail(),
            Map.of(),
            opened.provenance())
        : new Row(
            result.url(),
            page.finalUrl(),
            page.httpStatus(),
            page.contentType(),
            page.fetchedAt(),
            result.outcome(),
            result.code(),
            result.detail(),
            page.fields(),
            opened.provenance());
  }
}
