/**
 * Real browsers with an extension loaded: opened, read, clicked and typed at, photographed, ended.
 */
@NullMarked
package network.lumora.systemtests.browser;

import org.jspecify.annotations.NullMarked;
