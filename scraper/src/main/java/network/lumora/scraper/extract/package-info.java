/** Reads the asked fields out of a fetched document. */
@NullMarked
package network.lumora.scraper.extract;

import org.jspecify.annotations.NullMarked;
