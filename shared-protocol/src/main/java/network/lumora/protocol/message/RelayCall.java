package network.lumora.protocol.message;

import network.lumora.protocol.digest.Sha256;
import network.lumora.protocol.identity.PublicKey;
import network.lumora.protocol.seal.SealPublicKey;

/**
 * What a caller signs to talk to a callee over one passage that an agent carries; the callee
 * answers with a {@link RelayAnswer}.
 *
 * @param conversationId the same for all passages that carry the conversation, one after the other
 * @param passage from 1, larger for each passage of the conversation, so that a call counts once
 * @param grantSha256 digest of the payload of the grant that pays for the passage
 * @param key fresh for this passage, and forgotten with it
 */
public record RelayCall(
    String conversationId,
    long passage,
    PublicKey caller,
    PublicKey callee,
    Sha256 grantSha256,
    SealPublicKey key)
    implements Statement {
  public RelayCall {
    Text.requireId("conversationId", conversationId);
    Text.requireRange("passage", passage, 1, Long.MAX_VALUE);
    if (caller.equals(callee)) {
      throw new IllegalArgumentException("a caller calls somebody else");
    }
  }
}
