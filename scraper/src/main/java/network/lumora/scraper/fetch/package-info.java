/** Moves a page over the wire, to approved addresses only, counted and bounded. */
@NullMarked
package network.lumora.scraper.fetch;

import org.jspecify.annotations.NullMarked;
