/**
 * One command that measures the product beside what it could be compared with, and prints a table.
 */
@NullMarked
package network.lumora.systemtests.bench;

import org.jspecify.annotations.NullMarked;
