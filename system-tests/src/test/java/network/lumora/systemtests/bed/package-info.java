/** The bed: its parts, and a short bed where this computer lets us build one. */
@NullMarked
package network.lumora.systemtests.bed;

import org.jspecify.annotations.NullMarked;
