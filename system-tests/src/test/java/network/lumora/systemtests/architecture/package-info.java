/** Holds the house together: which part may know which, and why. */
@NullMarked
package network.lumora.systemtests.architecture;

import org.jspecify.annotations.NullMarked;
