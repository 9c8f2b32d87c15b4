/** The program of a data consumer. */
@NullMarked
package network.lumora.consumer;

import org.jspecify.annotations.NullMarked;
