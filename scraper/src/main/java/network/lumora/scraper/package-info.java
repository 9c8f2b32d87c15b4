/** Fetches one public page politely and safely, and reads fields from it. */
@NullMarked
package network.lumora.scraper;

import org.jspecify.annotations.NullMarked;
