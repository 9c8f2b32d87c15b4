/** RFC 6817's rules, one by one. */
@NullMarked
package network.lumora.systemtests.bench.bandwidth.ledbat;

import org.jspecify.annotations.NullMarked;
