/** What may be asked of a page, and what can come of it. */
@NullMarked
package network.lumora.scraper.page;

import org.jspecify.annotations.NullMarked;
