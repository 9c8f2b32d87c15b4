package network.lumora.consumer.relay;

import java.util.function.Consumer;
import network.lumora.protocol.relay.ResetCode;

/** Tells whoever started a relay why a connection to {@code target} is over. */
record Owner(String target, Consumer<String> say) implements Consumer<ResetCode> {
  @Override
  public void accept(ResetCode code) {
    if (code != ResetCode.CANCELLED) {
      say.accept(ProxyAnswer.words(target, code));
    }
  }
}
