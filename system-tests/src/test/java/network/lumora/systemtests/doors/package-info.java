/** Knocks at every door of the running programs with what they must refuse. */
@NullMarked
package network.lumora.systemtests.doors;

import org.jspecify.annotations.NullMarked;
