package network.lumora.coordinator.settle;

import network.lumora.proof.receipt.Counted;
import network.lumora.protocol.message.ToCoordinator;
import network.lumora.protocol.seal.Sealed;

/**
 * A delivery whose last frame has come.
 *
 * @param counted what the link counted of them
 */
public record Arrived(ToCoordinator.Delivery delivery, Sealed sealed, Counted counted) {}
