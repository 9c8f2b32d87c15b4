/** What the host has agreed to: nothing runs before it. */
@NullMarked
package network.lumora.agent.consent;

import org.jspecify.annotations.NullMarked;
