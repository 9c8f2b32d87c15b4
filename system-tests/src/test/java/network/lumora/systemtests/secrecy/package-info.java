/** Looks for page content wherever the coordinator could have kept or shown it. */
@NullMarked
package network.lumora.systemtests.secrecy;

import org.jspecify.annotations.NullMarked;
