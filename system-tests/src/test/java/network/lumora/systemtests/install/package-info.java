/** What a host installs, put into a Debian that has nothing but its base, and taken out again. */
@NullMarked
package network.lumora.systemtests.install;

import org.jspecify.annotations.NullMarked;
