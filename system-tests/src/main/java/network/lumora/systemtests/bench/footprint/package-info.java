/** What the installed agent costs a computer while it rests, beside programs that hosts know. */
@NullMarked
package network.lumora.systemtests.bench.footprint;

import org.jspecify.annotations.NullMarked;
