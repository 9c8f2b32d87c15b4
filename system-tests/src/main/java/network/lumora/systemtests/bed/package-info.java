/**
 * A home's network line of known rates and delay, made of network namespaces on this computer, with
 * places for real programs and real classes.
 *
 * <p>Starting points: {@link network.lumora.systemtests.bed.Bed}, {@link
 * network.lumora.systemtests.bed.Line}, {@link network.lumora.systemtests.bed.Namespace}.
 */
@NullMarked
package network.lumora.systemtests.bed;

import org.jspecify.annotations.NullMarked;
