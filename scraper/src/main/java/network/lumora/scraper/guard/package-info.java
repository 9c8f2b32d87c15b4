/** Which destinations a page may be fetched from: pure rules, no socket, no clock. */
@NullMarked
package network.lumora.scraper.guard;

import org.jspecify.annotations.NullMarked;
