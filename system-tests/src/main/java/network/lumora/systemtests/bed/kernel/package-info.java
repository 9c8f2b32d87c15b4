/**
 * The few Linux calls that Java has no words for: entering a network namespace, a TUN interface,
 * real-time threads.
 */
@NullMarked
package network.lumora.systemtests.bed.kernel;

import org.jspecify.annotations.NullMarked;
