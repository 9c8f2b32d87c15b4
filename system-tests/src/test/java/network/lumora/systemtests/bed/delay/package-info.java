/** The delay line's parts, without a kernel. */
@NullMarked
package network.lumora.systemtests.bed.delay;

import org.jspecify.annotations.NullMarked;
