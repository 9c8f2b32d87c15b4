/** When a site may be asked again by this agent. */
@NullMarked
package network.lumora.scraper.pace;

import org.jspecify.annotations.NullMarked;
