/** When agents' lines are challenged, by whom, and what comes of it. */
@NullMarked
package network.lumora.coordinator.challenge;

import org.jspecify.annotations.NullMarked;
