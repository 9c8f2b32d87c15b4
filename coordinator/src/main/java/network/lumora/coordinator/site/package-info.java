/** Looks at sites, for the proofs that their owners publish there. */
@NullMarked
package network.lumora.coordinator.site;

import org.jspecify.annotations.NullMarked;
