/**
 * A sender by RFC 6817 (LEDBAT), complete and unimproved: what Lumora's yielding is compared with.
 */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.ledbat;

import org.jspecify.annotations.NullMarked;
