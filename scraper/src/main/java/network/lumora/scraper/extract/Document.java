package network.lumora.scraper.extract;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body to read fields from.
 *
 * @param mediaType in lower case without parameters
 * @param charset as the header names it; the document's own word counts when there is none
 */
public record Document(InputStream body, String mediaType, @Nullable String charset, String url) {}
