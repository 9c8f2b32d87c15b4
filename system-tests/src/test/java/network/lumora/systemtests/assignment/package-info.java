/** Tests of who gets which page, with every part as a program of its own. */
@NullMarked
package network.lumora.systemtests.assignment;

import org.jspecify.annotations.NullMarked;
