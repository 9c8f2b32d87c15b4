/** The parts of a running agent, put together. */
@NullMarked
package network.lumora.agent.service;

import org.jspecify.annotations.NullMarked;
